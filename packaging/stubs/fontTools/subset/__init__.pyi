from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

class Options:
    layout_features: list[str]
    hinting: bool
    name_IDs: list[int | str]
    drop_tables: list[str]
    recalc_timestamp: bool
    def __init__(self) -> None: ...

class Subsetter:
    def __init__(self, options: Options | None = None) -> None: ...
    def populate(self, *, unicodes: Iterable[int] = ...) -> None: ...
    def subset(self, font: TTFont) -> None: ...

def save_font(font: TTFont, outfile: str | Path, options: Options) -> None: ...
