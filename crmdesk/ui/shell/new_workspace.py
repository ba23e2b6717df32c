"""A new workspace as a person wants it, and what to suggest. Knows no widget."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths

from crmdesk.i18n import _, language

SUFFIX = ".crmdesk"


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """Where it is to be and what it is like; ``me`` and ``time_zone`` belong to the machine, the rest to the workspace.

    ``time_zone`` is a name of the IANA database, ``packs`` are keys of industry packs. With ``import_next`` the person
    wants to bring in a sheet as soon as it is there, ``with_sample`` to find the sample company in it.
    """

    path: Path
    me: str
    currency: str
    time_zone: str
    packs: tuple[str, ...]
    import_next: bool = False
    with_sample: bool = False


def usual_currency() -> str:
    """That of the interface's language where it has one, else that of the machine's country."""
    known = {"zh_CN": "CNY", "zh_TW": "TWD"}
    local = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return known.get(language()) or local or "USD"


def usual_path() -> Path:
    """A file among the person's documents, or where all is theirs if there are none, that is not there yet."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = documents if documents.is_dir() else Path.home()
    name, number = _("customers"), 1
    path = folder / f"{name}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{name} {number}{SUFFIX}"
    return path
