"""Commands about deals: listing, adding, moving and ending them."""

from dataclasses import replace

from crmdesk.cli import records, words
from crmdesk.cli.answer import Answer
from crmdesk.cli.arguments import Commands, Parser, Verbs, add_filter, whole_number
from crmdesk.cli.customers import deal_grid
from crmdesk.cli.session import Session
from crmdesk.domain.deal import Deal
from crmdesk.domain.loss import WinBack
from crmdesk.i18n import _, ngettext

_VERDICTS = {None: WinBack.UNKNOWN, "yes": WinBack.YES, "maybe": WinBack.MAYBE, "no": WinBack.NO}


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Deals"))
    add_filter(commands.add("deals", _("list deals"), list_deals))
    verbs = Verbs(commands.add("deal", _("add, move, win, lose, reopen, hold or invalidate a deal"), None))
    add = verbs.add("add", _("add a deal"), add_deal)
    add.add_argument("customer", metavar="CUSTOMER", help=_("uid, name or part of the name"))
    add.add_argument("name", metavar="NAME", help=_("what the deal is called"))
    add.add_argument("--amount", metavar="N", default="", help=_("its amount in the currency of the workspace"))
    add.add_argument("--stage", metavar="S", default="", help=_("the stage it begins at; the first if not given"))
    move = _about_deal(verbs.add("move", _("move a deal to another stage"), move_deal))
    move.add_argument("stage", metavar="STAGE", help=_("the stage; never an outcome"))
    win = _about_deal(verbs.add("win", _("sign a deal"), win_deal))
    _add_win_options(win)
    _add_lose(verbs)
    _about_deal(verbs.add("reopen", _("bring a closed deal back"), reopen_deal))
    hold = _about_deal(verbs.add("hold", _("put a deal aside until a day"), hold_deal))
    hold.add_argument("--until", metavar="DATE", required=True, help=_("the day to resume it"))
    _about_deal(verbs.add("invalid", _("take a deal out of every count"), invalidate_deal))


def _add_win_options(win: Parser) -> None:
    win.add_argument(
        "--reason",
        metavar="REASON[:SUB[:WEIGHT]]",
        action="append",
        default=[],
        help=_("what spoke against it, the main reason first, up to three; anything else is kept as a note"),
    )
    win.add_argument(
        "--competitor", metavar="C", action="append", default=[], help=_("who else was asked; may be repeated")
    )
    win.add_argument("--note", metavar="T", action="append", default=[], help=_("what else is to be said"))


def _add_lose(verbs: Verbs) -> None:
    lose = _about_deal(verbs.add("lose", _("lose a deal for a reason"), lose_deal))
    lose.add_argument("--reason", metavar="R", required=True, help=_("the reason, or “unknown”"))
    lose.add_argument("--sub", metavar="R2", default="", help=_("the reason in detail"))
    lose.add_argument(
        "--also",
        metavar="REASON[:SUB[:WEIGHT]]",
        action="append",
        default=[],
        help=_("another reason and its weight from 1 to 9; may be given twice"),
    )
    lose.add_argument("--weight", metavar="N", type=whole_number, default=1, help=_("the weight of the main reason"))
    lose.add_argument(
        "--competitor", metavar="C", action="append", default=[], help=_("who was chosen instead; may be repeated")
    )
    lose.add_argument("--note", metavar="T", default="", help=_("what else is to be said"))
    lose.add_argument("--win-back", metavar="DATE", help=_("the day to try again"))
    lose.add_argument("--trigger", metavar="T", default="", help=_("an event to wait for instead of a day"))
    lose.add_argument("--verdict", choices=("yes", "maybe", "no"), help=_("whether it can be won back"))
    lose.add_argument("--why", metavar="T", default="", help=_("why it can, or cannot, be won back"))
    lose.add_argument("--at", metavar="TIME", help=_("when it was lost, in plain words; now if not given"))


def list_deals(session: Session) -> Answer:
    """``deals``."""
    found = session.services().deals.list_deals(session.options.filter)
    total = ngettext("{n} deal", "{n} deals", len(found)).format(n=words.count(len(found)))
    return Answer(records.listed(records.deal_record(deal) for deal in found), (deal_grid(found), total))


def add_deal(session: Session) -> Answer:
    """``deal add``."""
    options = session.options
    deal, _changes = session.services().deals.add_deal(
        options.customer, options.name, amount=options.amount, stage=options.stage
    )
    return _answer(deal)


def move_deal(session: Session) -> Answer:
    """``deal move``."""
    deal, _changes = session.services().deals.move_stage(session.options.deal, session.options.stage)
    return _answer(deal)


def win_deal(session: Session) -> Answer:
    """``deal win``."""
    options, services = session.options, session.services()
    words = services.loss_accounts.win_words(options.reason, options.competitor)
    note = "\n".join(text for text in (*options.note, words.note) if text)
    deal, _changes = services.deals.win(options.deal, replace(words, note=note))
    return _answer(deal)


def lose_deal(session: Session) -> Answer:
    """``deal lose``."""
    from crmdesk.services.loss_accounts import LossWords, reason_words

    options = session.options
    account = LossWords(
        reason=options.reason,
        subreason=options.sub,
        competitors=tuple(options.competitor),
        note=options.note,
        win_back_on=session.day("win_back"),
        weight=options.weight,
        more=tuple(map(reason_words, options.also)),
        verdict=_VERDICTS[options.verdict],
        why=options.why,
        trigger=options.trigger,
    )
    deal, _changes = session.services().deals.mark_lost(options.deal, account, at=session.moment("at"))
    return _answer(deal)


def reopen_deal(session: Session) -> Answer:
    """``deal reopen``."""
    deal, _changes = session.services().deals.reopen(session.options.deal)
    return _answer(deal)


def hold_deal(session: Session) -> Answer:
    """``deal hold``."""
    deal, _changes = session.services().deals.hold(session.options.deal, session.required_day("until"))
    return _answer(deal)


def invalidate_deal(session: Session) -> Answer:
    """``deal invalid``."""
    deal, _changes = session.services().deals.mark_invalid(session.options.deal)
    return _answer(deal)


def _about_deal(parser: Parser) -> Parser:
    parser.add_argument("deal", metavar="DEAL", help=_("uid, name, part of the name, or “CUSTOMER / DEAL”"))
    return parser


def _answer(deal: Deal) -> Answer:
    return Answer(records.deal_record(deal), (deal_grid([deal]),))
