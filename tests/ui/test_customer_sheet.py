"""The sheet of a customer: head with the stage bar, and the column at the right, by mouse and by keyboard."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.services.contacts import ContactWords
from crmdesk.services.touches import TouchWords
from crmdesk.ui.customers.customer_view import CustomerView
from crmdesk.ui.customers.people_panel import PersonForm
from crmdesk.ui.deals.hold_dialog import HoldDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import dialog_of, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _fill(office: Office) -> None:
    """Acme with two deals, a person, a tag and a next step; Zulauf without anything."""
    acme = add_customer(office, "Acme", phones=("138 0000 4821",), source="referral")
    add_deal(office, "Acme", "Valve", amount="900")
    add_deal(office, "Acme", "Pump", amount="500", stage="quote")
    office.contacts.add_contact(acme, ContactWords("Ann Wu", "Buyer"))
    office.touches.log_touch("Acme", TouchWords(kind="call", text="hello", next_step="tomorrow 15:00 call again"))
    add_customer(office, "Zulauf")


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def view(book: Office, empty_window: MainWindow, qtbot: QtBot) -> CustomerView:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    return empty_window.opened.customers


def window_of(view: CustomerView) -> MainWindow:
    window = view.window()
    assert isinstance(window, MainWindow)
    return window


def enter(field: InlineField, text: str, qtbot: QtBot) -> None:
    field.begin()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, text)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def click_segment(view: CustomerView, place: int, qtbot: QtBot) -> None:
    spot = view.head.bar.segments()[place].center().toPoint()
    qtbot.mouseClick(view.head.bar, Qt.MouseButton.LeftButton, pos=spot)


def test_the_bar_shows_the_deal_selected_and_moves_it_by_mouse(view: CustomerView, qtbot: QtBot):
    assert view.selected_deal().name == "Pump"
    assert view.head.bar.accessibleName() == "Stage of Pump: Quoted · today"
    click_segment(view, 5, qtbot)
    assert view.selected_deal().stage == "Negotiation"
    assert window_of(view).notice.text == "Moved to Negotiation."
    window_of(view).commands["edit.undo"].trigger()
    assert view.selected_deal().stage == "Quoted"


def test_the_bar_moves_it_by_keyboard(view: CustomerView, qtbot: QtBot):
    bar = view.head.bar
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert "Proposal" in bar.accessibleDescription()
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert view.selected_deal().stage == "Proposal / demo"


@pytest.mark.parametrize("width", [240, 420, 700, 1400])
def test_the_bar_uses_its_width_and_nothing_more(view: CustomerView, width: int):
    bar = view.head.bar
    bar.resize(width, bar.sizeHint().height())
    segments = bar.segments()
    assert len(segments) == 7
    drawn = [rect for rect in segments if not rect.isEmpty()]
    ends = [rect for rect, _left_out in bar.ends()]
    assert max(rect.right() for rect in (*drawn, *ends)) == pytest.approx(width)
    assert all(left.right() < right.left() for left, right in pairwise(drawn))


def test_another_deal_is_chosen_in_the_head(view: CustomerView):
    actions = view.head.chooser.menu().actions()
    next(action for action in actions if action.text().startswith("Valve")).trigger()
    assert view.selected_deal().name == "Valve"
    assert "Valve" in view.head.bar.accessibleName()


def test_a_closed_deal_says_how_it_ended_and_cannot_be_moved(view: CustomerView, qtbot: QtBot):
    window_of(view).commands["deal.win"].trigger()
    assert view.head.bar.accessibleName() == "Stage of Pump: Quoted · won"
    click_segment(view, 0, qtbot)
    assert "reopen it first" in window_of(view).notice.text


def test_a_customer_without_deals_says_so(view: CustomerView, book: Office, qtbot: QtBot):
    view.list.open(book.customers.card("Zulauf").customer.uid)
    shown(window_of(view), qtbot)
    assert view.selected_deal() is None
    assert view.head.bar.isHidden()
    window_of(view).commands["deal.new"].trigger()
    form = view.card.deals.form
    qtbot.keyClicks(form.name, "Rig")
    qtbot.keyClicks(form.amount, "a lot")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    assert "a lot" in form.error
    assert form.name.text() == "Rig"
    form.amount.setText("12,500")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    assert form.isHidden()
    assert view.selected_deal().name == "Rig"
    assert view.head.bar.isVisible()


def test_deals_are_put_aside_brought_back_and_taken_out(view: CustomerView):
    window = window_of(view)
    window.commands["deal.hold"].trigger()
    dialog = dialog_of(window, HoldDialog)
    dialog.until.setText("yesterday")
    dialog.submit()
    assert "future" in dialog.error_text("until")
    dialog.until.setText("in 30 days")
    assert dialog.until.meaning
    dialog.submit()
    assert view.selected_deal().status == "hold"
    window.commands["deal.reopen"].trigger()
    window.commands["deal.mark_invalid"].trigger()
    assert view.selected_deal().status == "invalid"
    assert not window.commands["deal.mark_invalid"].isEnabled()


def test_a_deal_is_moved_by_command(view: CustomerView):
    window = window_of(view)
    window.commands["deal.move"].trigger()
    menu = window.findChild(QMenu, "stages")
    next(action for action in menu.actions() if "Contract" in action.text()).trigger()
    menu.close()
    assert view.selected_deal().stage == "Contract"


def test_one_key_moves_a_deal_on_until_there_is_no_further_stage(view: CustomerView, qtbot: QtBot):
    window = window_of(view)
    assert view.head.bar.tip_of(5) == "Move to “Negotiation” (Ctrl+M)"
    assert view.head.bar.tip_of(6) == "Move to “Contract”"
    for stage in ("Negotiation", "Contract", "Contract"):
        qtbot.keyClick(view.list.view, Qt.Key.Key_M, CTRL)
        assert view.selected_deal().stage == stage
    assert window.notice.text == "“Pump” is in the last stage already."


def test_a_deal_in_a_stage_of_the_past_is_asked_where_to_go(view: CustomerView, book: Office):
    window = window_of(view)
    stages = book.configuration.stages
    quoted = next(entry for entry in stages.entries() if entry.name == "Quoted")
    window.opened.bus.publish(stages.retire(quoted.uid))
    window.commands["deal.move_on"].trigger()
    menu = window.findChild(QMenu, "stages")
    assert menu.isVisible()
    menu.close()


def test_in_the_menu_of_stages_enter_takes_the_next_and_a_number_any(view: CustomerView, qtbot: QtBot):
    window = window_of(view)
    for key, stage in ((Qt.Key.Key_Return, "Negotiation"), (Qt.Key.Key_2, "First contact")):
        window.commands["deal.move"].trigger()
        menu = next(menu for menu in window.findChildren(QMenu, "stages") if menu.isVisible())
        qtbot.keyClick(menu, key)
        assert view.selected_deal().stage == stage


def test_the_facts_of_a_deal_are_edited_in_place(view: CustomerView, qtbot: QtBot):
    fields = view.card.deals.fields
    enter(fields["amount"], "a lot", qtbot)
    assert "a lot" in fields["amount"].error
    enter(fields["amount"], "1200", qtbot)
    enter(fields["expected"], "in 9 days", qtbot)
    deal = view.selected_deal()
    assert (deal.amount.minor, deal.expected_close.isoformat()) == (120000, "2026-03-13")


def test_a_probability_is_set_with_why_in_one_step(view: CustomerView, qtbot: QtBot):
    services, field = window_of(view).opened.bench.services, view.card.deals.fields["probability"]
    usual = next(stage.probability for stage in services.deal_edits.stages() if stage.name == "Quoted")
    assert field.editor.placeholderText() == f"{usual} % by its stage"
    for typed, wrong in (("many", "many"), ("140", "between 0 and 100")):
        enter(field, typed, qtbot)
        assert wrong in field.error
    assert field.is_editing
    field.editor.setText("８５ %")
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(field.reason, "The boss agreed")
    qtbot.keyClick(field.reason, Qt.Key.Key_Backtab)
    assert field.editor.hasFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    deal, entry = view.selected_deal(), services.touches.timeline(view.selected_customer().uid, kinds=["value"])[0]
    assert (deal.probability, field.accessibleName()) == (85, "Probability: 85 %")
    assert (entry.title, entry.detail["why"]) == ("– → 85 %", "The boss agreed")
    window_of(view).opened.bench.operations.undo()
    assert view.selected_deal().probability is None


@pytest.mark.parametrize(
    ("fact", "typed", "shown_then"),
    [
        ("owner", "Wang Lei", "Owner: Wang Lei"),
        ("source", "exhibition", "Source: exhibition"),
        ("phones", "139 0000 4822, 010 6554 1234", "Phones: 139 0000 4822\n010 6554 1234"),
        ("emails", "ann@example.com", "E-mails: ann@example.com"),
        ("website", "example.com", "Website: example.com"),
        ("city", "Lanzhou", "City: Lanzhou"),
        ("address", "1 <b>High</b> Street", "Address: 1 <b>High</b> Street"),
        ("note", "likes & tea", "Note: likes & tea"),
    ],
)
def test_every_fact_is_edited_in_place(view: CustomerView, qtbot: QtBot, fact: str, typed: str, shown_then: str):
    field = view.card.facts.fields[fact]
    before = field.accessibleName()
    enter(field, typed, qtbot)
    assert field.accessibleName() == shown_then
    window_of(view).commands["edit.undo"].trigger()
    assert field.accessibleName() == before


def test_a_wrong_number_is_said_beside_it(view: CustomerView, qtbot: QtBot):
    field = view.card.facts.fields["phones"]
    enter(field, "call me", qtbot)
    assert "not a phone number" in field.error
    assert field.editor.text() == "call me"


def test_the_name_is_corrected_in_the_head(view: CustomerView, qtbot: QtBot):
    window_of(view).commands["customer.rename"].trigger()
    assert view.head.name.is_editing
    enter(view.head.name, "Acme & Co", qtbot)
    assert view.selected_customer().name == "Acme & Co"


def test_tags_are_added_and_taken_off(view: CustomerView, qtbot: QtBot):
    tags = view.card.tags
    qtbot.keyClicks(tags.new_tag, "vip")
    qtbot.keyClick(tags.new_tag, Qt.Key.Key_Return)
    assert [chip.tag.name for chip in tags.chips()] == ["referral", "vip"]
    qtbot.keyClick(tags.new_tag, Qt.Key.Key_Backspace)
    assert tags.chips()[-1].hasFocus()
    qtbot.keyClick(tags.chips()[-1], Qt.Key.Key_Backspace)
    assert [chip.tag.name for chip in tags.chips()] == ["referral"]
    qtbot.mouseClick(tags.chips()[0], Qt.MouseButton.LeftButton)
    assert tags.chips() == []


def test_people_are_added_corrected_and_removed(view: CustomerView, qtbot: QtBot):
    people = view.card.people
    qtbot.mouseDClick(people.rows()[0], Qt.MouseButton.LeftButton)
    form = people.findChild(PersonForm)
    qtbot.keyClicks(form.phones, "no number")
    form.submit()
    assert "not a phone number" in form.error
    form.phones.setText("138 0000 4821")
    qtbot.keyClick(form.phones, Qt.Key.Key_Return)
    assert "138 0000 4821" in people.rows()[0].accessibleName()
    people.add()
    qtbot.keyClicks(people.form.name, "Bo Li")
    qtbot.keyClick(people.form.name, Qt.Key.Key_Return)
    assert [row.contact.name for row in people.rows()] == ["Ann Wu", "Bo Li"]
    qtbot.keyClick(people.rows()[0], Qt.Key.Key_Delete)
    assert [row.contact.name for row in people.rows()] == ["Bo Li"]
    people.add()
    qtbot.keyClick(people.form.name, Qt.Key.Key_Escape)
    assert people.form is None


def test_the_next_step_is_put_off_and_done(view: CustomerView, qtbot: QtBot):
    step = view.card.step
    actions = step.snooze.menu().actions()
    actions[-1].trigger()
    qtbot.keyClicks(step.until, "sometime")
    qtbot.keyClick(step.until, Qt.Key.Key_Return)
    assert step.until.isVisible()
    step.until.setText("in 5 days")
    qtbot.keyClick(step.until, Qt.Key.Key_Return)
    assert view.selected_customer().next_step_at.local_date.isoformat() == "2026-03-09"
    qtbot.mouseClick(step.done, Qt.MouseButton.LeftButton)
    assert view.selected_customer().next_step_at is None
    assert step.plan.isVisible()


def test_the_column_folds_and_hides_and_stays_so(view: CustomerView, qtbot: QtBot):
    section = view.card.sections["facts"]
    qtbot.mouseClick(section.head, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not view.card.facts.isVisible()
    window_of(view).commands["view.card"].trigger()
    assert view.card.isHidden()
    window_of(view).commands["deal.new"].trigger()
    assert view.card.isVisible()
    assert not section.head.isChecked()


def test_what_is_being_typed_survives_a_change_from_elsewhere(view: CustomerView, book: Office, qtbot: QtBot):
    field = view.card.facts.fields["note"]
    field.begin()
    qtbot.keyClicks(field.editor, "half a thou")
    window_of(view).opened.bus.publish(book.facts.set_city("Acme", "Lanzhou"))
    assert field.editor.toPlainText() == "half a thou"
    assert view.card.facts.fields["city"].accessibleName() == "City: Lanzhou"


def test_the_keyboard_stays_with_the_person_just_added(view: CustomerView, qtbot: QtBot):
    view.card.add_person()
    form = view.card.people.form
    qtbot.keyClicks(form.name, "Zoe")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    [row] = [row for row in view.card.people.rows() if row.contact.name == "Zoe"]
    assert row.hasFocus()
