"""The sample company in each language, made once for all the workers of a run; to be copied, not changed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile

from crmdesk.i18n import language, use_language
from crmdesk.wiring import new_services
from tests.fakes import FixedClock, Unwatched

NOW = "2026-11-21 14:30"
ME = "Li Na"
NAME = "North sales.crmdesk"

Samples = Callable[[str], Path]
"""The file of the sample workspace in a language."""


def sample_year(folder: Path, wanted: str) -> Path:
    """The sample workspace in a language, alone in a folder below one that the workers share."""
    place = folder / f"sample {wanted}"
    lock = QLockFile(str(place.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    lock.lock()
    before = language()
    try:
        if not place.exists():
            building = place.with_suffix(".new")
            building.mkdir()
            use_language(wanted)
            new_services(building / NAME, FixedClock(NOW), ME, currency="CNY", packs=(), sample=Unwatched())
            building.rename(place)
    finally:
        use_language(before)
        lock.unlock()
    return place / NAME
