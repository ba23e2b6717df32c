"""P1 and P2: a fresh interpreter until the window has painted its first customers, against one that only has Qt.

Printed beside them, held against no goal: for how long the window does not answer while it goes on to open.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import median

from bench.context import LARGE, Context
from bench.results import Result
from bench.timing import shown

_HEAVY = ("sqlalchemy", "alembic", "numpy", "pyqtgraph", "openpyxl", "pypinyin", "python_calamine", "rich", "babel")

_BARE = """
import time
from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView, QMainWindow
application = QApplication(["bare"])
window, view = QMainWindow(), QListView()
view.setModel(QStringListModel([f"Customer {number}" for number in range(200)]))
window.setCentralWidget(view)
window.resize(1280, 800)
window.show()
application.processEvents()
print(time.process_time(), flush=True)
import os
os._exit(0)
"""

_OURS = """
import sys, time
from crmdesk.__main__ import main
from crmdesk.ui.customers import first_customers
def tell():
    import json, os
    used = time.process_time()
    print(json.dumps({"used": used, "rows": len(shown[0].rows), "modules": sorted(sys.modules)}), flush=True)
    os._exit(0)
shown = []
begin = first_customers.FirstCustomers.__init__
def began(self, *given):
    begin(self, *given)
    shown.append(self)
    self.painted.connect(tell)
first_customers.FirstCustomers.__init__ = began
sys.exit(main(["--workspace", sys.argv[1], "--lang", "en"]))
"""

_WHOLE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from crmdesk import app, i18n
i18n.use_language("en")
application = QApplication(["crmdesk"])
window = app.main_window(application, Path(sys.argv[1]))
window.show()
began = last = time.perf_counter()
longest, open_since = 0.0, None
def look():
    global last, longest, open_since
    now = time.perf_counter()
    longest, last = max(longest, now - last), now
    if window.is_open and open_since is None:
        open_since = now
    if open_since is not None and now - open_since > 2:
        print(open_since - began, longest, flush=True)
        window.close()
        application.quit()
timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
application.exec()
"""


def measure(context: Context) -> Iterator[Result]:
    """The times in turns, then what is loaded."""
    workspace = context.path(LARGE)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(context.folder / "config"),
        "XDG_STATE_HOME": str(context.folder / "state"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    def run(program: str, *arguments: str) -> str:
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    # As it is every day but the first: the window was open before.
    opened, longest = map(float, run(_WHOLE, str(workspace)).split())
    ours, theirs = list[float](), list[float]()
    rows, modules = 0, list[str]()
    for number in range(context.rounds + 1):
        answer = json.loads(run(_OURS, str(workspace)))
        rows, modules = answer["rows"], answer["modules"]
        bare = float(run(_BARE))
        if number:
            ours.append(answer["used"])
            theirs.append(bare)
    case = f"{rows} customers painted"
    yield Result("P1", case, median(ours) / median(theirs), shown(median(ours)), shown(median(theirs)))
    yield Result("P2", "heavy modules at first paint", len(_heavy(modules)))
    context.say(f"   until all of it answers {shown(opened)}, longest wait meanwhile {shown(longest)}")


def _heavy(modules: Sequence[str]) -> list[str]:
    return [name for name in modules if name.split(".")[0] in _HEAVY]
