"""What models answer besides Qt's own roles."""

from PySide6.QtCore import Qt

RECORD = int(Qt.ItemDataRole.UserRole) + 1
"""The frozen record of a row."""

SORT = int(Qt.ItemDataRole.UserRole) + 2
"""The value by which a cell is ordered."""
