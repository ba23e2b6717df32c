"""Commands about the failure pool: what is in it, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.cli import records, words
from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.arguments import Commands, add_filter, add_period
from crmdesk.cli.pictures import add_pictures, wanted_pictures, written
from crmdesk.cli.session import Session
from crmdesk.domain.loss import Voice
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_disagreement import Disagreement
from crmdesk.insight.losses import GROUPINGS, TAG_PREFIX, LossRow, LossTable

if TYPE_CHECKING:
    from crmdesk.services.losses import LossQuestion


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Losses"))
    losses = commands.add("losses", _("count why, where and to whom deals were lost"), count_losses)
    losses.add_argument(
        "--by",
        metavar="COLUMN",
        default="reason",
        help=_("what to count by: {choices} or tag:GROUP").format(choices=", ".join(GROUPINGS)),
    )
    losses.add_argument("--versus", metavar="COLUMN", help=_("a second column to count against"))
    losses.add_argument(
        "--disagreement",
        action="store_true",
        help=_("list instead where seller, customer and manager name different reasons"),
    )
    add_period(losses)
    add_filter(losses)
    add_pictures(losses, _("draw the Pareto chart as a picture"), _("draw the Pareto chart as vectors"))
    losses.add_argument("--xlsx", metavar="OUT", type=Path, help=_("write the table as a workbook"))
    add_filter(commands.add("pool", _("list the deals in the failure pool"), list_pool))


def count_losses(session: Session) -> Answer:
    """``losses``."""
    from crmdesk.services.losses import LossQuestion

    options = session.options
    question = LossQuestion(
        by=options.by,
        versus=options.versus,
        since=session.day("since", past=True),
        until=session.day("until", past=True),
        expression=options.filter,
    )
    pictures = wanted_pictures(session)
    services = session.services()
    if options.disagreement:
        return _disagreement(services.losses.disagreement(question))
    table = services.losses.table(question)
    for out in pictures:
        _draw(table, out, question)
    if options.xlsx is not None:
        services.exports.export_losses(options.xlsx, table)
    return Answer(_document(table), (*_blocks(table), *written((*pictures, options.xlsx))))


def _disagreement(found: Disagreement) -> Answer:
    voices = {Voice.SELLER: _("seller"), Voice.CUSTOMER: _("customer"), Voice.MANAGER: _("manager")}
    rows = [
        {
            "voices": [row.one.value, row.other.value],
            "reasons": [row.reason, row.other_reason],
            "count": row.count,
            "amounts": [records.money_record(money) for money in row.sums],
            "deals": [{"uid": loss.deal_uid, "name": loss.deal, "customer": loss.customer} for loss in row.losses],
        }
        for row in found.rows
    ]
    grid = Grid(
        (_("One voice"), _("says"), _("Another"), _("says"), _("Count"), _("Deals")),
        tuple(
            (
                voices[row.one],
                row.reason,
                voices[row.other],
                row.other_reason,
                words.count(row.count),
                words.list_of(tuple(loss.deal for loss in row.losses)),
            )
            for row in found.rows
        ),
        numbers=frozenset({4}),
    )
    total = ngettext(
        "{n} of {compared} losses is seen differently.", "{n} of {compared} losses are seen differently.", found.n
    ).format(n=words.count(found.n), compared=words.count(found.compared))
    document = {"n": found.n, "compared": found.compared, "rows": rows}
    return Answer(document, (grid, total) if rows else (total,))


def list_pool(session: Session) -> Answer:
    """``pool``."""
    found = session.services().losses.pool(session.options.filter)
    grid = Grid(
        (
            *(_("Lost"), _("Deal"), _("Customer"), _("Owner"), _("Stage"), _("Amount")),
            *(_("Reason"), _("Competitor"), _("Win back on")),
        ),
        tuple(
            (
                words.time(deal.lost_at) or _("unknown day"),
                deal.name,
                deal.customer,
                deal.owner,
                deal.stage_at_loss,
                words.amount(deal.amount),
                " › ".join(part for part in (deal.reason, deal.subreason) if part),
                words.list_of(deal.competitors),
                words.day(deal.win_back_on),
            )
            for deal in found
        ),
        numbers=frozenset({5}),
    )
    total = ngettext("{n} lost deal", "{n} lost deals", len(found)).format(n=words.count(len(found)))
    return Answer(records.listed(records.pooled_record(deal) for deal in found), (grid, total))


def _draw(table: LossTable, out: Path, question: "LossQuestion") -> None:
    from crmdesk.render.picture import draw_pareto
    from crmdesk.services.losses import period_words

    told = (period_words(question), question.expression.strip())
    draw_pareto(table, out, title=_title(table.by), subtitle=" · ".join(part for part in told if part))


def _title(by: str) -> str:
    if by.startswith(TAG_PREFIX):
        return _("Lost deals by {group}").format(group=by.removeprefix(TAG_PREFIX))
    return {
        "reason": _("Why we lose"),
        "subreason": _("Why we lose, in detail"),
        "stage": _("At which stage we lose"),
        "competitor": _("To whom we lose"),
        "owner": _("Lost deals by owner"),
        "month": _("Lost deals by month"),
        "remedy": _("Where losses could be remedied"),
        "source": _("Lost deals by source"),
    }[by]


def _document(table: LossTable) -> dict[str, Any]:
    document: dict[str, Any] = {
        "by": table.by,
        "currency": table.amount.currency,
        "n": table.n,
        "amount": records.money_record(table.amount),
        "other_currencies": [records.money_record(money) for money in table.other_currencies],
        "rows": [_row_document(row, table) for row in table.rows],
        "not_recorded": table.not_recorded,
    }
    return document | ({"overlap": True} if table.overlap else {})


def _row_document(row: LossRow, table: LossTable) -> dict[str, Any]:
    document: dict[str, Any] = {
        "key": row.key,
        "count": row.count,
        "amount": records.money_record(row.amount),
        "share": row.share,
        "cumulative": row.cumulative,
    }
    if row.other_currencies:
        document["other_currencies"] = [records.money_record(money) for money in row.other_currencies]
    if table.versus:
        document["versus"] = dict(zip(table.columns, row.cells, strict=True))
    return document


def _blocks(table: LossTable) -> tuple[Grid | str, ...]:
    columns = tuple(column or _("not recorded") for column in table.columns)
    headings = (_column_name(table.by), _("Count"), _("Share"), _("Cumulative"), _("Amount"), *columns)
    grid = Grid(
        headings,
        tuple(
            (
                row.key,
                words.count(row.count),
                words.percent(row.share),
                words.percent(row.cumulative),
                words.amounts((row.amount, *row.other_currencies)),
                *(words.count(cell) for cell in row.cells),
            )
            for row in table.rows
        ),
        numbers=frozenset(range(1, len(headings))),
    )
    return (grid, "\n".join(_remarks(table))) if table.rows else ("\n".join(_remarks(table)),)


def _remarks(table: LossTable) -> Iterator[str]:
    sums = words.amounts((table.amount, *table.other_currencies))
    yield ngettext("{n} loss, {amount}", "{n} losses, {amount}", table.n).format(n=words.count(table.n), amount=sums)
    if table.not_recorded:
        yield ngettext("{n} not recorded", "{n} not recorded", table.not_recorded).format(
            n=words.count(table.not_recorded)
        )
    if table.overlap:
        yield _("One loss can stand in several rows; shares are of the rows' sum.")


def _column_name(by: str) -> str:
    if by.startswith(TAG_PREFIX):
        return by.removeprefix(TAG_PREFIX)
    return {
        "reason": _("Reason"),
        "subreason": _("Reason in detail"),
        "stage": _("Stage"),
        "competitor": _("Competitor"),
        "owner": _("Owner"),
        "month": _("Month"),
        "remedy": _("Where to remedy it"),
        "source": _("Source"),
    }[by]
