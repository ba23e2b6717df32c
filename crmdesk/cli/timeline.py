"""Commands about what happened with a customer, and what is to happen next."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from crmdesk.cli import records, words
from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.arguments import Commands, add_period, whole_number
from crmdesk.cli.session import Session
from crmdesk.domain.attachment import Attachment
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.fact_words import facts_line
from crmdesk.services.wording import touch_text


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Timeline"))
    timeline = commands.add("timeline", _("show what happened with a customer, the latest first"), show_timeline)
    timeline.add_argument("customer", metavar="CUSTOMER", help=_("uid, name or part of the name"))
    timeline.add_argument("--deal", metavar="DEAL", default="", help=_("only what belongs to this deal"))
    timeline.add_argument(
        "--kind", metavar="K", nargs="+", action="extend", default=[], help=_("only these kinds or classes of touches")
    )
    add_period(timeline)
    timeline.add_argument("--limit", metavar="N", type=whole_number, help=_("at most so many"))
    _add_log(commands)
    due = commands.add("due", _("list follow-ups, promises and win-backs that are due"), list_due)
    due.add_argument("--on", metavar="DATE", help=_("due up to this day instead of today"))
    due.add_argument("--overdue", action="store_true", help=_("only what should have been done before"))


def _add_log(commands: Commands) -> None:
    log = commands.add("log", _("log a call, a visit, a message … with a customer"), log_touch)
    log.add_argument("customer", metavar="CUSTOMER", help=_("uid, name or part of the name"))
    log.add_argument("--kind", metavar="KIND", default="", help=_("what it was, such as call, visit, wechat or email"))
    log.add_argument("--at", metavar="TIME", default="", help=_("when, in plain words; now if not given"))
    log.add_argument(
        "--direction", choices=("in", "out"), default="", help=_("who began: the customer (in) or we (out)")
    )
    log.add_argument("--minutes", metavar="N", type=int, help=_("how long it took"))
    log.add_argument("--text", metavar="TEXT", default="", help=_("what was said; - reads it from standard input"))
    log.add_argument("--template", metavar="NAME", default="", help=_("the quick-note template to fill in"))
    log.add_argument(
        "--fill",
        metavar="KEY=VALUE",
        nargs="+",
        action="extend",
        type=_key_and_value,
        default=[],
        help=_("an answer in the template; without one a fact, such as place, cost, purpose or due"),
    )
    log.add_argument(
        "--next", metavar="STEP", default="", help=_("the next step, such as “tomorrow 15:00 send the quote”")
    )
    log.add_argument("--deal", metavar="DEAL", default="", help=_("the deal it belongs to"))


def show_timeline(session: Session) -> Answer:
    """``timeline``."""
    options = session.options
    services = session.services()
    touches = services.touches.timeline(
        options.customer,
        deal=options.deal,
        kinds=options.kind,
        since=session.day("since", past=True),
        until=session.day("until", past=True),
        limit=options.limit,
    )
    files = services.attachments.of_touches([touch.uid for touch in touches])
    document = records.listed(records.touch_record(touch, files.get(touch.uid, ())) for touch in touches)
    return Answer(
        document,
        (touch_grid(touches, files, services.standings.answers(touches)),) if touches else (_("Nothing was found."),),
    )


def log_touch(session: Session) -> Answer:
    """``log``."""
    from crmdesk.services.touches import TouchWords

    options = session.options
    filled = _filled_once(options.fill)
    given = TouchWords(
        kind=options.kind,
        at=options.at,
        direction=options.direction,
        minutes=options.minutes,
        text=sys.stdin.read() if options.text == "-" else options.text,
        template=options.template,
        fills=filled if options.template else {},
        facts={} if options.template else filled,
        next_step=options.next,
        deal=options.deal,
    )
    services = session.services()
    touch, _changes = services.touches.log_touch(options.customer, given)
    files = services.attachments.of_touches([touch.uid])
    return Answer(records.touch_record(touch, files.get(touch.uid, ())), (_("Logged."), touch_grid([touch], files)))


def list_due(session: Session) -> Answer:
    """``due``."""
    items = session.services().care.due(session.day("on"), overdue_only=session.options.overdue)
    rows = [
        {
            "what": item.what,
            "uid": item.uid,
            "customer": item.customer,
            "customer_uid": item.customer_uid,
            "deal": item.deal or None,
            "deal_uid": item.deal_uid or None,
            "due": item.due.isoformat(),
            "text": item.text,
            "side": item.side or None,
            "overdue": item.overdue,
            "expected": records.money_record(item.expected),
        }
        for item in items
    ]
    if not items:
        return Answer(records.listed(rows), (_("Nothing is due."),))
    names = {
        "follow_up": _("follow-up"),
        "promise": _("promise"),
        "win_back": _("win back"),
        "resume": _("resume the deal"),
    }
    grid = Grid(
        (_("Due"), _("Overdue"), _("Kind"), _("Customer"), _("Deal"), _("Text"), _("May bring")),
        tuple(
            (
                _due_words(item.due),
                _("overdue") if item.overdue else "",
                names[item.what],
                item.customer,
                item.deal,
                item.text,
                words.amount(item.expected),
            )
            for item in items
        ),
        numbers=frozenset({6}),
    )
    return Answer(records.listed(rows), (grid,))


def touch_grid(
    touches: list[Touch], files: Mapping[str, Sequence[Attachment]], answers: Mapping[str, Touch] | None = None
) -> Grid:
    """Touches as people read them, with what else is told of them and the names of their files.

    Files stand under the uid of the touch, ``answers`` to enquiries under their own.
    """
    return Grid(
        (_("When"), _("Kind"), _("Who"), _("Deal"), _("What")),
        tuple(
            (
                words.touch_time(touch),
                words.touch_kind(touch),
                touch.actor,
                touch.deal,
                _said(touch_text(touch), facts_line(touch, answers), words.file_names(files.get(touch.uid, ()))),
            )
            for touch in touches
        ),
    )


def _said(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _due_words(due: Moment | date) -> str:
    return words.time(due) if isinstance(due, Moment) else words.day(due)


def _key_and_value(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key.strip() and equals):
        raise argparse.ArgumentTypeError(_("“{text}” is not of the form KEY=VALUE.").format(text=text))
    return key.strip(), value


def _filled_once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    filled = dict(pairs)
    if len(filled) < len(pairs):
        twice = next(key for key, _value in pairs if [name for name, _text in pairs].count(key) > 1)
        raise ValidationError(_("“{field}” is filled in twice.").format(field=twice), field="fill")
    return filled
