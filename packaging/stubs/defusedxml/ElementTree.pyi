from collections.abc import Iterator, Sequence
from typing import IO
from xml.etree.ElementTree import Element

def iterparse(
    source: IO[bytes],
    events: Sequence[str] | None = None,
    parser: None = None,
    forbid_dtd: bool = False,
    forbid_entities: bool = True,
    forbid_external: bool = True,
) -> Iterator[tuple[str, Element]]: ...
