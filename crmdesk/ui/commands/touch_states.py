"""Commands about what becomes of a touch: a promise kept, an enquiry answered, a document accepted."""

from crmdesk.domain import touch_verbs as verbs
from crmdesk.i18n import _
from crmdesk.ui.commands.command import STATES, TOUCH, Command, Condition, has_customer

_GROUP = 1


def touch_states_commands() -> tuple[Command, ...]:
    """In the order of the menu; the first of a kind have keys."""
    return (
        _command(verbs.KEPT, _("Promise kept"), _("It was done as promised"), "flag", "Ctrl+Shift+K"),
        _command(verbs.BROKEN, _("Promise broken"), _("It was not done as promised"), "x", "Ctrl+Shift+B"),
        _command(verbs.OPEN_AGAIN, _("Promise open again"), _("It is still to be seen"), "rotate-ccw"),
        _command(verbs.REPLY, _("Answer now"), _("Write down the answer to the enquiry"), "reply", "Ctrl+Shift+Q"),
        _command(verbs.ANSWER, _("Answered by…"), _("Choose the entry that answered the enquiry"), "list"),
        _command(
            verbs.SHOW_ANSWER, _("Show the answer"), _("Go to the entry that answered the enquiry"), "corner-down-right"
        ),
        _command(
            verbs.UNANSWER, _("Not answered after all"), _("The enquiry still waits for its answer"), "rotate-ccw"
        ),
        _command(verbs.PASSED_ON, _("Feedback passed on"), _("Those whom it concerns know it"), "share-2"),
        _command(
            verbs.FEEDBACK_ANSWERED, _("Feedback answered"), _("The customer knows what became of it"), "megaphone"
        ),
        _command(verbs.EASED, _("Objection eased"), _("It does not stand in the way any more"), "hand"),
        _command(verbs.TOLD, _("Pain raised"), _("The customer has been told of the pain"), "frown"),
        _command(verbs.SENT, _("Document sent"), _("The customer was sent the document"), "send"),
        _command(verbs.REPLIED, _("Reply to the document"), _("The customer replied to the document"), "reply"),
        _command(verbs.ACCEPTED, _("Document accepted"), _("The customer agreed to the document"), "check"),
        _command(verbs.EXPLAIN, _("Say why it changed…"), _("Why the amount, the owner or the like changed"), "pencil"),
    )


def _command(verb: str, title: str, tip: str, icon: str, keys: str = "") -> Command:
    return Command(f"touch.{verb}", title, TOUCH, tip, keys, icon, _GROUP, _allows(verb), inside=STATES)


def _allows(verb: str) -> Condition:
    return lambda context: has_customer(context) and verb in context.touches.verbs
