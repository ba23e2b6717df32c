"""Commands about files: on the touch being written, on the one selected, and on recordings while one writes."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import FILES, RECORDINGS, TOUCH, Command, has_customer
from crmdesk.ui.commands.context import CommandContext


def _has_touch(context: CommandContext) -> bool:
    return has_customer(context) and context.touches.count == 1


def _has_file(context: CommandContext) -> bool:
    return has_customer(context) and context.touches.has_file


def _has_recording(context: CommandContext) -> bool:
    return has_customer(context) and context.touches.has_recording


def files_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (*_attaching(), *_with_file(), *_hearing())


def _attaching() -> tuple[Command, ...]:
    return (
        Command(
            "touch.attach", _("Attach files…"), TOUCH,
            _("Attach files to the touch being written"), "Ctrl+Shift+A", "paperclip", 4, has_customer, inside=FILES,
        ),
        Command(
            "file.add", _("Add files to the touch…"), TOUCH,
            _("Add files to the selected touch"), "Ctrl+Alt+F", "file-plus", 4, _has_touch, inside=FILES,
        ),
        Command(
            "file.add_to_customer", _("Add files to the timeline…"), TOUCH,
            _("Add files to the timeline of the customer, as an entry of their own"), "", "file-input", 4,
            has_customer, inside=FILES,
        ),
    )  # fmt: skip


def _with_file() -> tuple[Command, ...]:
    return (
        Command(
            "file.open", _("Open the file"), TOUCH,
            _("See the picture, hear the recording, or open the file in its program"), "Ctrl+Shift+O", "file", 4,
            _has_file, inside=FILES,
        ),
        Command(
            "file.save_copy", _("Save a copy…"), TOUCH,
            _("Write a copy of the file to a folder"), "Ctrl+Shift+Y", "download", 4, _has_file, inside=FILES,
        ),
        Command(
            "file.add_version", _("Add a newer version…"), TOUCH,
            _("Add a newer version of this document, as an entry of today"), "", "file-plus", 4, _has_file,
            inside=FILES,
        ),
        Command(
            "file.rename", _("Rename the file…"), TOUCH,
            _("Call the file otherwise"), "", "pencil", 4, _has_file, inside=FILES,
        ),
        Command(
            "file.remove", _("Remove the file"), TOUCH,
            _("Take the file off its touch (Delete while it is marked)"), "", "trash-2", 4, _has_file, inside=FILES,
        ),
    )  # fmt: skip


def _hearing() -> tuple[Command, ...]:
    """They leave the keyboard where it is."""
    return (
        Command(
            "recording.play", _("Play or pause"), TOUCH,
            _("Listen to the recording, also while you write"), "F8", "play", 4, _has_recording, inside=RECORDINGS,
        ),
        Command(
            "recording.back", _("Five seconds back"), TOUCH,
            _("Hear the last five seconds again"), "F7", "rotate-ccw", 4, _has_recording, inside=RECORDINGS,
        ),
        Command(
            "recording.forward", _("Five seconds on"), TOUCH,
            _("Leave out the next five seconds"), "F9", "fast-forward", 4, _has_recording, inside=RECORDINGS,
        ),
        Command(
            "recording.slower", _("Slower"), TOUCH,
            _("Play the recording slower"), "Ctrl+F7", "gauge", 4, _has_recording, inside=RECORDINGS,
        ),
        Command(
            "recording.faster", _("Faster"), TOUCH,
            _("Play the recording faster"), "Ctrl+F9", "gauge", 4, _has_recording, inside=RECORDINGS,
        ),
    )  # fmt: skip
