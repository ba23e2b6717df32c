"""Quick notes made and changed in the settings, by real clicks and keys, and then used."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.template_fixed import FixedStep
from crmdesk.domain.template_rule import AnswerRule
from crmdesk.services.customers import NewCustomer
from crmdesk.services.touches import TouchWords
from crmdesk.ui.settings.effect_dialog import EffectDialog
from crmdesk.ui.settings.effect_parts import EntryPart, StepPart
from crmdesk.ui.settings.note_page import NotePage
from crmdesk.ui.settings.note_set_dialogs import NotesPreview, SaveNotesDialog
from crmdesk.ui.settings.rule_dialog import RuleDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import PreparedFiles, dialog_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> NotePage:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("notes")
    shown = window.opened.settings.page()
    assert isinstance(shown, NotePage)
    return shown


def typed(qtbot: QtBot, field: QWidget, *texts: str) -> None:
    for text in texts:
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def note_called(page: NotePage, name: str) -> NoteEntry:
    notes = page.bench.services.configuration.quick_notes.entries()
    return next(note for note in notes if note.name == name)


def effect_form(window: MainWindow) -> EffectDialog:
    form = dialog_of(window, EffectDialog)
    assert isinstance(form, EffectDialog)
    return form


def test_a_note_is_made_from_scratch_and_tried_while_it_is_made(page: NotePage, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    questions, trial = page.card.questions, page.card.trial.panel
    assert trial.sentence.text().startswith("Tea: reached")
    typed(qtbot, questions.list.adding.field, "Mood")
    typed(qtbot, questions.form.adding.field, "good", "bad")
    mood = trial.questions["mood"]
    qtbot.mouseClick(mood.chips[1], LEFT)
    assert trial.sentence.text().endswith("; bad.")
    questions.form.type.setCurrentIndex(1)
    questions.form.type.activated.emit(1)
    qtbot.mouseClick(trial.questions["mood"].chips[0], LEFT)
    assert "good and bad" in trial.sentence.text()
    assert [field.label for field in note_called(page, "Tea").template.fields][-1] == "Mood"


def test_bounds_units_and_needed_answers(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    typed(qtbot, page.card.questions.list.adding.field, "Cups")
    form = page.card.questions.form
    form.type.setCurrentIndex(form.type.findText("number"))
    form.type.activated.emit(form.type.currentIndex())
    typed(qtbot, form.unit, "kg")
    typed(qtbot, form.high, "5")
    typed(qtbot, form.low, "9")
    assert form.error == "The least is more than the most."
    form.low.selectAll()
    typed(qtbot, form.low, "some")
    assert form.error == "“some” is not a whole number."
    form.low.selectAll()
    typed(qtbot, form.low, "1")
    assert form.error == ""
    qtbot.mouseClick(form.needed, LEFT, pos=QPoint(8, form.needed.height() // 2))
    field = note_called(page, "Tea").template.fields[-1]
    assert (field.unit, field.low, field.high, field.optional) == ("kg", 1, 5, False)
    window.commands["edit.undo"].trigger()
    assert note_called(page, "Tea").template.fields[-1].optional
    assert not form.needed.isChecked()


def test_a_sentence_for_another_language_is_written_and_refused_kindly(page: NotePage, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    page.card.tabs.tabs["asks"].setFocus()
    qtbot.keyClick(page.card.tabs.tabs["asks"], Qt.Key.Key_Right)
    sayings = page.card.sayings
    assert sayings.isVisible()
    sayings.language.setCurrentIndex(sayings.language.findData("zh_CN"))
    sayings.language.activated.emit(sayings.language.currentIndex())
    assert sayings.sentence.toPlainText() == ""
    sayings.sentence.setFocus()
    sayings.sentence.setPlainText("结果{result}")
    qtbot.keyClick(sayings.sentence, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sayings.error == "The sentence does not say “{note}” anywhere."
    assert sayings.sentence.toPlainText() == "结果{result}"
    qtbot.keyClick(sayings.sentence, Qt.Key.Key_Escape)
    sayings.sentence.setPlainText("结果{result}\n{note}\n下一步[{next step}][{to do}]")
    qtbot.keyClick(sayings.sentence, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sayings.error == ""
    sayings.name.setText("喝茶")
    qtbot.keyClick(sayings.name, Qt.Key.Key_Return)
    wording = note_called(page, "Tea").template.wordings["zh_CN"]
    assert (wording.name, wording.sentence[0]) == ("喝茶", "结果{result}")


def test_the_words_of_a_chip_are_written_in_their_place(page: NotePage, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    page.card.tabs.choose("says")
    model = page.card.sayings.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.setData(model.index(1, 1), "nobody there") is False
    chips = note_called(page, "Tea").template.fields[0].chips
    assert chips[1].words == "nobody there"
    assert model.data(model.index(1, 1)) == "nobody there"


def test_an_effect_is_added_changed_refused_and_removed(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    page.card.tabs.choose("does")
    deeds = page.card.deeds
    assert [shown.what for shown in deeds.model.records] == ["next step on the day answered – “Follow up”"]
    qtbot.mouseClick(deeds.add, LEFT)
    form = effect_form(window)
    form.sort.setCurrentIndex(2)
    part = form.part
    assert isinstance(part, StepPart)
    part.days.setText("many")
    qtbot.mouseClick(form.accept_button, LEFT)
    assert form.error_text("effect") == "“many” is not a number of days."
    part.days.setText("7")
    qtbot.mouseClick(form.accept_button, LEFT)
    assert form.error_text("effect") == "Say what is to be done next."
    qtbot.keyClicks(part.text, "Call again")
    qtbot.mouseClick(form.accept_button, LEFT)
    assert note_called(page, "Tea").template.effects == (FixedStep(7, "Call again"),)
    deeds.table.selectRow(0)
    qtbot.keyClick(deeds.table, Qt.Key.Key_Return)
    form = effect_form(window)
    part = form.part
    assert isinstance(part, StepPart)
    part.days.setText("9")
    qtbot.mouseClick(form.accept_button, LEFT)
    assert note_called(page, "Tea").template.effects == (FixedStep(9, "Call again"),)
    deeds.table.selectRow(0)
    qtbot.keyClick(deeds.table, Qt.Key.Key_Delete)
    assert note_called(page, "Tea").template.effects == ()
    window.commands["edit.undo"].trigger()
    assert note_called(page, "Tea").template.effects == (FixedStep(9, "Call again"),)
    change_and_add_rules(page, window, qtbot)


def change_and_add_rules(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    """What comes of several answers is changed by keys and added by clicks, refused beside the field, and undone."""
    deeds, [step] = page.card.deeds, note_called(page, "Tea").template.rules
    deeds.table.selectRow(1)
    qtbot.keyClick(deeds.table, Qt.Key.Key_Return)
    form = rule_form(window)
    days, usual = form.inputs["days"].focusProxy(), form.inputs["usual"].focusProxy()
    usual.selectAll()
    qtbot.keyClicks(usual, "Ring")
    qtbot.keyClicks(days, "soon")
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert form.error_text("days") == "“soon” is not a number of days."
    days.selectAll()
    qtbot.keyClicks(days, "3")
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert note_called(page, "Tea").template.rules == (replace(step, usual="Ring", days=3),)
    deeds.add_rule.setFocus()
    qtbot.keyClick(deeds.add_rule, Qt.Key.Key_Space)
    form = rule_form(window)
    qtbot.keyClick(form.sort, Qt.Key.Key_End)
    question, answers = form.inputs["question"].focusProxy(), form.inputs["fields"].group
    assert (question.isVisible(), form.kind.isVisible()) == (True, False)
    qtbot.keyClicks(question, "tea")
    qtbot.mouseClick(form.accept_button, LEFT)
    assert form.error_text("fields") == "Choose at least one question."
    qtbot.keyClick(answers.chips[0], Qt.Key.Key_2)
    qtbot.keyClick(answers.chips[1], Qt.Key.Key_Left)
    qtbot.keyClick(answers.chips[0], Qt.Key.Key_Space)
    qtbot.mouseClick(form.accept_button, LEFT)
    rules = note_called(page, "Tea").template.rules
    keys = tuple(asked.key for asked in note_called(page, "Tea").template.fields)
    assert rules[1:] == (AnswerRule("tea", keys[:2]),)
    badges = [badge.text().strip() for badge in page.card.trial.panel.effects.badges.values()]
    assert "next step: in 3 days" in badges
    for _twice in range(2):
        window.commands["edit.undo"].trigger()
    assert note_called(page, "Tea").template.rules == (step,)


def rule_form(window: MainWindow) -> RuleDialog:
    form = dialog_of(window, RuleDialog)
    assert isinstance(form, RuleDialog)
    return form


def test_a_promise_asks_whose_it_is_and_when_it_is_due(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    questions = page.card.questions
    tree = questions.list.tree
    tree.expand(tree.entries.index_of("result"))
    tree.choose("result/reached")
    qtbot.mouseClick(questions.effect, LEFT)
    form = effect_form(window)
    assert form.place.currentText() == "reached"
    form.sort.setCurrentIndex(1)
    part = form.part
    assert isinstance(part, EntryPart)
    part.kind.setCurrentIndex(part.kind.findData("promise"))
    qtbot.mouseClick(part.facts.fields["side"].stops[1], LEFT)
    qtbot.keyClicks(part.days, "7")
    qtbot.keyClicks(part.text, "They send the drawings")
    qtbot.mouseClick(form.accept_button, LEFT)
    [shown] = [each for each in page.card.deeds.model.records if each.when == "reached"]
    assert shown.what == "entry: promise (theirs), due in 7 days – “They send the drawings”"
    badges = [badge.text().strip() for badge in page.card.trial.panel.effects.badges.values()]
    assert "entry: promise (theirs), due in 7 days" in badges


def test_a_note_is_copied_retired_and_once_used_never_deleted(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    qtbot.mouseClick(page.copy, LEFT)
    assert page.panel.current().name == "Tea – copy"
    services = window.opened.services
    services.customers.add_customer(NewCustomer("Acme"))
    services.touches.log_touch("Acme", TouchWords(template="Tea – copy"))
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert page.panel.error == "“Tea – copy” is in use; it can be retired, not deleted."
    page.read()
    qtbot.waitUntil(lambda: not page.bench.runner.busy("note_uses"))
    assert page.panel.current().detail == "1×, Today"
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert note_called(page, "Tea – copy").retired


def test_the_order_is_by_use_or_by_hand(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    page.panel.tree.setFocus()
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.panel.error.startswith("Those used most come first")
    page.order.setCurrentIndex(1)
    page.order.activated.emit(1)
    first = page.panel.current().name
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.panel.tree.entries.index_of(page.panel.current().key).row() == 1
    offered = [template.name for template in window.opened.services.quick_notes.templates()]
    assert offered[1] == first
    window.commands["edit.undo"].trigger()
    window.commands["edit.undo"].trigger()
    assert page.order.currentData() is False


def test_notes_go_out_as_a_sheet_and_come_in_again(
    page: NotePage, window: MainWindow, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    typed(qtbot, page.panel.adding.field, "Tea")
    page.sets.fill()
    action(page, "save").trigger()
    form = dialog_of(window, SaveNotesDialog)
    assert isinstance(form, SaveNotesDialog)
    form.format.setCurrentIndex(1)
    files.saved = tmp_path / "ours.xlsx"
    qtbot.mouseClick(form.accept_button, LEFT)
    qtbot.waitUntil(lambda: not page.bench.runner.busy("note_set"))
    assert window.notice.text == "17 quick notes saved as ours.xlsx."
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert "Tea" not in [note.name for note in page.bench.services.configuration.quick_notes.entries()]
    files.opened = [tmp_path / "ours.xlsx"]
    action(page, "take").trigger()
    qtbot.waitUntil(lambda: window.findChild(NotesPreview) is not None)
    preview = dialog_of(window, NotesPreview)
    assert isinstance(preview, NotesPreview)
    lines = {line.place: line.what for line in preview.model.records}
    assert (lines["Tea"], lines["First call"]) == ("new", "as it is here")
    preview.same.setCurrentIndex(2)
    assert {line.what for line in preview.model.records} == {"new"}
    preview.same.setCurrentIndex(0)
    qtbot.mouseClick(preview.accept_button, LEFT)
    qtbot.waitUntil(lambda: not page.bench.runner.busy("note_set"))
    assert note_called(page, "Tea").template.fields
    window.commands["edit.undo"].trigger()
    assert "Tea" not in [note.name for note in page.bench.services.configuration.quick_notes.entries()]


def test_a_file_that_is_none_is_refused_beside_the_list(
    page: NotePage, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    files.opened = [tmp_path / "x.json"]
    files.opened[0].write_text("{}", encoding="utf-8")
    page.sets.fill()
    action(page, "take").trigger()
    qtbot.waitUntil(lambda: page.wrong.text() != "")
    assert page.wrong.text() == "“x.json” holds no quick notes of crmdesk."


def test_the_notes_of_an_industry_are_switched_on_from_the_menu(page: NotePage, window: MainWindow) -> None:
    page.sets.fill()
    action(page, "education_training").trigger()
    assert window.notice.text == "The quick notes of “Education and training” are offered now."
    assert "Trial lesson" in [entry.name for entry in page.panel._entries]
    window.commands["edit.undo"].trigger()
    page.sets.fill()
    assert not action(page, "education_training").isChecked()


def action(page: NotePage, name: str) -> QAction:
    return next(each for each in page.sets.choices.actions() if each.objectName() == name)
