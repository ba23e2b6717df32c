"""A recording out of memory, on a machine without speakers."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.qt.recording_player import RecordingPlayer, load_multimedia, next_rate
from tests.sounds import wave


@pytest.fixture
def player(qapp: QApplication) -> Iterator[RecordingPlayer]:
    load_multimedia()
    made = RecordingPlayer(qapp)
    yield made
    made.unload()
    made.deleteLater()


def test_it_plays_to_the_end(player: RecordingPlayer, qtbot: QtBot):
    player.load(wave(0.3), "call.wav")
    player.play()
    qtbot.waitUntil(lambda: player.position == player.duration == 300)
    qtbot.waitUntil(lambda: not player.is_playing)


def test_it_can_be_led(player: RecordingPlayer, qtbot: QtBot):
    player.load(wave(30), "call.wav")
    player.set_rate(1.5)
    player.play()
    qtbot.waitUntil(lambda: player.duration > 0 and player.is_playing)
    player.seek(20_000)
    player.pause()
    assert (player.rate, player.is_playing) == (1.5, False)
    assert 20_000 <= player.position < 25_000
    player.seek(-5)
    qtbot.waitUntil(lambda: player.position == 0)
    player.seek(99_000)
    qtbot.waitUntil(lambda: player.position == 30_000)


def test_what_is_no_recording_is_told(player: RecordingPlayer, qtbot: QtBot):
    with qtbot.waitSignal(player.failed) as told:
        player.load(b"no sound at all" * 100, "call.mp3")
        player.play()
    assert "save a copy" in told.args[0]


def test_the_speeds_are_a_row_with_two_ends():
    assert [next_rate(1.0, step) for step in (-2, -1, 0, 1, 2, 9)] == [0.75, 0.75, 1.0, 1.25, 1.5, 2.0]
