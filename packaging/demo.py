"""The program's main job without a window: customers in, touches logged, deals lost with a reason, the Pareto out.

Standard library only; drives the program through its command line like any other script would.
"""

import shlex
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from environment import Environment

TOUCHES = (
    ("晨光精密机械有限公司", "call", "2026-05-12T10:30", "王经理说对手报价低一成，要我们再算一次 #价格敏感"),
    ("晨光精密机械有限公司", "wechat", "2026-05-13T16:05", "发了修改后的维保方案和两个同行案例"),
    ("Harborline Freight", "email", "2026-05-14T09:00", "Sent the pilot plan; Marcus asks for a reference in the port"),
    ("Silverbirch Hotels", "call", "2026-05-15T14:20", "Olivia compares three bids and decides next week"),
    ("北辰食品股份有限公司", "meeting", "2026-05-18T09:30", "试用两周的数据已给陈厂长，误检率达标"),
)
LOSSES = (
    ("五轴加工中心维保", "Price", "2026-05-20", "--sub", "competitor cheaper", "--competitor", "锐达工业服务"),
    ("Fermentation sensors", "Price", "2026-06-12", "--sub", "over budget"),
    ("老化测试柜", "Price", "2026-06-02", "--sub", "payment terms"),
    ("Energy metering", "Chose a competitor", "2026-06-26", "--competitor", "Voltcheck"),
    ("Truck weighing link", "Chose a competitor", "2026-06-30", "--competitor", "Dale Systems"),
    ("仓储条码升级", "Product", "2026-06-03", "--sub", "function missing"),
    ("家校沟通平台", "No decision / no reply", "2026-07-01", "--sub", "silent after quote"),
    ("Lab booking", "Timing", "2026-07-08", "--sub", "next budget year", "--win-back", "@90"),
    ("污水在线监测", "Other", "2026-07-03", "--note", "招标主体变更，项目并入集团统一采购"),
)


def play(environment: Environment, root: Path) -> int:
    """Do it in a fresh folder below the working folder and name its files; returns the first exit code other than 0."""
    folder = Path("demo-output") / time.strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    for command in commands(
        folder, root / "resources" / "samples" / "pipeline.csv", datetime.now().astimezone().date()
    ):
        print(f"\n$ crmdesk {shlex.join(command)}", flush=True)
        code = environment.call("-m", "crmdesk", *command)
        if code:
            return code
    print(f"\nEverything is in {folder.resolve()}:")
    for file in sorted(folder.iterdir()):
        print(f"  {file.name}")
    return 0


def commands(folder: Path, sheet: Path, today: date) -> Iterator[list[str]]:
    """The command lines in order; a win-back day written ``@90`` lies 90 days after ``today``."""
    workspace = str(folder / "demo.crmdesk")
    common = ["--workspace", workspace, "--lang", "en"]
    yield ["--lang", "en", "new", workspace, "--currency", "CNY"]
    yield [*common, "import", str(sheet)]
    for customer, kind, at, text in TOUCHES:
        yield [*common, "log", customer, "--kind", kind, "--at", at, "--text", text]
    yield [
        *common,
        "log",
        "Redwood Solar",
        "--kind",
        "call",
        "--text",
        "Legal agreed",
        "--next",
        "in 3 days send contract",
    ]
    for deal, reason, at, *more in LOSSES:
        told = [str(today + timedelta(int(word[1:]))) if word.startswith("@") else word for word in more]
        yield [*common, "deal", "lose", deal, "--reason", reason, "--at", at, *told]
    yield [*common, "losses", "--png", str(folder / "losses.png")]
    yield [*common, "export", str(folder / "pool.xlsx"), "--what", "losses"]
    yield [*common, "timeline", "晨光精密机械有限公司"]
