"""Why PySide6 is pinned below 6.12: that release loses a reference to None on most calls that return nothing.

Python 3.11 counts those references and dies when none is left, after a few thousand paints. Should this test pass with
a newer PySide6, the pin in `pyproject.toml` can be lifted.
"""

import os
import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
thing, widget, image = QObject(), QWidget(), QImage(8, 8, QImage.Format.Format_ARGB32)

def work():
    for _ in range(5000):
        thing.setObjectName("a")
        widget.update()
        painter = QPainter(image)
        painter.drawPoint(1, 1)
        painter.end()

work()
before = sys.getrefcount(None)
work()
print(sys.getrefcount(None) - before)
"""


def test_pyside_keeps_its_references_to_none():
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=variables, check=True)
    assert abs(int(result.stdout)) < 100
