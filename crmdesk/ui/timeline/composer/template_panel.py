"""A quick note opened: its questions, the sentence that comes of the answers, and what it would do.

Reads and saves nothing: it tells when answers change and is shown what they mean.
"""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.template import Template
from crmdesk.i18n import _
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.services.quick_notes import NotePreview, shown_fields, takes_chips
from crmdesk.ui.timeline.composer.answer_line import AnswerLine
from crmdesk.ui.timeline.composer.chip_group import ChipGroup
from crmdesk.ui.timeline.composer.effect_row import EffectRow

_TWO_COLUMNS = 860
# In less room each question stands below its title.
_BESIDE = 360
# Four rows of chips are in sight, more where the window is higher than what else stands in it, two in a very low one.
_FOUR_ROWS, _TWO_ROWS = 138, 64
_REST = 680
# So many lines are kept free for the sentence, so that the questions stay where they are while it grows.
_LINES, _LINES_OF_WIDE = 2, 1
_EFFECT_HEIGHT = 24


class QuestionArea(QScrollArea):
    """As tall as its questions up to a limit, and scrolled beyond it."""

    def __init__(self, questions: QGridLayout, rest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questions")
        self._rest = rest
        self._questions = questions
        content = QWidget()
        content.setLayout(questions)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def sizeHint(self) -> QSize:
        wanted = self._questions.totalHeightForWidth(self.viewport().width())
        return QSize(200, min(max(_FOUR_ROWS, self.window().height() - self._rest), wanted))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(_TWO_ROWS, self.sizeHint().height()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows lead from question to question; the questions scroll by themselves to the one with the focus.
        event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class TemplatePanel(ShrinkingFrame):
    """Emits ``changed`` when an answer or an effect is switched, ``left`` when the person has had enough of it.

    ``rest`` is how much of the height of the window, in logical pixels, other things need.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, files: FileChooser, rest: int = _REST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "inset")
        self._files = files
        self.template: Template | None = None
        self.questions: dict[str, ChipGroup | AnswerLine] = {}
        self._titles: list[QLabel] = []
        self._arranged = (0, False)
        self._grid = QGridLayout()
        self.sentence = label("", wrap=True)
        self.effects = EffectRow()
        self.effects.changed.connect(self.changed)
        self._area = QuestionArea(self._grid, rest)
        self._lay_out()

    @property
    def fills(self) -> dict[str, str]:
        """The answers by field."""
        return {key: asked.text for key, asked in self.questions.items() if asked.text}

    @property
    def stops(self) -> list[QWidget]:
        """What can have the keyboard, in its order."""
        answers = [widget for question in self.questions.values() for widget in question.stops]
        return [*answers, *self.effects.badges.values()]

    def open(self, template: Template, fills: Mapping[str, str], without: tuple[str, ...]) -> None:
        """Show a template's questions with these answers."""
        self.template = template
        self._clear()
        for asked in shown_fields(template):
            question = ChipGroup(asked) if takes_chips(asked) else AnswerLine(asked, self._files)
            question.show_text(fills.get(asked.key, ""))
            question.changed.connect(self.changed)
            if isinstance(question, ChipGroup):
                question.answered.connect(lambda: self._walk(1))
            self.questions[asked.key] = question
            title = label(asked.label if asked.optional else _("{field} (needed)").format(field=asked.label), "small")
            title.setBuddy(question)
            self._titles.append(title)
        self.effects.show_effects((), without)
        self._arrange()
        self.show()

    def close_template(self) -> None:
        """Show none."""
        self.template = None
        self._clear()
        self.hide()

    def enter(self) -> None:
        """Go to the first question."""
        for question in self.questions.values():
            question.enter()
            return

    def show_preview(self, preview: NotePreview) -> None:
        """Show what the answers come to."""
        self.sentence.setText(preview.sentence)
        self.effects.show_effects(preview.effects, self.effects.without)
        for key, question in self.questions.items():
            # Half a word is no mistake yet.
            if isinstance(question, AnswerLine) and not (question.line.hasFocus() and preview.errors.get(key)):
                question.show_error(preview.errors.get(key, ""))

    def show_error(self, key: str, sentence: str) -> bool:
        """Say what is wrong with an answer and go there; False when it is none of them."""
        question = self.questions.get(key)
        if question is None:
            return False
        if isinstance(question, AnswerLine):
            question.show_error(sentence)
        question.enter()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._manner() != self._arranged:
            self._arrange()

    def _walk(self, step: int) -> None:
        """Go to the question after or before the one with the focus."""
        questions = list(self.questions.values())
        focus = self.focusWidget()
        here = next((n for n, question in enumerate(questions) if focus and question.isAncestorOf(focus)), 0)
        if 0 <= here + step < len(questions):
            questions[here + step].enter()

    def _clear(self) -> None:
        for widget in (*self._titles, *self.questions.values()):
            widget.hide()
            widget.deleteLater()
        self._titles.clear()
        self.questions.clear()

    def _manner(self) -> tuple[int, bool]:
        """In how many columns the questions stand, and whether beside their titles."""
        return (2 if self.width() >= _TWO_COLUMNS else 1, self.width() >= _BESIDE)

    def _arrange(self) -> None:
        """Put the questions below each other, or in two columns where there is room."""
        while self._grid.takeAt(0) is not None:
            pass
        self._arranged = columns, is_beside = self._manner()
        lines = _LINES if columns == 1 else _LINES_OF_WIDE
        self.sentence.setMinimumHeight(lines * self.sentence.fontMetrics().lineSpacing())
        for place, (title, question) in enumerate(zip(self._titles, self.questions.values(), strict=True)):
            row, column = divmod(place, columns)
            title.setMinimumHeight(28 if is_beside else 0)
            self._grid.addWidget(title, 2 * row, 2 * column, 1, 1 if is_beside else 2, Qt.AlignmentFlag.AlignTop)
            answered = (2 * row, 2 * column + 1, 1, 1) if is_beside else (2 * row + 1, 0, 1, 2)
            self._grid.addWidget(question, *answered, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(2 * column + 1, 1 if column < columns else 0)
        self._area.updateGeometry()

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.effects.setMinimumHeight(_EFFECT_HEIGHT)
        self.sentence.setAccessibleName(_("Sentence of the quick note"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._area)
        layout.addWidget(self.sentence)
        layout.addWidget(self.effects)
        self.hide()
