"""What a drop or the clipboard brings: files, else a picture, else nothing of either."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from crmdesk.qt.incoming_files import incoming

pytestmark = pytest.mark.usefixtures("qapp")


def picture() -> QImage:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def brought(*, urls: tuple[str, ...] = (), text: str = "", with_picture: bool = False) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    if text:
        data.setText(text)
    if with_picture:
        data.setImageData(picture())
    return data


def test_files_come_before_the_picture_of_their_icon():
    data = brought(urls=("file:///home/me/quote.pdf", "https://example.com/x.png"), text="quote.pdf", with_picture=True)
    files = incoming(data)
    assert (files.paths, files.picture) == ((Path("/home/me/quote.pdf"),), None)


def test_a_picture_alone_or_dragged_from_a_page_is_one():
    for data in (brought(with_picture=True), brought(urls=("https://example.com/x.png",), with_picture=True)):
        found = incoming(data).picture
        assert found is not None
        assert found.size() == picture().size()


def test_a_text_is_never_a_picture_even_when_it_brings_one():
    assert not incoming(brought(text="a\tb\n1\t2", with_picture=True))
    assert not incoming(brought(text="words"))
    assert not incoming(QMimeData())
    assert not incoming(None)
