"""What can be told of each kind: asked in the composer, by keyboard alone; kept in drafts; corrected in the details."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.touch import Touch
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.composer import Composer
from crmdesk.ui.timeline.composer.fact_fields import EntryFact
from crmdesk.ui.timeline.details_dialog import DetailsDialog
from tests.factories import Office, add_customer, log
from tests.ui.conftest import dialog_of, shown

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TAB, RETURN, RIGHT, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Space


@pytest.fixture
def window(office: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    add_customer(office, "Acme")
    add_customer(office, "Bolt")
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def composer(window: MainWindow) -> Composer:
    composer = window.opened.customers.composer
    composer.start()
    return composer


def choose(composer: Composer, kind: str) -> None:
    composer.fields.kinds.more.picker.findChild(QWidget, kind).click()
    composer.start()


def go_to(window: MainWindow, field: str, composer: Composer, qtbot: QtBot) -> None:
    """With Tab, from wherever the keyboard is."""
    wanted = composer.fields.facts.fields[field]
    for _step in range(60):
        focus = window.focusWidget()
        assert focus is not None
        if wanted.isAncestorOf(focus):
            return
        qtbot.keyClick(focus, TAB)
    raise AssertionError(field)


def tell(window: MainWindow, composer: Composer, told: dict[str, str | int], qtbot: QtBot) -> None:
    """Texts are typed, a number is the chip that is pressed."""
    for key, what in told.items():
        go_to(window, key, composer, qtbot)
        if isinstance(what, int):
            qtbot.keyClick(window.focusWidget(), Qt.Key(Qt.Key.Key_0 + what))
        else:
            qtbot.keyClicks(window.focusWidget(), what)


def newest(office: Office) -> Touch:
    return next(touch for touch in office.touches.timeline("Acme") if not touch.system)


@pytest.mark.parametrize(
    ("kind", "told", "kept"),
    [
        (
            "visit",
            {"place": "Plant 2", "their_people": "Ms Zhao", "our_people": "Li Na", "cost": "320"},
            {
                "place": "Plant 2",
                "their_people": "Ms Zhao",
                "our_people": "Li Na",
                "cost": {"minor": 32_000, "currency": "CNY"},
            },
        ),
        ("call", {"answered": 2}, {"answered": "missed"}),
        (
            "quote",
            {"version": "2", "sent_to": "Ms Zhao", "state": 2},
            {"version": 2, "sent_to": "Ms Zhao", "state": "sent"},
        ),
        (
            "need",
            {"purpose": "one timetable", "verbatim": "on one page", "importance": 3, "voiced": 2},
            {"purpose": "one timetable", "verbatim": "on one page", "importance": "high", "voiced": "hidden"},
        ),
        ("enquiry", {"verbatim": "A3?"}, {"verbatim": "A3?"}),
        ("feedback", {"about": 4, "verbatim": "a button for it"}, {"about": "idea", "verbatim": "a button for it"}),
        ("promise", {"side": 1, "due": "2026-03-20"}, {"side": "ours", "due": "2026-03-20"}),
        ("signal", {"voiced": 1}, {"voiced": "explicit"}),
        (
            "pain",
            {"voiced": 1, "evidence": "two clerks", "told": 2},
            {"voiced": "stated", "evidence": "two clerks", "told": "yes"},
        ),
        ("objection", {"answer": "per pupil"}, {"answer": "per pupil"}),
    ],
)
def test_each_kind_is_logged_with_its_facts_by_keyboard(
    window: MainWindow,
    composer: Composer,
    office: Office,
    qtbot: QtBot,
    kind: str,
    told: dict[str, str | int],
    kept: dict[str, object],
):
    choose(composer, kind)
    qtbot.keyClicks(composer.fields.text, "as it was")
    tell(window, composer, told, qtbot)
    qtbot.keyClick(window.focusWidget(), RETURN, CTRL)
    touch = newest(office)
    assert (touch.kind, touch.body) == (kind, "as it was")
    assert touch.detail == kept
    assert not composer.has_draft
    assert composer.fields.facts.told == {}
    window.commands["edit.undo"].trigger()
    assert all(touch.system for touch in office.touches.timeline("Acme"))


def test_a_kind_is_chosen_and_told_without_the_mouse(window: MainWindow, composer: Composer, qtbot: QtBot):
    def press() -> None:
        for key in (Qt.Key.Key_N, RETURN):
            qtbot.keyClick(composer.fields.kinds.more.menu().focusWidget(), key)

    composer.fields.kinds.more.menu().aboutToShow.connect(lambda: QTimer.singleShot(0, press))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_K, ALT)
    assert composer.fields.kinds.kind.key == "need"
    assert window.focusWidget() is composer.fields.text
    assert composer.fields.facts.isVisible()


def test_nothing_is_asked_of_a_note_nor_while_nobody_writes(window: MainWindow, composer: Composer, qtbot: QtBot):
    choose(composer, "need")
    assert composer.fields.facts.isVisible()
    choose(composer, "note")
    assert not composer.fields.facts.isVisible()
    choose(composer, "call")
    window.opened.customers.list.view.setFocus()
    qtbot.waitUntil(lambda: not composer.fields.facts.isVisible())


def test_a_chip_pressed_again_tells_nothing(composer: Composer, qtbot: QtBot):
    field = composer.fields.facts.fields["answered"]
    field.enter()
    qtbot.keyClick(field.group.chips[0], RIGHT)
    qtbot.keyClick(field.group.chips[1], SPACE)
    assert composer.fields.facts.told == {"answered": "missed"}
    qtbot.keyClick(field.group.chips[1], SPACE)
    assert composer.fields.facts.told == {}


def test_what_is_told_of_one_kind_is_there_again_after_another(composer: Composer):
    choose(composer, "need")
    composer.fields.facts.fields["verbatim"].show_text("on one page")
    choose(composer, "enquiry")
    assert composer.fields.facts.told == {"verbatim": "on one page"}
    choose(composer, "note")
    assert composer.draft().facts == {}
    choose(composer, "need")
    assert composer.fields.facts.told == {"verbatim": "on one page"}


def test_a_draft_keeps_what_is_told(window: MainWindow, composer: Composer, office: Office, qtbot: QtBot):
    choose(composer, "promise")
    tell(window, composer, {"side": 2, "due": "Friday"}, qtbot)
    for name in ("Bolt", "Acme"):
        window.opened.customers.open_customer(office.customers.card(name).customer.uid)
        shown(window, qtbot)
        assert composer.fields.facts.told == ({"side": "theirs", "due": "Friday"} if name == "Acme" else {})


def test_a_day_is_understood_while_it_is_typed(window: MainWindow, composer: Composer, qtbot: QtBot):
    choose(composer, "promise")
    tell(window, composer, {"due": "Friday"}, qtbot)
    assert composer.fields.facts.fields["due"].time.meaning == "Fri 6 Mar"


@pytest.mark.parametrize(
    ("kind", "key", "wrong"), [("visit", "cost", "much"), ("quote", "version", "two"), ("promise", "due", "some day")]
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    window: MainWindow, composer: Composer, office: Office, qtbot: QtBot, kind: str, key: str, wrong: str
):
    choose(composer, kind)
    qtbot.keyClicks(composer.fields.text, "as it was")
    tell(window, composer, {key: wrong}, qtbot)
    qtbot.keyClick(window.focusWidget(), RETURN, CTRL)
    assert wrong in composer.error
    field = composer.fields.facts.fields[key]
    assert field.isAncestorOf(window.focusWidget())
    assert (composer.fields.text.toPlainText(), field.text) == ("as it was", wrong)
    assert all(touch.system for touch in office.touches.timeline("Acme"))
    qtbot.keyClicks(window.focusWidget(), "x")
    assert composer.error == ""


def test_an_answer_is_found_by_a_word_of_it(window: MainWindow, composer: Composer, office: Office, qtbot: QtBot):
    answer = log(office, "Acme", "sent the data sheet", kind="email")
    log(office, "Acme", "asked about the weather")
    choose(composer, "enquiry")
    tell(window, composer, {"answered_by": "sheet"}, qtbot)
    field = composer.fields.facts.fields["answered_by"]
    assert isinstance(field, EntryFact)
    popup = field.suggestions.popup()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, RETURN)
    assert field.text == answer
    qtbot.keyClick(composer.fields.text, RETURN, CTRL)
    assert newest(office).detail == {"answered_by": answer}


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("kind", ["visit", "need", "promise", "feedback", "pain", "quote"])
def test_the_text_stays_in_sight_beside_two_rows_of_facts(
    window: MainWindow, composer: Composer, qtbot: QtBot, kind: str, size: tuple[int, int]
):
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    choose(composer, kind)
    facts, text = composer.fields.facts, composer.fields.text
    rows = {field.y() for field in facts.fields.values()}
    assert 1 <= len(rows) <= 2
    assert window.rect().contains(text.mapTo(window, text.rect().bottomRight()))
    assert window.opened.customers.timeline.list.height() >= 80
    assert all(facts.rect().contains(field.geometry()) for field in facts.fields.values())


def test_details_correct_facts_of_the_kind_chosen(window: MainWindow, office: Office, qtbot: QtBot):
    log(office, "Acme", "wants two campuses", kind="need")
    window.opened.bench.bus.publish(office.tags.change_tags("Acme", add=["x"])[1])
    timeline = window.opened.customers.timeline
    timeline.show_touch(newest(office).uid)
    window.commands["touch.details"].trigger()
    dialog = dialog_of(window, DetailsDialog)
    qtbot.keyClicks(dialog.facts.fields["purpose"].line, "one timetable")
    qtbot.keyClick(dialog.facts.fields["importance"].group.chips[0], Qt.Key.Key_3)
    dialog.submit()
    assert newest(office).detail == {"purpose": "one timetable", "importance": "high"}
    window.commands["touch.details"].trigger()
    dialog = dialog_of(window, DetailsDialog)
    assert dialog.facts.told == {"purpose": "one timetable", "importance": "high"}
    dialog.kind.setCurrentIndex(dialog.kind.findData("visit"))
    qtbot.keyClicks(dialog.facts.fields["cost"].line, "much")
    dialog.submit()
    assert "much" in dialog.error_text("facts")
    dialog.facts.fields["cost"].line.setText("12.50")
    dialog.submit()
    assert not dialog.isVisible()
    touch = newest(office)
    assert (touch.kind, touch.detail["cost"]) == ("visit", {"minor": 1250, "currency": "CNY"})
    window.commands["edit.undo"].trigger()
    window.commands["edit.undo"].trigger()
    assert newest(office).detail == {}
