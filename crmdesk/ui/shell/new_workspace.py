"""A new workspace as a person wants it, and what to suggest. Knows no widget."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, QTimeZone

from crmdesk.i18n import _, language

SUFFIX = ".crmdesk"
CURRENCIES = ("CNY", "USD", "EUR", "TWD", "HKD", "JPY", "GBP")
_COMMON_ZONES = ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Europe/London", "America/New_York")


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """Where it is to be and what it is like; ``me`` and ``time_zone`` belong to the machine, the rest to the workspace.

    ``time_zone`` is a name of the IANA database, ``packs`` are keys of industry packs. With ``import_next`` the person
    wants to bring in a sheet as soon as it is there.
    """

    path: Path
    me: str
    currency: str
    time_zone: str
    packs: tuple[str, ...]
    import_next: bool = False


def usual_currency() -> str:
    """That of the interface's language where it has one, else that of the machine's country."""
    known = {"zh_CN": "CNY", "zh_TW": "TWD"}
    local = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return known.get(language()) or local or "USD"


def usual_zone() -> str:
    """The machine's zone."""
    return QTimeZone.systemTimeZoneId().toStdString()


def time_zones() -> list[str]:
    """Names of zones, those that are asked for most first."""
    names = (zone.toStdString() for zone in QTimeZone.availableTimeZoneIds())
    others = sorted(name for name in names if "/" in name and not name.startswith("Etc/"))
    return list(dict.fromkeys((usual_zone(), *_COMMON_ZONES, *others)))


def usual_path() -> Path:
    """A file among the person's documents that is not there yet."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    name, number = _("customers"), 1
    path = folder / f"{name}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{name} {number}{SUFFIX}"
    return path
