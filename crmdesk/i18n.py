"""One gettext catalogue for every layer. Strings kept in a workspace are never translated here.

The language is chosen once by the outermost layer; the active catalogue is the one piece of process-wide state.
"""

import gettext
import os
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from crmdesk import paths

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "zh_CN", "zh_TW")

_active: ContextVar[tuple[str, gettext.NullTranslations]] = ContextVar(
    "active_catalogue", default=("en", gettext.NullTranslations())
)


def use_language(language: str) -> None:
    """Make ``language`` (one of ``LANGUAGES``) the language of every sentence made from now on in this context."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    catalogue = gettext.translation(
        "crmdesk", localedir=str(paths.resource_folder("locale")), languages=[language], fallback=language == "en"
    )
    _active.set((language, catalogue))


def language() -> str:
    """The active language."""
    return _active.get()[0]


def conventions() -> "Locale":
    """How the active language writes numbers and dates.

    Handed a mere name, Babel looks through all thousand locales that there are, for each number again.
    """
    return _conventions(language())


@cache
def _conventions(code: str) -> "Locale":
    from babel import Locale

    return Locale.parse(code)


def _(message: str) -> str:
    """Translate a sentence."""
    return _active.get()[1].gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a sentence that depends on a count."""
    return _active.get()[1].ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a word that has several meanings; ``context`` tells them apart."""
    return _active.get()[1].pgettext(context, message)


def language_of_machine() -> str:
    """The supported language nearest to the machine's locale; English when there is none."""
    candidates = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((value for value in candidates if value), None) or _set_up_locale() or "en"
    if not name.lower().startswith(("zh", "chinese")):
        return "en"
    traditional = ("_tw", "_hk", "_mo", "hant", "traditional")
    return "zh_TW" if any(mark in name.lower() for mark in traditional) else "zh_CN"


def _set_up_locale() -> str:
    """What a machine without such variables is set up to speak."""
    import locale

    return locale.getlocale()[0] or ""
