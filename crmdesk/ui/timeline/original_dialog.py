"""The dialog that shows what came with a touch and does not stand on its card: where from, and every other fact."""

import json
from collections.abc import Iterator

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from crmdesk.domain.touch import ORIGINAL, Touch
from crmdesk.domain.touch_detail import beside_facts
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.wording import touch_text


class OriginalDialog(FormDialog):
    """Nothing can be changed here; its button closes it."""

    def __init__(self, touch: Touch, parent: QWidget | None = None) -> None:
        super().__init__(_("What came with it"), "", _("Close"), parent)
        self.text = QPlainTextEdit("\n".join(_lines(touch)))
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(260)
        self.add_field("text", _("Original"), self.text)
        self.submitted.connect(self.accept)

    @override
    def value(self) -> None:
        return None


def _lines(touch: Touch) -> Iterator[str]:
    original = touch.detail.get(ORIGINAL)
    yield str(original) if original is not None else touch_text(touch)
    yield ""
    if original is not None:
        yield _("Corrected since; above stands how it came.")
    if touch.source:
        yield _("Source: {source}").format(source=touch.source)
    yield _("Recorded: {when} by {who}").format(
        when=touch.recorded_at.local.strftime("%Y-%m-%d %H:%M"), who=touch.recorded_by or _("nobody known")
    )
    came = beside_facts(touch.kind, touch.touch_class, touch.detail)
    came.pop(ORIGINAL, None)
    for name, value in {**touch.extra, **came}.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        # Translators: the name of a column and what stands in it.
        yield _("{name}: {value}").format(name=name, value=shown)
