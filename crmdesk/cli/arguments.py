"""Reading the command line: global options anywhere, help by groups of commands, one sentence when it is wrong.

Knows no command; the modules of the command groups add theirs to ``Commands``.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn
from unicodedata import east_asian_width

from typing_extensions import override

from crmdesk import __version__
from crmdesk.cli.answer import Answer
from crmdesk.cli.usage import UsageError, plain_sentence
from crmdesk.i18n import LANGUAGES, _

Handler = Callable[[Any], Answer]

_HEADING = re.compile(r"^(\S.*):$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EarlyOptions:
    """What must be known before the parser can speak."""

    language: str
    as_json: bool


class _Formatter(argparse.RawDescriptionHelpFormatter):
    @override
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    @override
    def format_help(self) -> str:
        # The standard library takes a wide character for one column, and ends headings with a colon of its own,
        # which those of the groups of commands do not have.
        usage, gap, rest = super().format_help().partition("\n\n")
        shift = " " * sum(east_asian_width(character) in ("W", "F") for character in _("usage: "))
        return usage.replace("\n", f"\n{shift}") + gap + _HEADING.sub(r"\1", rest)


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError and takes the global options; ``is_root`` gives them their defaults."""

    def __init__(self, *, is_root: bool = False, **settings: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, add_help=False, **settings)
        self._positionals.title = _("Arguments")
        self._optionals.title = _("Options")
        everywhere = self.add_argument_group(_("Options of every command"))
        default: Any = None if is_root else argparse.SUPPRESS
        everywhere.add_argument(
            "--workspace",
            metavar="PATH",
            default=default,
            help=_("the workspace file; without it CRMDESK_WORKSPACE names it"),
        )
        everywhere.add_argument(
            "--lang", choices=LANGUAGES, default=default, help=_("the language of everything that is said")
        )
        everywhere.add_argument(
            "--json",
            action="store_true",
            default=False if is_root else argparse.SUPPRESS,
            help=_("answer with one JSON document"),
        )
        everywhere.add_argument("-h", "--help", action="help", help=_("say how to use this and stop"))

    @override
    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        # argparse takes every "--" for the mark that ends the options, also where it is the value of one.
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            return self._get_value(action, "--")
        return super()._get_values(action, arg_strings)

    @override
    def error(self, message: str) -> NoReturn:
        raise UsageError(plain_sentence(message), self.prog)


class Commands:
    """The commands by groups, in the order in which help lists them."""

    def __init__(self, introduction: str) -> None:
        self.root = Parser(
            prog="crmdesk", is_root=True, usage="crmdesk [--workspace PATH] [--lang LANG] [--json] COMMAND …"
        )
        self.root.add_argument(
            "--version", action="version", version=f"crmdesk {__version__}", help=_("say the version and stop")
        )
        self.root.add_argument(
            "--quick-log",
            action="store_true",
            help=_(
                "open the small window for logging a touch, also of a crmdesk that is running: for a key of the desktop"
            ),
        )
        self._subparsers = self.root.add_subparsers(
            parser_class=Parser, prog="crmdesk", metavar="COMMAND", dest="command", help=argparse.SUPPRESS
        )
        self._introduction = introduction
        self._groups: list[tuple[str, list[tuple[str, str]]]] = []

    def group(self, heading: str) -> None:
        """Begin a group; the commands added from now on belong to it."""
        self._groups.append((heading, []))

    def add(self, name: str, summary: str, run: Handler | None) -> Parser:
        """Add a command; ``run`` is None for one that has commands of its own (``verbs``)."""
        self._groups[-1][1].append((name, summary))
        parser: Parser = self._subparsers.add_parser(name, description=summary)
        parser.set_defaults(run=run)
        return parser

    def complete(self) -> Parser:
        """The parser with everything added so far."""
        width = max(len(name) for _heading, entries in self._groups for name, _summary in entries)
        lines = [self._introduction]
        for heading, entries in self._groups:
            lines += ["", heading, *(f"  {name:{width}}  {summary}" for name, summary in entries)]
        self.root.description = "\n".join(lines)
        self.root.epilog = _("“crmdesk COMMAND --help” says how a command is used.")
        return self.root


class Verbs:
    """The commands below a command, such as those of ``deal``."""

    def __init__(self, parser: Parser) -> None:
        self._subparsers = parser.add_subparsers(
            parser_class=Parser, title=_("Commands"), metavar="COMMAND", dest="verb", required=True
        )

    def add(self, name: str, summary: str, run: Handler) -> Parser:
        """Add a command."""
        parser: Parser = self._subparsers.add_parser(name, help=summary, description=summary)
        parser.set_defaults(run=run)
        return parser


def early_options(arguments: Sequence[str]) -> EarlyOptions:
    """The language and the form of the answer, read before anything else; a wrong language is complained of later."""
    parser = _EarlyParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--lang", default="")
    parser.add_argument("--json", action="store_true")
    try:
        known, _rest = parser.parse_known_args(arguments)
    except UsageError:
        return EarlyOptions("", "--json" in arguments)
    return EarlyOptions(known.lang if known.lang in LANGUAGES else "", known.json)


class _EarlyParser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.prog)


def with_values_attached(arguments: Sequence[str]) -> list[str]:
    """``--filter -tag:vip`` as ``--filter=-tag:vip``: the only short option is -h, so anything like one is a value."""
    attached: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return [*attached, argument, *rest]
        is_value = argument.startswith("-") and argument[1:2] not in ("", "-") and argument != "-h"
        if is_value and attached and attached[-1].startswith("--") and "=" not in attached[-1]:
            attached[-1] += f"={argument}"
        else:
            attached.append(argument)
    return attached


def add_filter(parser: Parser) -> None:
    """The option that narrows a list down."""
    parser.add_argument(
        "--filter",
        metavar="EXPR",
        default="",
        help=_('only what fits, such as: stage:quote owner:"Li Na" amount>50000 -tag:vip lost>=-30d'),
    )


def add_period(parser: Parser) -> None:
    """The options for a stretch of time, both days included."""
    parser.add_argument("--since", metavar="DATE", help=_("from this day on"))
    parser.add_argument("--until", metavar="DATE", help=_("up to this day"))


def whole_number(text: str) -> int:
    """A count given as an option.

    Raises argparse.ArgumentTypeError unless it is a positive whole number.
    """
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**31):
        raise argparse.ArgumentTypeError(_("“{text}” is not a positive whole number.").format(text=text[:40]))
    return int(text)


def split_at_commas(words: Iterable[str]) -> tuple[str, ...]:
    """``customers,deals`` and repeated options as one list."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())
