"""Scenes of the lost pool: its forms, what it is narrowed down by, its charts, and what is asked about its deals."""

from PySide6.QtWidgets import QMenu

from crmdesk.domain.loss_pool import NOBODY, PoolFilter, Review
from crmdesk.i18n import _
from crmdesk.ui.deals.review_dialog import ReviewDialog
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.losses.figure_kinds import WHY, questions
from crmdesk.ui.losses.period import YEAR_BACK, in_period
from crmdesk.ui.shell.main_window import MainWindow

_TURNED = ("owner", "stage", "competitor", "source")


def loss_scenes() -> tuple[Scene, ...]:
    """All of them begin and end with every loss of the last year."""
    told = (*_pool(), *_charts(), *_asked())
    return tuple(scene.between(command("view.losses"), _wish(PoolFilter())) for scene in told)


def _pool() -> tuple[Scene, ...]:
    as_list = (command("losses.list"),)
    return (
        Scene("lost_pool", ()),
        Scene("lost_pool_reason", (_first_reason,)),
        Scene("lost_pool_reviewed", (_wish(PoolFilter(reviews=frozenset({Review.DUE}))),)),
        Scene("lost_pool_none_fit", (_nobody,)),
        Scene("lost_pool_selected", (_first_loss,)),
        Scene("lost_pool_board", (command("losses.board"), _first_card), as_list),
        Scene("lost_pool_queue", (command("losses.queue"),), as_list),
        Scene("lost_pool_no_queue", (_nobody, command("losses.queue")), as_list),
        Scene("lost_pool_won", (_wish(PoolFilter(won=True)),)),
        Scene("lost_pool_unfolded", (_turn_sections,), (_turn_sections,)),
        Scene("lost_pool_save_view", (_first_reason, command("losses.save_view"))),
        Scene("lost_pool_busy", (_count,), (_have_counted,)),
        Scene("lost_pool_periods", (_periods,), (_close_menus,)),
        Scene("lost_pool_days", (_periods, _between_days)),
    )


def _charts() -> tuple[Scene, ...]:
    """The charts that answer each question, and their numbers."""
    why, table = _ask(WHY), command("charts.table")
    asked = (Scene(f"charts_{key}", (_ask(key),), (why,)) for key in questions() if key != WHY)
    return (*asked, Scene("charts_table", (table,), (table,)))


def _asked() -> tuple[Scene, ...]:
    """What is asked about the deals selected."""
    differs = (_wish(PoolFilter(reviews=frozenset({Review.DISAGREE}))), _first_loss, command("losses.review_fully"))
    return (
        Scene("loss_reasons", (_all_losses, command("losses.change_reason"))),
        Scene("loss_owner", (_all_losses, command("losses.owner"))),
        Scene("loss_win_back", (_first_loss, command("losses.plan"))),
        Scene("loss_quote", (_first_loss, command("losses.quote"))),
        Scene("loss_review", differs),
        Scene("loss_evidence", (*differs, _choose_evidence)),
        Scene("win_obstacles", (_wish(PoolFilter(won=True)), _first_loss, command("losses.spoke_against"))),
    )


def _wish(wanted: PoolFilter) -> Step:
    """Show the losses of the last year that fit."""

    def show(window: MainWindow) -> None:
        within = in_period(wanted, YEAR_BACK, window.opened.services.desk.today())
        # Most scenes narrow nothing down: to read the same again would take longer than they do.
        if window.opened.losses.wanted != within:
            window.opened.losses.show_losses(within, YEAR_BACK)

    return show


def _nobody(window: MainWindow) -> None:
    """Wish for what no deal is."""
    _wish(PoolFilter(owners=frozenset({NOBODY}), reviews=frozenset({Review.DUE})))(window)


def _first_reason(window: MainWindow) -> None:
    facets = window.opened.losses.side.facets
    facets.setFocus()
    facets.row_toggled.emit(next(row for row in facets.rows.records if not row.is_heading))


def _first_card(window: MainWindow) -> None:
    window.opened.losses.deals.board.enter()


def _first_loss(window: MainWindow) -> None:
    grid = window.opened.losses.table.grid
    grid.setFocus()
    grid.selectRow(0)


def _all_losses(window: MainWindow) -> None:
    window.opened.losses.table.grid.selectAll()


def _ask(question: str) -> Step:
    return lambda window: window.opened.losses.charts.show_question(question)


def _choose_evidence(window: MainWindow) -> None:
    for dialog in window.findChildren(ReviewDialog):
        dialog.choose_evidence()


def _turn_sections(window: MainWindow) -> None:
    """Unfold the sections that are folded, or fold them again."""
    facets = window.opened.losses.side.facets
    for row in facets.rows.records:
        if row.is_heading and row.uid in _TURNED:
            facets.fold_requested.emit(row)


def _count(window: MainWindow) -> None:
    window.opened.losses.states.show_busy(_("Counting losses…"))


def _have_counted(window: MainWindow) -> None:
    window.opened.losses.states.show_content()


def _periods(window: MainWindow) -> None:
    window.opened.losses.side.period_button.click()


def _between_days(window: MainWindow) -> None:
    for menu in window.opened.losses.side.findChildren(QMenu):
        if menu.isVisible():
            menu.actions()[-1].trigger()
            menu.close()


def _close_menus(window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        menu.close()
