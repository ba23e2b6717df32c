"""Wrong usage of the command line, said in one plain sentence in the person's language.

The parser of the standard library speaks English only; its messages are recognised and said anew. One that is not
recognised is passed on as it is.
"""

import re
from collections.abc import Callable

from crmdesk.i18n import _


class UsageError(Exception):
    """The arguments make no command; ``program`` is the part of the command line that was understood."""

    def __init__(self, message: str, program: str) -> None:
        super().__init__(message)
        self.message = message
        self.program = program


def _missing(found: re.Match[str]) -> str:
    return _("Something is missing: {what}.").format(what=found["what"])


def _unknown(found: re.Match[str]) -> str:
    return _("“{what}” is not understood here.").format(what=found["what"])


def _no_command(found: re.Match[str]) -> str:
    return _("There is no command “{name}”.").format(name=found["value"])


def _not_a_choice(found: re.Match[str]) -> str:
    choices = found["choices"].replace("'", "")
    return _("{what} cannot be “{value}”; choose from {choices}.").format(
        what=found["what"], value=found["value"], choices=choices
    )


def _without_value(found: re.Match[str]) -> str:
    return _("{what} needs a value.").format(what=found["what"])


def _with_value(found: re.Match[str]) -> str:
    return _("{what} takes no value.").format(what=found["what"])


def _detail(found: re.Match[str]) -> str:
    return found["detail"]


_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"the following arguments are required: (?P<what>.*)", _missing),
        (r"unrecognized arguments: (?P<what>.*)", _unknown),
        (r"argument COMMAND: invalid choice: '?(?P<value>.*?)'? \(choose from .*\)", _no_command),
        (r"argument (?P<what>.*?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.*)\)", _not_a_choice),
        (r"argument (?P<what>.*?): expected .* arguments?", _without_value),
        (r"argument (?P<what>.*?): ignored explicit argument .*", _with_value),
        (r"argument .*?: (?P<detail>.*)", _detail),
    )
)


def plain_sentence(message: str) -> str:
    """What the parser complains about, in the person's language where it is known."""
    for pattern, sentence in _SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            return sentence(found)
    return message
