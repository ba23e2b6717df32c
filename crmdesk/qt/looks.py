"""Giving a widget another look while it is shown. Knows the sheet of styles only by the properties it asks for."""

from PySide6.QtWidgets import QWidget


def show_look(widget: QWidget, value: str, name: str = "look") -> None:
    """Set the property ``name`` that the sheet of styles asks for, and dress the widget anew if that is another one.

    Qt looks at such properties only when it dresses a widget.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
