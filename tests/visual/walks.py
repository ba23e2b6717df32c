"""Walks over what is on the screen: who has no name, whose text is cut."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.ui.timeline.composer.choice_box import ChoiceBox

_INTERACTIVE = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Graphic,
    QAccessible.Role.Link,
    QAccessible.Role.List,
    QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}
_SLACK = 1  # pixels that rounding may take
_COMBO_EDGES, _LINE_EDGES = 44, 20


def unnamed(top: QWidget) -> list[str]:
    """Whatever can be used but has nothing a screen reader could call it by."""
    return [_described(found) for found in _interfaces(QAccessible.queryAccessibleInterface(top)) if _lacks_name(found)]


def cut(top: QWidget) -> list[str]:
    """Texts that have less room than they need, and widgets that reach out of what holds them."""
    return [sentence for widget in _visible(top) if (sentence := _cut(widget))]


def _interfaces(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or interface.state().invisible:
        return
    yield interface
    if interface.role() in (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree):
        return  # the cells are asked for by the models' own tests; there may be a hundred thousand
    for place in range(interface.childCount()):
        yield from _interfaces(interface.child(place))


def _lacks_name(interface: QAccessibleInterface) -> bool:
    widget = interface.object()
    can_be_reached = isinstance(widget, QWidget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    if isinstance(widget, QAbstractScrollArea) and type(widget).__name__ == "QScrollArea":
        return False
    if interface.role() not in _INTERACTIVE and not can_be_reached:
        return False
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox):
        widget = widget.parent()
        return not widget.accessibleName()
    return not interface.text(QAccessible.Text.Name).strip()


def _described(interface: QAccessibleInterface) -> str:
    widget = interface.object()
    chain: list[str] = []
    while widget is not None:
        chain.append(f"{type(widget).__name__}{'#' + widget.objectName() if widget.objectName() else ''}")
        widget = widget.parent()
    return f"{interface.role().name}: {' < '.join(chain[:5])}"


def _visible(top: QWidget) -> Iterator[QWidget]:
    yield from (widget for widget in top.findChildren(QWidget) if widget.isVisible() and widget.width() > 0)


def _cut(widget: QWidget) -> str:
    need, have, text = _need(widget)
    if text.strip() and need > have + _SLACK:
        return f"{type(widget).__name__} “{text[:60]}” needs {need}, has {have}"
    return ""


def _need(widget: QWidget) -> tuple[int, int, str]:
    """The pixels that a widget's text needs and has, in the direction in which it could be cut."""
    found = (0, 0, "")
    match widget:
        case ShortenedLabel() | Combo() | ChoiceBox():
            pass
        case QLabel() if widget.wordWrap():
            found = (widget.heightForWidth(widget.width()), widget.height(), widget.text())
        case QLabel() | QAbstractButton():
            found = (widget.sizeHint().width(), widget.width(), widget.text())
        case QComboBox():
            text = widget.currentText()
            found = (widget.fontMetrics().horizontalAdvance(text), widget.width() - _COMBO_EDGES, text)
        case QLineEdit() if not widget.text():
            text = widget.placeholderText()
            room = widget.width() - _LINE_EDGES - widget.textMargins().left() - widget.textMargins().right()
            found = (widget.fontMetrics().horizontalAdvance(text), room, text)
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
            found = _header(widget)
    return found


def _header(header: QHeaderView) -> tuple[int, int, str]:
    """The column whose title is cut most."""
    worst = (0, 0, "")
    for section in range(header.count()):
        title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        need, have = header.fontMetrics().horizontalAdvance(title) + 8, header.sectionSize(section)
        if need - have > worst[0] - worst[1] and not header.isSectionHidden(section):
            worst = (need, have, title)
    return worst
