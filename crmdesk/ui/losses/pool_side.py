"""The panel at the left of the lost pool: how much there is, the period, and everything to narrow down by."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.i18n import _, pgettext
from crmdesk.insight.loss_board import LossBoard
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.ui.losses.facet_list import FacetList
from crmdesk.ui.losses.facet_rows import FacetRow, Folds, Mark, facet_rows, toggled
from crmdesk.ui.losses.period import ALL, OWN, in_period, period_names, period_words
from crmdesk.ui.losses.period_dialog import PeriodDialog
from crmdesk.ui.losses.pool_words import tally_text
from crmdesk.ui.view_chips import ViewChips
from crmdesk.ui.workbench import Workbench

_WIDTH = 264
_SIDE = 16
_LOST, _WON = "lost", "won"
_UNFOLDED, _SECTIONS, _WHOLE = "losses.unfolded", "losses.sections", "losses.whole"


class PoolSide(QFrame):
    """Emits another wish with the name of its period; ``reasons_requested`` asks for the list of reasons."""

    wish_changed = Signal(object, str)
    reasons_requested = Signal()

    def __init__(self, bench: Workbench, period: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_left")
        self.setFixedWidth(_WIDTH)
        self._desk, self._window = bench.services.desk, bench.window
        self._board: LossBoard | None = None
        self._views = bench.view_state
        self._folds = Folds(
            frozenset(self._views.texts(_UNFOLDED)),
            frozenset(self._views.texts(_SECTIONS)),
            frozenset(self._views.texts(_WHOLE)),
        )
        self.period = period
        self.facets = FacetList(bench.appearance)
        self.facets.row_toggled.connect(self._toggle)
        self.facets.fold_requested.connect(self._fold)
        self.search = SearchField(_("Find in the list"), name=_("Seek among all there is to narrow down by"))
        self.search.textChanged.connect(lambda text: self._show_folds(replace(self._folds, sought=text.strip())))
        self.search.hide()
        self.seek = IconButton("search", look="quiet", name=_("Seek among all there is to narrow down by"))
        self.seek.clicked.connect(self._open_search)
        self._title, self._sums = ShortenedLabel("heading"), ShortenedLabel("muted")
        self.views = ViewChips(self.facets)
        self.period_button = IconButton("chevron-down", look="choice", name=_("Period"))
        self.period_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.period_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.period_button.clicked.connect(self._offer_periods)
        self.outcome = ChoiceStrip(_("Outcome"), [(_LOST, pgettext("deals", "Lost")), (_WON, pgettext("deals", "Won"))])
        self.outcome.chosen.connect(lambda key: self._turn(won=key == _WON if key else self.shows_won))
        self.clear = CommandButton(bench.actions["losses.clear"], "x", look="link", text=_("Clear"))
        self._lay_out()

    def show_board(self, board: LossBoard, period: str) -> None:
        """Show what there is to choose from, and what is chosen."""
        self._board, self.period = board, period
        self._title.show_text(_("Won deals") if board.wanted.won else _("Lost pool"))
        self._sums.show_text(tally_text(board.total))
        self.outcome.show_key(_WON if board.wanted.won else _LOST)
        words = period_words(board.wanted, period, self._today())
        self.period_button.setText(f"{caption(words[:1].upper() + words[1:])} ")
        self.period_button.setAccessibleName(_("Period: {period}").format(period=words))
        # Only its paint goes, so that nothing beside it moves.
        self.clear.setEnabled(bool(board.wanted))
        self.facets.show_rows(facet_rows(board, self._folds))

    @property
    def shows_won(self) -> bool:
        """Whether won deals are shown instead of lost ones."""
        return self._board is not None and self._board.wanted.won

    def turn_over(self) -> None:
        """Show the won deals instead of the lost ones, or the other way round."""
        self._turn(won=not self.shows_won)

    def wish_all(self) -> None:
        """Give up everything that is wished."""
        self.wish_changed.emit(PoolFilter(), ALL)

    def _today(self) -> date:
        return self._desk.today()

    def _turn(self, *, won: bool) -> None:
        """What only lost deals can be asked for is given up with them."""
        self.outcome.show_key(_WON if won else _LOST)
        if self._board is not None and won is not self._board.wanted.won:
            wanted = replace(self._board.wanted, won=won, reviews=frozenset(), month="")
            self.wish_changed.emit(wanted, self.period)

    def _toggle(self, row: FacetRow) -> None:
        if self._board is None:
            return
        wanted = toggled(self._board, row)
        given_up = self._board.wanted.undated and not wanted.undated
        if given_up and self.period != OWN:
            wanted = in_period(wanted, self.period, self._today())
        period = ALL if given_up and self.period == OWN else self.period
        self.wish_changed.emit(wanted, period)

    def _fold(self, row: FacetRow) -> None:
        """Fold or unfold a reason or a section, or show all of a long one."""
        folds = self._folds
        if row.mark is Mark.MORE:
            self._show_folds(replace(folds, whole=folds.whole | {row.uid}))
        elif row.is_heading:
            self._show_folds(replace(folds, sections=folds.sections ^ {row.uid}, whole=folds.whole - {row.uid}))
        else:
            self._show_folds(replace(folds, reasons=folds.reasons ^ {row.uid}))

    def _show_folds(self, folds: Folds) -> None:
        self._folds = folds
        for name, kept in ((_UNFOLDED, folds.reasons), (_SECTIONS, folds.sections), (_WHOLE, folds.whole)):
            self._views.put(name, tuple(sorted(kept)))
        if self._board is not None:
            self.facets.show_rows(facet_rows(self._board, folds))

    def _open_search(self) -> None:
        """Let a name be sought in all that can be chosen from, or show everything again."""
        self.search.setVisible(self.search.isHidden())
        if self.search.isHidden():
            self.search.clear()
            self.facets.setFocus()
        else:
            self.search.setFocus()

    def _offer_periods(self) -> None:
        menu = QMenu(self)
        for name, words in period_names().items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(name == self.period)
            action.triggered.connect(lambda _checked=False, name=name: self._choose_period(name))
        menu.addSeparator()
        own = menu.addAction(_("Between two days…"))
        own.setCheckable(True)
        own.setChecked(self.period == OWN)
        own.triggered.connect(self._ask_days)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.period_button.mapToGlobal(self.period_button.rect().bottomLeft()))

    def _choose_period(self, name: str) -> None:
        if self._board is not None:
            self.wish_changed.emit(in_period(self._board.wanted, name, self._today()), name)

    def _ask_days(self) -> None:
        if self._board is None:
            return
        wanted = self._board.wanted
        dialog = PeriodDialog(wanted.since, wanted.until, self._desk.clock.now().local, self._window)
        dialog.submitted.connect(lambda days: self._take_days(dialog, days))
        dialog.open_once()

    def _take_days(self, dialog: PeriodDialog, days: tuple[date | None, date | None]) -> None:
        dialog.finish(None)
        if self._board is not None:
            everything = in_period(self._board.wanted, ALL, self._today())
            since, until = days
            name = OWN if since or until else ALL
            self.wish_changed.emit(replace(everything, since=since, until=until), name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self._open_search()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self._title, 1)
        title.addWidget(self.outcome)
        reasons = QHBoxLayout()
        edit = IconButton("settings", look="quiet", name=_("Edit the reasons"))
        edit.clicked.connect(self.reasons_requested)
        reasons.addWidget(label(_("Reasons"), "section"), 1)
        reasons.addWidget(self.seek)
        reasons.addWidget(edit)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 12, 10, 0)
        head.setSpacing(2)
        head.addLayout(title)
        head.addWidget(self._sums)
        head.addSpacing(6)
        wish = QHBoxLayout()
        wish.setSpacing(6)
        wish.addWidget(self.period_button)
        wish.addStretch(1)
        wish.addWidget(self.clear)
        head.addLayout(wish)
        head.addSpacing(4)
        head.addWidget(self.views)
        head.addLayout(reasons)
        head.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.facets, 1)
