"""What stands open with a customer, as ``show`` gives it: promises, enquiries without an answer, pains to be raised."""

from collections.abc import Sequence

from crmdesk.cli import records, words
from crmdesk.cli.records import Record
from crmdesk.domain.standing import KeptShare, Standing, due_day
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.wording import touch_headline


def standing_record(standing: Standing) -> Record:
    """The document; what is open stands there as touches."""
    return {
        "promises_kept": {"ours": _share(standing.ours), "theirs": _share(standing.theirs)},
        "open_promises": _touches(standing.promises),
        "unanswered_enquiries": _touches(standing.enquiries),
        "untold_pains": _touches(standing.pains),
    }


def standing_rows(standing: Standing) -> tuple[tuple[str, str], ...]:
    """Facts as people read them; empty ones are left out by whoever prints them."""
    return (
        (_("Our promises kept"), _share_words(standing.ours)),
        (_("Their promises kept"), _share_words(standing.theirs)),
        (_("Open promises"), words.list_of(map(_promise_words, standing.promises))),
        (_("Unanswered enquiries"), words.list_of(map(touch_headline, standing.enquiries))),
        (_("Pains to be raised"), words.list_of(map(touch_headline, standing.pains))),
    )


def _touches(touches: Sequence[Touch]) -> list[Record]:
    return [records.touch_record(touch, ()) for touch in touches]


def _share(share: KeptShare) -> Record:
    return {"kept": share.kept, "n": share.n}


def _share_words(share: KeptShare) -> str:
    return _("{kept} of {n}").format(kept=words.count(share.kept), n=words.count(share.n)) if share.n else ""


def _promise_words(promise: Touch) -> str:
    due = due_day(promise)
    return f"{touch_headline(promise)} ({words.day(due)})" if due else touch_headline(promise)
