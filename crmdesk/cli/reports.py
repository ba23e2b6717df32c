"""Commands that write reports: a customer handed over on paper or as a page for the phone."""

from pathlib import Path

from crmdesk.cli.answer import Answer
from crmdesk.cli.arguments import Commands, Verbs
from crmdesk.cli.job import job
from crmdesk.cli.pictures import written
from crmdesk.cli.session import Session
from crmdesk.i18n import _


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Reports"))
    verbs = Verbs(commands.add("report", _("write a report to a file"), None))
    customer = verbs.add(
        "customer", _("hand a customer over: the story of it and its sheet, to print or to read on a phone"), hand_over
    )
    customer.add_argument(
        "--customer", metavar="CUSTOMER", required=True, help=_("uid, name or part of the name of the customer")
    )
    customer.add_argument("out", metavar="OUT", type=Path, help=_("the file to write, .pdf or .html"))


def hand_over(session: Session) -> Answer:
    """``report customer``."""
    from crmdesk.render.document_file import save_document, suffix_of

    out: Path = session.options.out
    suffix_of(out)
    with job(_("Reading the timeline")) as watched:
        document = session.services().handover.document(
            session.options.customer, progress=watched.progress, cancelled=watched.cancelled
        )
    save_document(document, out)
    return Answer({"file": str(out)}, written([out]))
