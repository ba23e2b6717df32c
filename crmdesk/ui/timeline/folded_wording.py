"""What a timeline says of touches that share a row: how many, when, who with whom, first and last words."""

from collections.abc import Iterable

from crmdesk.domain.timeline import Lane
from crmdesk.domain.timeline_fold import Bundle
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _, ngettext
from crmdesk.services.wording import touch_text
from crmdesk.ui import wording
from crmdesk.ui.timeline.rows import Entry, Folded
from crmdesk.ui.timeline.touch_wording import TouchWording

_MOST_NAMES = 2
_LONGEST = 120


class FoldedWording:
    """Words for rows with several touches; ``me`` is what the person at this computer is called."""

    def __init__(self, words: TouchWording, me: str) -> None:
        self._words, self._me = words, me

    def title(self, row: Folded) -> str:
        """What it is, how many, and how many files came along."""
        attached = ngettext("{count} file", "{count} files", row.files).format(count=wording.number(row.files))
        return " · ".join((self._title(row), attached)) if row.files else self._title(row)

    def _title(self, row: Folded) -> str:
        touches = row.bundle.touches
        if row.bundle.is_conversation:
            count = ngettext("{count} message", "{count} messages", len(touches))
            # Translators: a way of writing, such as WeChat, and how many messages.
            return _("{kind} · {messages}").format(
                kind=_begun(touches[0].kind_name), messages=count.format(count=wording.number(len(touches)))
            )
        if len(touches) == 1:
            entry = Entry(touches[0])
            return self._words.mark(entry) if entry.is_mark else self._words.heading(touches[0])
        return counted(row.bundle.lane, len(touches))

    def who(self, row: Folded) -> str:
        """Who wrote with whom; of a line what it is made of."""
        touches = row.bundle.touches
        if not row.bundle.is_conversation:
            return self._made_of(touches)
        theirs = _names(touch.contact for touch in reversed(touches))
        ours = _names(_("me") if touch.actor == self._me else touch.actor for touch in reversed(touches))
        # Translators: who wrote with whom.
        return _("{one} ⇄ {other}").format(one=theirs, other=ours) if theirs and ours else theirs or ours

    def time(self, row: Folded) -> str:
        """From when to when."""
        latest, earliest = row.bundle.touches[0], row.bundle.touches[-1]
        begins, ends = self._words.time(earliest), self._words.time(latest)
        days = [touch.occurred_at.local_date for touch in (earliest, latest)]
        if row.tells_day or days[0] != days[1]:
            begins = f"{wording.day(days[0], self._words.today)} {begins}".strip()
        if days[0] != days[1] and row.tells_day:
            ends = f"{wording.day(days[1], self._words.today)} {ends}".strip()
        # Translators: a stretch of time.
        return _("{begin} – {end}").format(begin=begins, end=ends) if begins and ends and begins != ends else begins

    def quotes(self, bundle: Bundle) -> tuple[str, ...]:
        """The first and the last words, if anything was said."""
        said = [text for touch in reversed(bundle.touches) if (text := _one_line(touch))]
        # Translators: what somebody wrote.
        return tuple(_("“{words}”").format(words=words) for words in (*said[:1], *said[1:][-1:]))

    def spoken(self, row: Folded) -> str:
        """The row as a screen reader says it."""
        words = self.quotes(row.bundle) if row.bundle.is_conversation else ()
        state = _("open") if row.is_open else _("folded")
        return ", ".join(part for part in (self.title(row), state, self.who(row), self.time(row), *words) if part)

    def _made_of(self, touches: tuple[Touch, ...]) -> str:
        if len(touches) == 1:
            return " · ".join(part for part in (self._words.about(touches[0]), _one_line(touches[0])) if part)
        return _names((_begun(touch.kind_name) for touch in touches), most=4)


def counted(lane: Lane, count: int) -> str:
    """How many touches of a lane."""
    text = {
        Lane.VISITS: ngettext("{count} visit", "{count} visits", count),
        Lane.COMMUNICATION: ngettext("{count} call or message", "{count} calls and messages", count),
        Lane.DOCUMENTS: ngettext("{count} document", "{count} documents", count),
        Lane.VOICE: ngettext("{count} thing said", "{count} things said", count),
        Lane.STAGES: ngettext("{count} change", "{count} changes", count),
    }[lane]
    return text.format(count=wording.number(count))


def lane_name(lane: Lane) -> str:
    """What a lane is called."""
    return {
        Lane.VISITS: _("Visits"),
        Lane.COMMUNICATION: _("Calls and messages"),
        Lane.DOCUMENTS: _("Documents"),
        Lane.VOICE: _("Said and noted"),
        Lane.STAGES: _("Stages and other changes"),
    }[lane]


def _names(names: Iterable[str], most: int = _MOST_NAMES) -> str:
    """Names without those that come again; of very many the first."""
    found = [name for name in dict.fromkeys(names) if name]
    shown = ", ".join(found[:most])
    # Translators: some names, and how many more there are.
    return _("{names} +{more}").format(names=shown, more=len(found) - most) if len(found) > most else shown


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _one_line(touch: Touch) -> str:
    return " ".join(touch_text(touch)[: 2 * _LONGEST].split())[:_LONGEST]
