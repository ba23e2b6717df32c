import pytest
from PySide6.QtCore import QMimeData

from crmdesk.qt.clipboard import holds_table, table_text

TABLE = "<table><tr><td>Acme</td></tr></table>"


def copied(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


@pytest.mark.parametrize(
    ("text", "html", "is_table"),
    [
        ("Acme\tBolt", "", True),
        ("Acme\nBolt\n", "", True),
        ("Acme", TABLE, True),
        ("Acme", "", False),
        ("Acme Ltd\r\n", "<b>Acme Ltd</b>", False),
        ("", "", False),
    ],
)
def test_a_block_is_a_table_and_a_word_is_not(text: str, html: str, *, is_table: bool):
    # Made here: what is made while tests are gathered may be gone with the clipboard of an earlier test.
    assert holds_table(copied(text, html)) is is_table


def test_nothing_is_no_table():
    assert not holds_table(QMimeData())
    assert not holds_table(None)


def test_cells_as_text_go_before_those_in_html():
    assert table_text(copied("Acme\tBolt", TABLE)) == "Acme\tBolt"
    assert table_text(copied("Acme", TABLE)) == TABLE
    assert table_text(None) == ""
