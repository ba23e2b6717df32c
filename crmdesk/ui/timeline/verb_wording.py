"""The links on cards for what can become of a touch. Knows no widget."""

from crmdesk.domain import touch_verbs as verbs
from crmdesk.i18n import _


def link_words(verb: str) -> str:
    """The verb in as few words as a card has room for."""
    return {
        verbs.KEPT: _("Kept"),
        verbs.BROKEN: _("Broken"),
        verbs.REPLY: _("Answer now"),
        verbs.ANSWER: _("Answered by…"),
        verbs.SHOW_ANSWER: _("Show the answer"),
        verbs.PASSED_ON: _("Passed on"),
        verbs.FEEDBACK_ANSWERED: _("Answered"),
        verbs.EASED: _("Eased"),
        verbs.TOLD: _("Raised"),
        verbs.SENT: _("Sent"),
        verbs.REPLIED: _("Reply came"),
        verbs.ACCEPTED: _("Accepted"),
        verbs.EXPLAIN: _("Say why…"),
    }[verb]


def told_words(verb: str) -> str:
    """What is said once it is done."""
    return {
        verbs.KEPT: _("The promise was kept."),
        verbs.BROKEN: _("The promise was broken."),
        verbs.OPEN_AGAIN: _("The promise is open again."),
        verbs.ANSWER: _("The enquiry is answered."),
        verbs.UNANSWER: _("The enquiry is open again."),
        verbs.PASSED_ON: _("The feedback was passed on."),
        verbs.FEEDBACK_ANSWERED: _("The feedback was answered."),
        verbs.EASED: _("The objection was eased."),
        verbs.TOLD: _("The pain was raised with the customer."),
        verbs.SENT: _("The document was sent."),
        verbs.REPLIED: _("A reply to the document came."),
        verbs.ACCEPTED: _("The document was accepted."),
        verbs.EXPLAIN: _("The timeline says why."),
    }[verb]
