"""The options of commands that draw: where the picture goes, as PNG or as SVG."""

from collections.abc import Iterable
from pathlib import Path

from crmdesk.cli.arguments import Parser
from crmdesk.cli.session import Session
from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _

_FORMS = ("png", "svg")


def add_pictures(parser: Parser, png: str, svg: str) -> None:
    """The options for both forms with what they do in words."""
    parser.add_argument("--png", metavar="OUT", type=Path, help=png)
    parser.add_argument("--svg", metavar="OUT", type=Path, help=svg)


def wanted_pictures(session: Session) -> tuple[Path, ...]:
    """The pictures asked for.

    Raises ValidationError before anything is drawn when a name does not end as its option says.
    """
    wanted = []
    for form in _FORMS:
        out: Path | None = getattr(session.options, form)
        if out is None:
            continue
        if out.suffix.lower() != f".{form}":
            raise ValidationError(_("“{name}” should end in .{form}.").format(name=out.name, form=form), field=form)
        wanted.append(out)
    return tuple(wanted)


def written(files: Iterable[Path | None]) -> tuple[str, ...]:
    """A line for each file that was asked for and written."""
    return tuple(_("Written: {file}").format(file=out) for out in files if out is not None)
