"""Commands about what of a timeline is seen, and how."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import TIMELINE, VIEW, Command, Condition, has_customer
from crmdesk.ui.commands.context import CommandContext


def _with(condition: Condition) -> Condition:
    return lambda context: has_customer(context) and condition(context)


def _has_deal(context: CommandContext) -> bool:
    return context.deal_status is not None


def _is_conversation(context: CommandContext) -> bool:
    return context.touches.is_conversation


def timeline_commands() -> tuple[Command, ...]:
    """In the order of the menu inside the one of the view."""
    return (
        Command(
            "timeline.filter", _("Filter the timeline…"), VIEW,
            _("Choose kinds, people, direction, period or words"), "Ctrl+Shift+T", "funnel", 4, has_customer,
            inside=TIMELINE,
        ),
        Command(
            "timeline.show_all", _("Show everything"), VIEW,
            _("Let go of every filter of the timeline"), "", "list-x", 4, has_customer, inside=TIMELINE,
        ),
        Command(
            "timeline.only_deal", _("Only this deal"), VIEW,
            _("Show what belongs to the selected deal, or everything again"), "", "briefcase", 4, _with(_has_deal),
            inside=TIMELINE,
        ),
        Command(
            "timeline.jump", _("Go to a day…"), VIEW,
            _("Show what happened on a day or nearest to it"), "Ctrl+G", "calendar-clock", 4, has_customer,
            inside=TIMELINE,
        ),
        Command(
            "timeline.conversation", _("Open the conversation"), VIEW,
            _("Read the whole chat of the selected card (Enter)"), "", "messages-square", 4, _with(_is_conversation),
            inside=TIMELINE,
        ),
        Command(
            "timeline.turn_over", _("Newest or oldest first"), VIEW,
            _("Let the other end of the timeline come first"), "", "arrow-up-down", 4, has_customer, inside=TIMELINE,
        ),
        Command(
            "timeline.look", _("Lay out the timeline…"), VIEW,
            _("Headings, conversations, and what is folded or hidden"), "Ctrl+Alt+Y", "sliders-horizontal", 4,
            has_customer, inside=TIMELINE,
        ),
    )  # fmt: skip
