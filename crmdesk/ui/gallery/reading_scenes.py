"""Scenes of a timeline that is read: conversations, folded lanes, filters, a day to go to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from crmdesk.domain.timeline import Lane, TimelineFilter
from crmdesk.domain.timeline_fold import Span
from crmdesk.domain.touch import Direction
from crmdesk.services.touches import TouchWords
from crmdesk.ui.gallery.logged import Logged
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.conversation.chat_dialog import ChatDialog
from crmdesk.ui.timeline.look import Look
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.timeline.rows import Folded

_CHAT = (
    "您好,两个校区的授权怎么算?",
    "One contract for both, counted by campus.",
    "有没有折扣?",
    "A tenth off for a year in advance; the new quote is on its way.",
    "方便把新版报价发我一下吗?",
)


def reading_scenes(at_customer: tuple[Step, ...]) -> tuple[Scene, ...]:
    """``at_customer`` are the steps that lead to a customer."""
    chat = Logged(_chat)
    chatted, away = (*at_customer, chat.log), (chat.take_back,)
    return (
        Scene("timeline_chat", chatted, away),
        Scene("timeline_chat_open", (*chatted, _choose_chat, command("timeline.conversation")), (_close_chat, *away)),
        Scene("timeline_chat_unfolded", (*chatted, _unfold_chat), away),
        Scene("timeline_filter", (*at_customer, command("timeline.filter")), (_close_filter,)),
        Scene("timeline_filtered", (*at_customer, _filter), (command("timeline.show_all"),)),
        Scene("timeline_lanes", (*at_customer, _look(_lines)), (_look(_as_usual),)),
        Scene("timeline_months", (*at_customer, _look(_months)), (_look(_as_usual),)),
        Scene("timeline_jump", (*at_customer, command("timeline.jump"))),
    )


def _chat(window: MainWindow) -> Iterator[TouchWords]:
    begin = window.opened.services.desk.clock.now().local - timedelta(days=1)
    for number, text in enumerate(_CHAT):
        at = begin.replace(hour=9, minute=5 + 4 * number)
        way = Direction.IN if number % 2 == 0 else Direction.OUT
        yield TouchWords(kind="wechat", text=text, at=at.strftime("%Y-%m-%d %H:%M"), direction=way)


def _chat_row(timeline: TimelinePanel) -> int:
    rows = enumerate(timeline.model.records)
    return next((number for number, row in rows if isinstance(row, Folded) and row.bundle.is_conversation), -1)


def _choose_chat(window: MainWindow) -> None:
    timeline = window.opened.customers.timeline
    timeline.list.choose(timeline.model.index(_chat_row(timeline), 0))


def _unfold_chat(window: MainWindow) -> None:
    timeline = window.opened.customers.timeline
    row = timeline.model.records[_chat_row(timeline)]
    if isinstance(row, Folded):
        timeline.list.folded.emit(row.bundle.key)


def _close_chat(window: MainWindow) -> None:
    for dialog in window.findChildren(ChatDialog):
        dialog.reject()


def _close_filter(window: MainWindow) -> None:
    window.opened.customers.timeline.filters.popup.close_again()


def _filter(window: MainWindow) -> None:
    wanted = TimelineFilter(kinds=frozenset({"call"}), direction=Direction.OUT, without=frozenset({Lane.STAGES}))
    window.opened.customers.timeline.filters.wanted_changed.emit(wanted)


def _look(change: Callable[[Look], Look]) -> Step:
    def lay_out(window: MainWindow) -> None:
        timeline = window.opened.customers.timeline
        timeline.filters.look_menu.changed.emit(change(Look()), timeline.reading.wanted)

    return lay_out


def _lines(look: Look) -> Look:
    return replace(look, folded_lanes=frozenset({Lane.DOCUMENTS, Lane.STAGES, Lane.VISITS}), strip_lanes=True)


def _months(look: Look) -> Look:
    return replace(look, span=Span.MONTH, oldest_first=True)


def _as_usual(look: Look) -> Look:
    return look
