"""Commands that lead to a screen or change how the window looks and speaks."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import APPEARANCE, LANGUAGE, VIEW, Command, Mode, has_customer, is_open
from crmdesk.ui.commands.context import CUSTOMERS, CommandContext


def view_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (*_screens(), *_appearances(), *_languages(), *_notice())


def _screens() -> tuple[Command, ...]:
    return (
        Command(
            "view.customers", _("Customers"), VIEW,
            _("Everybody you sell to, and what happened"), "Ctrl+1", "users", 0, is_open,
        ),
        Command(
            "view.losses", _("Lost pool"), VIEW,
            _("Why deals are lost"), "Ctrl+2", "chart-column", 0, is_open,
        ),
        Command(
            "view.portrait", _("Portrait"), VIEW,
            _("Who signs with us, in tags"), "Ctrl+3", "component", 0, is_open,
        ),
        Command(
            "view.exchange", _("Exchange"), VIEW,
            _("Bring in sheets and write workbooks"), "Ctrl+4", "arrow-left-right", 0, is_open,
        ),
        Command(
            "view.settings", _("Settings"), VIEW,
            _("Your lists, people, language and backups"), "Ctrl+,", "settings", 0, is_open,
        ),
        Command(
            "view.card", _("Facts at the right"), VIEW,
            _("Show or hide deals, tags, people and facts"), "Ctrl+Shift+F", "panel-right", 0, has_customer,
        ),
        Command(
            "view.back", _("Back to chart"), VIEW,
            _("Return to the chart that led here as you left it"), "Alt+Left", "arrow-left", 1,
            lambda context: bool(context.came_from) and context.screen == CUSTOMERS,
        ),
    )  # fmt: skip


def _appearances() -> tuple[Command, ...]:
    return (
        Command(
            "view.as_system", _("Light or dark as the system"), VIEW,
            _("Follow the system's colours"), "", "monitor", 2, mode=Mode(APPEARANCE, ""),
        ),
        Command(
            "view.light", _("Light"), VIEW,
            _("Dark text on light ground"), "", "sun", 2, mode=Mode(APPEARANCE, "light"),
        ),
        Command(
            "view.dark", _("Dark"), VIEW,
            _("Light text on dark ground"), "", "moon", 2, mode=Mode(APPEARANCE, "dark"),
        ),
    )  # fmt: skip


def _languages() -> tuple[Command, ...]:
    """Each is called what it calls itself, so that nobody is lost in a language they cannot read."""
    named = (("en", "English"), ("zh_CN", "简体中文"), ("zh_TW", "繁體中文"))
    return tuple(
        Command(
            f"view.language_{code}", name, VIEW,
            _("Speak {language} from now on").format(language=name), "", "", 2, _may_be_rebuilt,
            mode=Mode(LANGUAGE, code),
        )
        for code, name in named
    )  # fmt: skip


def _notice() -> tuple[Command, ...]:
    return (
        Command(
            "view.notice", _("Go to the notice"), VIEW,
            _("Move the keyboard to what was just told, and back"), "F6", "", 3, is_open,
        ),
    )  # fmt: skip


def _may_be_rebuilt(context: CommandContext) -> bool:
    return not context.is_busy
