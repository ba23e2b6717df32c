"""The names of time zones for people to choose from, as the IANA database has them. Knows no widget."""

from PySide6.QtCore import QTimeZone

_COMMON = ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Europe/London", "America/New_York")


def usual_zone() -> str:
    """The machine's zone."""
    return _text(QTimeZone.systemTimeZoneId().data())


def time_zones() -> list[str]:
    """That of the machine first, then those that are asked for most, then all by name."""
    names = (_text(zone.data()) for zone in QTimeZone.availableTimeZoneIds())
    others = sorted(name for name in names if "/" in name and not name.startswith("Etc/"))
    return list(dict.fromkeys((usual_zone(), *_COMMON, *others)))


def _text(name: bytes | bytearray | memoryview) -> str:
    return bytes(name).decode("ascii")
