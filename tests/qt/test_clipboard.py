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
    ("data", "is_table"),
    [
        (copied("Acme\tBolt"), True),
        (copied("Acme\nBolt\n"), True),
        (copied("Acme", TABLE), True),
        (copied("Acme"), False),
        (copied("Acme Ltd\r\n", "<b>Acme Ltd</b>"), False),
        (QMimeData(), False),
        (None, False),
    ],
)
def test_a_block_is_a_table_and_a_word_is_not(data: QMimeData | None, *, is_table: bool):
    assert holds_table(data) is is_table


def test_cells_as_text_go_before_those_in_html():
    assert table_text(copied("Acme\tBolt", TABLE)) == "Acme\tBolt"
    assert table_text(copied("Acme", TABLE)) == TABLE
    assert table_text(None) == ""
