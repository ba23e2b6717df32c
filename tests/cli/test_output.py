"""What is printed: aligned in any script, never markup, nothing cut in a pipe, folded on a terminal."""

import io
import re
import sys

import pytest
from rich.cells import cell_len

from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.output import harmless, write_answer

GRID = Grid(("Name", "Amount", "Empty"), (("晨光", "1.00", ""), ("Larkfield", "20.00", "")), frozenset({1}))


class Terminal(io.StringIO):
    """Looks like a terminal, 40 columns wide."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def printed(monkeypatch):
    def show(*blocks, stream=None):
        monkeypatch.setattr("sys.stdout", stream or io.StringIO())
        monkeypatch.setenv("COLUMNS", "40")
        monkeypatch.setenv("TERM", "xterm")
        write_answer(Answer({}, blocks), as_json=False)
        return re.sub(r"\x1b\[[0-9;]*m", "", sys.stdout.getvalue())

    return show


def test_columns_line_up_by_the_cells_they_take(printed):
    assert printed(GRID) == "Name       Amount\n晨光         1.00\nLarkfield   20.00\n"


def test_on_a_terminal_it_is_a_table_that_fits(printed):
    text = printed(Grid(("Name", "Note"), (("晨光", "很长的一段话" * 20),)), stream=Terminal())
    assert max(map(cell_len, text.splitlines())) <= 40
    assert re.sub(r"\s", "", text).endswith("很长的一段话" * 3)
    assert "".join(re.findall("[很长的一段话]", text)) == "很长的一段话" * 20


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_customer_data_is_neither_markup_nor_control(printed, stream):
    text = printed(Grid(("A",), (("[red]x[/red] :smile: \x1b[2J\x07",),)), stream=stream())
    assert "[red]x[/red] :smile: �[2J�" in text
    assert "\x1b[2J" not in text


def test_in_a_pipe_each_row_is_one_whole_line(printed):
    text = printed(Grid(("A", "B"), (("one\r\ntwo\u2028three", "x" * 5000),)))
    assert text.splitlines()[1] == "one ⏎ two ⏎ three  " + "x" * 5000


def test_blank_lines_stand_around_tables_only(printed):
    empty = Grid(("A",), ())
    assert printed("one", empty, "two", Grid(("A",), (("x",),)), "three") == "one\ntwo\n\nA\nx\n\nthree\n"


def test_facts_without_a_value_are_left_out(printed):
    assert printed(Grid((), (("Name", "晨光"), ("Note", "")))) == "Name  晨光\n"


def test_line_feeds_and_tabs_are_harmless():
    assert harmless("a\tb\nc\r\nd\x00\x9b") == "a\tb\nc\nd��"
