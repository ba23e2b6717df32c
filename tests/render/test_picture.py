import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.domain.money import Money
from crmdesk.insight.losses import LossRow, LossTable
from crmdesk.qt.theme import DARK
from crmdesk.render.picture import draw_pareto


def table() -> LossTable:
    rows = (
        LossRow("价格问题", 3, Money(100, "CNY"), (), 0.75, 0.75, ()),
        LossRow("Service", 1, Money(5, "CNY"), (), 0.25, 1.0, ()),
    )
    return LossTable("reason", 5, Money(105, "CNY"), (), rows, 1, overlap=False)


pytestmark = pytest.mark.usefixtures("qapp")


def test_a_png_has_two_dots_per_pixel(tmp_path: Path) -> None:
    out = draw_pareto(table(), tmp_path / "pareto.png", title="失败原因")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (2560, 1600)
    assert [file.name for file in tmp_path.iterdir()] == ["pareto.png"]


def test_an_svg_draws_its_texts_as_outlines(tmp_path: Path) -> None:
    out = draw_pareto(table(), tmp_path / "pareto.SVG", title="失败原因 <&>")
    root = ET.parse(out).getroot()  # noqa: S314  # our own output
    assert root.get("viewBox") == "0 0 1280 800"
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert "path" in tags
    assert "text" not in tags
    assert root.findtext("{*}title") == "失败原因 <&>"
    assert "5 losses" in (root.findtext("{*}desc") or "")


@pytest.mark.parametrize("name", ["pareto.png", "pareto.svg"])
def test_the_same_data_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    first = draw_pareto(table(), out, title="Why").read_bytes()
    assert draw_pareto(table(), out, title="Why").read_bytes() == first
    assert draw_pareto(table(), out, title="Why", theme=DARK).read_bytes() != first


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as refusal:
        draw_pareto(table(), tmp_path / "pareto.gif", title="Why")
    assert refusal.value.field == "out"
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError):
        draw_pareto(table(), tmp_path / "missing" / "pareto.png", title="Why")


def test_what_was_there_stays_and_no_draft_is_left_when_writing_fails(tmp_path: Path) -> None:
    folder = tmp_path / "pareto.png"
    folder.mkdir()
    with pytest.raises(UnwritableError, match="The picture"):
        draw_pareto(table(), folder, title="Why")
    assert [file.name for file in tmp_path.iterdir()] == ["pareto.png"]


def test_the_draft_of_another_run_is_left_alone(tmp_path: Path) -> None:
    draft = tmp_path / ".pareto.png.part"
    draft.write_bytes(b"somebody else's")
    draw_pareto(table(), tmp_path / "pareto.png", title="Why")
    assert draft.read_bytes() == b"somebody else's"


_SCRIPT = """
import sys
from pathlib import Path
from crmdesk.domain.money import Money
from crmdesk.insight.losses import LossTable
from crmdesk.render.picture import draw_pareto
empty = LossTable("reason", 0, Money(0, "CNY"), (), (), 0, overlap=False)
for name in ("one.png", "two.svg"):
    draw_pareto(empty, Path(sys.argv[1]) / name, title="Why")
"""


def test_pictures_need_neither_display_nor_application(tmp_path: Path) -> None:
    without = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path)],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one.png", "two.svg"]
