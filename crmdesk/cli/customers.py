"""Commands about customers: listing, showing, tagging, finding, and pairs that may be one."""

from crmdesk.cli import records, words
from crmdesk.cli.answer import Answer, Block, Grid
from crmdesk.cli.arguments import Commands, add_filter, whole_number
from crmdesk.cli.session import Session
from crmdesk.cli.standing import standing_record, standing_rows
from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _, ngettext
from crmdesk.services.status_words import customer_status_word
from crmdesk.services.wording import deal_status_word, first_touch_words

NOTHING_FOUND = 5


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Customers"))
    add_filter(commands.add("customers", _("list customers"), list_customers))
    show = commands.add("show", _("show one customer with people, deals and value"), show_customer)
    show.add_argument("customer", metavar="CUSTOMER", help=_("uid, name or part of the name"))
    tag = commands.add("tag", _("put tags on a customer, or take them off"), change_tags)
    tag.add_argument("customer", metavar="CUSTOMER", help=_("uid, name or part of the name"))
    tag.add_argument(
        "--add",
        metavar="TAG",
        nargs="+",
        action="extend",
        default=[],
        help=_("tags to put on, also as GROUP:TAG or by another word"),
    )
    tag.add_argument("--remove", metavar="TAG", nargs="+", action="extend", default=[], help=_("tags to take off"))
    search = commands.add("search", _("find anything: names, phones, notes, pinyin, initials"), search_everything)
    search.add_argument("query", metavar="QUERY", nargs="+", help=_("words that must all be there"))
    search.add_argument("--limit", metavar="N", type=whole_number, default=50, help=_("at most so many hits"))
    commands.add("duplicates", _("list customers that are likely the same"), list_duplicates)


def list_customers(session: Session) -> Answer:
    """``customers``."""
    services = session.services()
    found = services.customers.list_customers(session.options.filter)
    values = services.customers.values(found)
    rows = [records.customer_record(customer, values[customer.id]) for customer in found]
    grid = Grid(
        (_("Name"), _("Owner"), _("Status"), _("Phones"), _("Tags"), _("Next step")),
        tuple(
            (
                customer.name,
                customer.owner,
                customer_status_word(customer.status),
                words.list_of(customer.phones),
                words.list_of(customer.tags),
                _next_step(customer),
            )
            for customer in found
        ),
    )
    total = ngettext("{n} customer", "{n} customers", len(found)).format(n=words.count(len(found)))
    return Answer(records.listed(rows), (grid, total))


def show_customer(session: Session) -> Answer:
    """``show``."""
    services = session.services()
    card = services.customers.card(session.options.customer)
    customer = card.customer
    documents = services.attachments.documents(customer.uid)
    standing = services.standings.standing(customer.uid)
    document = records.customer_record(customer, card.value) | {
        "first_touch": records.first_touch_record(card.first_touch),
        "contacts": [records.contact_record(contact) for contact in card.contacts],
        "deals": [records.deal_record(deal) for deal in card.deals],
        "standing": standing_record(standing),
        "documents": [records.document_record(document) for document in documents],
    }
    people = Grid(
        (_("Contact"), _("Job title"), _("Role"), _("Reached by")),
        tuple(
            (contact.name, contact.title, contact.role, words.list_of(point.value for point in contact.points))
            for contact in card.contacts
        ),
    )
    facts = Grid(
        (),
        (
            *_facts(customer),
            (_("First touchpoint"), first_touch_words(card.first_touch)),
            (_("Signed so far"), words.amounts(card.value.past)),
            (_("Open, weighed by probability"), words.amounts(card.value.present)),
            *standing_rows(standing),
            (_("Files"), words.list_of(shown_name(document.newest.name) for document in documents)),
        ),
    )
    blocks: tuple[Block, ...] = (facts, people, deal_grid(card.deals))
    return Answer(document, tuple(block for block in blocks if not isinstance(block, Grid) or block.rows))


def deal_grid(deals: tuple[Deal, ...] | list[Deal]) -> Grid:
    """Deals as people read them."""
    return Grid(
        (_("Deal"), _("Customer"), _("Owner"), _("Stage"), _("Status"), _("Amount"), _("Created"), _("Closed")),
        tuple(
            (
                deal.name,
                deal.customer,
                deal.owner,
                deal.stage,
                deal_status_word(deal.status),
                words.amount(deal.amount),
                words.day(deal.created_at.local_date),
                words.day(deal.closed_at.local_date) if deal.closed_at else "",
            )
            for deal in deals
        ),
        numbers=frozenset({5}),
    )


def change_tags(session: Session) -> Answer:
    """``tag``."""
    options, services = session.options, session.services()
    services.tags.change_tags(options.customer, add=options.add, remove=options.remove)
    tagged = services.customers.card(options.customer).customer
    document = {"customer": tagged.name, "customer_uid": tagged.uid, "tags": list(tagged.tags)}
    return Answer(document, (words.list_of(tagged.tags) or _("No tags."),))


def search_everything(session: Session) -> Answer:
    """``search``; nothing found is an answer with an exit code of its own."""
    hits = session.services().customers.search(" ".join(session.options.query), session.options.limit)
    rows = [
        {"type": hit.kind, "uid": hit.uid, "title": hit.title, "snippet": hit.snippet, "score": hit.score}
        for hit in hits
    ]
    if not hits:
        return Answer(records.listed(rows), (_("Nothing was found."),), NOTHING_FOUND)
    kinds = {"customer": _("customer"), "contact": _("contact"), "deal": _("deal"), "touch": _("touch")}
    grid = Grid(
        (_("Kind"), _("Title"), _("Where it was found"), _("Uid")),
        tuple((kinds[hit.kind], hit.title, hit.snippet, hit.uid) for hit in hits),
    )
    return Answer(records.listed(rows), (grid,))


def list_duplicates(session: Session) -> Answer:
    """``duplicates``."""
    pairs = session.services().customers.duplicates()
    rows = [
        {
            "first": {"uid": pair.first.uid, "name": pair.first.name},
            "second": {"uid": pair.second.uid, "name": pair.second.name},
            "by": pair.by,
            "value": pair.value,
            "score": pair.score,
        }
        for pair in pairs
    ]
    if not pairs:
        return Answer(records.listed(rows), (_("No two customers are likely to be the same."),))
    reasons = {"phone": _("phone"), "email": _("e-mail"), "wechat": _("WeChat"), "qq": "QQ", "name": _("name")}
    grid = Grid(
        (_("Customer"), _("may be the same as"), _("because of"), _("Value"), _("Score")),
        tuple((pair.first.name, pair.second.name, reasons[pair.by], pair.value, f"{pair.score:g}") for pair in pairs),
        numbers=frozenset({4}),
    )
    return Answer(records.listed(rows), (grid,))


def _facts(customer: Customer) -> tuple[tuple[str, str], ...]:
    return (
        (_("Name"), customer.name),
        (_("Owner"), customer.owner),
        (_("Status"), customer_status_word(customer.status)),
        (_("Phones"), words.list_of(customer.phones)),
        (_("E-mails"), words.list_of(customer.emails)),
        (_("Address"), " ".join(part for part in (customer.city, customer.address) if part)),
        (_("Tags"), words.list_of(customer.tags)),
        (_("Note"), customer.note),
        (_("Next step"), _next_step(customer)),
        (_("Last touch"), words.time(customer.last_touch_at)),
        *((name, value) for name, value in customer.extra.items()),
        (_("Uid"), customer.uid),
    )


def _next_step(customer: Customer) -> str:
    if customer.next_step_at is None:
        return ""
    return " ".join(part for part in (words.time(customer.next_step_at), customer.next_step) if part)
