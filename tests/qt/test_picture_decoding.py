"""Pictures out of bytes nobody trusts, at the size asked for, and made small beside the window's thread."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import NotFoundError
from crmdesk.qt.picture_decoding import cover, png_of, whole
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.thumbnails import Thumbnails

pytestmark = pytest.mark.usefixtures("qapp")

RED, BLUE = QColor("#ff0000"), QColor("#0000ff")


def picture(width: int, height: int) -> QImage:
    """Red in the middle third, blue at both ends of its longer side."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(BLUE)
    for x in range(width):
        for y in range(height):
            place, long = (x, width) if width >= height else (y, height)
            if long // 3 <= place < 2 * long // 3:
                image.setPixelColor(x, y, RED)
    return image


def test_a_cover_shows_the_middle_and_fills_its_size():
    for shape in ((300, 30), (30, 300), (90, 90)):
        image = cover(png_of(picture(*shape)), QSize(40, 40))
        assert image is not None
        assert image.size() == QSize(40, 40)
        assert image.pixelColor(20, 20) == RED


def test_the_whole_keeps_its_shape_and_never_grows():
    small = whole(png_of(picture(30, 20)), QSize(400, 400))
    large = whole(png_of(picture(300, 30)), QSize(100, 100))
    assert small is not None
    assert large is not None
    assert (small.size(), large.size()) == (QSize(30, 20), QSize(100, 10))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture at all" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
        b"BM" + b"\xff" * 60,
    ],
)
def test_what_is_no_picture_is_none(data: bytes):
    assert cover(data, QSize(40, 40)) is None
    assert whole(data, QSize(40, 40)) is None


def test_a_picture_that_would_take_all_memory_is_none():
    claimed = bytearray(png_of(picture(3, 3)))
    claimed[16:24] = (60_000).to_bytes(4, "big") * 2
    assert cover(bytes(claimed), QSize(40, 40)) is None


def test_a_photo_taken_upright_stands_upright():
    data = _turned_photo()
    image = cover(data, QSize(30, 60))
    assert image is not None
    assert image.size() == QSize(30, 60)


def _turned_photo() -> bytes:
    """A JPEG that lies on its side, with the note of the camera that it was held upright."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"JPG").write(picture(90, 30))
    plain = bytes(buffer.data().data())
    tag = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    note = b"Exif\0\0" + tag
    return plain[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + plain[2:]


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner(qapp)
    yield made
    made.finish()
    made.deleteLater()


class TestThumbnails:
    def read(self, key: str) -> bytes:
        if key == "gone":
            raise NotFoundError("gone")
        return png_of(picture(60, 40)) if key == "good" else b"broken"

    @pytest.mark.parametrize(("key", "is_good"), [("good", True), ("broken", False), ("gone", False)])
    def test_they_come_later_and_stay(self, runner: TaskRunner, qtbot: QtBot, key: str, *, is_good: bool):
        thumbnails = Thumbnails(runner, self.read)
        with qtbot.waitSignal(thumbnails.made) as told:
            assert thumbnails.picture(key, QSize(20, 10), 2.0) is None
        assert told.args == [key]
        made = thumbnails.picture(key, QSize(20, 10), 2.0)
        assert made is not None
        assert made.isNull() is not is_good
        assert made.deviceIndependentSize().toSize() == (QSize(20, 10) if is_good else QSize(0, 0))

    def test_what_was_asked_for_last_comes_first(self, runner: TaskRunner, qtbot: QtBot):
        order: list[str] = []
        thumbnails = Thumbnails(runner, lambda key: order.append(key) or b"")  # type: ignore[func-returns-value]
        thumbnails.made.connect(lambda _key: None, Qt.ConnectionType.DirectConnection)
        for key in "abcd":
            thumbnails.picture(key, QSize(4, 4), 1.0)
        qtbot.waitUntil(lambda: len(order) == 4)
        assert order == ["a", "d", "c", "b"]
