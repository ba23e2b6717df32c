"""Charts as files: PNG and SVG, the same bytes for the same data, also on a machine without a display.

Knows nothing of where the data come from.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem

from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.domain.file_failures import failure_words
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _
from crmdesk.insight.losses import LossTable
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import LIGHT, Theme
from crmdesk.render.graphic import Graphic
from crmdesk.render.pareto import ParetoChart
from crmdesk.render.pareto_bars import Measure

SIZE = QSizeF(1280, 800)
"""The size of a picture in logical pixels."""


def draw_pareto(
    table: LossTable, out: Path, *, title: str, subtitle: str = "", theme: Theme = LIGHT, measure: Measure = "count"
) -> Path:
    """Write the Pareto chart of a loss table; the format is that of the file's suffix, .png or .svg.

    Works with or without a running application. Raises ValidationError for another suffix and
    UnwritableError if the file cannot be written; a file that was there is then still whole.
    """
    render = _renderer(out)
    with application():
        chart = ParetoChart(table, title=title, subtitle=subtitle, theme=theme, size=SIZE, measure=measure)
        return render(chart, out)


def save_picture(chart: Graphic, out: Path) -> Path:
    """Write any chart, as ``draw_pareto`` does; needs an ``application``."""
    return _renderer(out)(chart, out)


def _renderer(out: Path) -> Callable[[Graphic, Path], Path]:
    render = {".png": render_png, ".svg": render_svg}.get(out.suffix.lower())
    if render is None:
        raise ValidationError(
            _("Pictures can be written as .png or .svg, not as “{name}”.").format(name=out.name), field="out"
        )
    return render


def render_png(chart: Graphic, path: Path, scale: float = 2.0) -> Path:
    """Write the chart with ``scale`` dots per logical pixel; returns the path."""
    size = chart.boundingRect().size() * scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    chart.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes where Qt takes text
    return _write(path, bytes(buffer.data().data()))


def render_svg(chart: Graphic, path: Path) -> Path:
    """Write the chart as vectors, its texts as outlines; returns the path."""
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(chart.boundingRect().size().toSize())
    generator.setViewBox(chart.boundingRect())
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary)
    painter = QPainter(generator)
    chart.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    return _write(path, bytes(buffer.data().data()))


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _write(path: Path, data: bytes) -> Path:
    """All or nothing: the file appears under its name only when it is complete."""
    try:
        with whole_file(path) as draft:
            draft.write_bytes(data)
    except OSError as error:
        raise UnwritableError(
            _("The picture “{file}” cannot be written: {reason}.").format(file=path, reason=failure_words(error))
        ) from error
    return path


@contextmanager
def application() -> Iterator[None]:
    """The running application, or one without windows for as long as it is needed."""
    running = QApplication.instance()
    own = None if running else QApplication(["crmdesk", "-platform", "offscreen"])
    try:
        load_fonts()
        yield
    finally:
        if own is not None:
            own.shutdown()
