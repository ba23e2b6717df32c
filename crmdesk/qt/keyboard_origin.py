"""Gives the keyboard back to where it came from, if that is still there."""

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def give_back(origin: QWidget | None) -> bool:
    """Move the keyboard to ``origin`` unless it is hidden or gone; whether it moved."""
    if origin is None or not isValid(origin) or not origin.isVisible():
        return False
    origin.setFocus()
    return True
