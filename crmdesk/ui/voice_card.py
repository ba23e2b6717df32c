"""What one voice says about a loss, on a card: its reasons, the entry quoted, and whether it agrees with the others."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import Evidence, LossEvent, VoiceAccount
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services.wording import voice_names
from crmdesk.ui import wording

_LONGEST = 200
"""So much of a text is shown where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Said:
    """The reasons as a person reads them, the primary one first; the entry of the timeline that is quoted, if any.

    ``agrees`` is None where there is nothing to compare; ``missing`` stands in the place of reasons not given yet.
    """

    title: str
    reasons: tuple[str, ...] = ()
    missing: str = ""
    note: str = ""
    quote: str = ""
    quoted_on: str = ""
    touch_uid: str = ""
    agrees: bool | None = None

    @property
    def spoken(self) -> str:
        """The card as a screen reader says it."""
        parts = (
            self.title,
            ", ".join(self.reasons) or self.missing,
            agreement(agrees=self.agrees),
            self.note,
            self.quote,
        )
        return ". ".join(part for part in parts if part)


class VoiceCard(QFrame):
    """Emits the uid of the entry that somebody wants to see."""

    touch_requested = Signal(str)

    def __init__(self, *, longest: int = _LONGEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "inset")
        self._uid, self._longest = "", longest
        self._title, self._mark = label("", "small"), label("", "small")
        self._reasons = label("", "section", wrap=True)
        self._note, self._quote = label("", "", wrap=True), label("", "muted", wrap=True)
        self.link = IconButton("corner-down-right", "-", look="link", ink=QPalette.ColorRole.Link)
        self.link.clicked.connect(lambda: self.touch_requested.emit(self._uid))
        self._lay_out()

    @property
    def mark(self) -> str:
        """Whether it agrees, as it stands on the card."""
        return self._mark.text()

    def show_said(self, said: Said) -> None:
        """Show what the voice says."""
        self.setAccessibleName(said.spoken)
        self._uid = said.touch_uid
        is_silent = not (said.reasons or said.note)
        self._title.setText(f"{said.title} · {said.missing}" if is_silent else said.title)
        self.show_agreement(agrees=said.agrees)
        self._reasons.setText("\n".join(said.reasons))
        self._reasons.setVisible(bool(said.reasons))
        self._note.setText(self._shortened(said.note))
        self._note.setVisible(bool(said.note))
        self._quote.setText(_("“{text}”").format(text=self._shortened(said.quote)) if said.quote else "")
        self._quote.setVisible(bool(said.quote))
        self.link.show_text(said.quoted_on)
        self.link.setAccessibleName(_("Show the entry of {day}").format(day=said.quoted_on))
        self.link.setVisible(bool(said.touch_uid))

    def _shortened(self, text: str) -> str:
        plain = " ".join(text.split())
        return plain if len(plain) <= self._longest else f"{plain[: self._longest]}…"

    def show_agreement(self, *, agrees: bool | None) -> None:
        """Show whether it agrees with what counts; None where there is nothing to compare."""
        self._mark.setText(agreement(agrees=agrees))

    def put_at_title(self, button: QWidget) -> None:
        """Put something small that can be done beside the title."""
        self._head.addWidget(button)

    def add(self, button: QWidget) -> None:
        """Put something that can be done beside the entry."""
        self._foot.addWidget(button)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = self._head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(3)
        layout.addLayout(head)
        for part in (self._reasons, self._note, self._quote):
            layout.addWidget(part)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.link)
        self._foot.addStretch(1)
        layout.addStretch(1)
        layout.addLayout(self._foot)


def said_by(event: LossEvent, voice: Voice, today: date) -> Said:
    """What a voice says about a loss, as its card shows it."""
    account = event.voice(voice)
    evidence = account.evidence if account is not None else None
    return Said(
        title=_title(event, voice, today),
        reasons=_reasons(account),
        missing=_MISSING[voice](),
        note={Voice.SELLER: event.note, Voice.CUSTOMER: "", Voice.MANAGER: event.finding}[voice],
        quote=evidence.text if evidence is not None else "",
        quoted_on=evidence_head(evidence, today) if evidence is not None else "",
        touch_uid=evidence.touch_uid if evidence is not None else "",
        agrees=_agrees(event, account),
    )


def evidence_head(evidence: Evidence, today: date) -> str:
    """When an entry was and what kind of touch."""
    return f"{wording.day(evidence.day, today)} · {evidence.kind_name}"


def evidence_words(evidence: Evidence, today: date) -> str:
    """An entry on one line."""
    head, text = evidence_head(evidence, today), " ".join(evidence.text.split())
    return _("{entry}: {text}").format(entry=head, text=text) if text else head


_MISSING = {
    Voice.SELLER: lambda: _("not recorded"),
    Voice.CUSTOMER: lambda: _("nothing quoted yet"),
    Voice.MANAGER: lambda: _("not reviewed yet"),
}


def _title(event: LossEvent, voice: Voice, today: date) -> str:
    if voice is Voice.MANAGER and event.reviewed_on is not None:
        day = wording.day(event.reviewed_on, today)
        return " · ".join(part for part in (_("Review"), event.reviewed_by, day) if part)
    return voice_names()[voice]


def _reasons(account: VoiceAccount | None) -> tuple[str, ...]:
    if account is None:
        return ()
    if len(account.reasons) == 1:
        return (account.reasons[0].title,)
    weighted = ((one.title, wording.number(one.weight)) for one in account.reasons)
    return tuple(_("{reason}  {n}×").format(reason=reason, n=weight) for reason, weight in weighted)


def _agrees(event: LossEvent, account: VoiceAccount | None) -> bool | None:
    """By the primary reason of the first level, with the voice that counts."""
    counting = event.counting
    if account is None or counting is None or account is counting or not (account.reasons and counting.reasons):
        return None
    return account.reasons[0].top_uid == counting.reasons[0].top_uid


def agreement(*, agrees: bool | None) -> str:
    """Whether a voice agrees, in a sign and a word."""
    if agrees is None:
        return ""
    return _("✓ agrees") if agrees else _("≠ differs")
