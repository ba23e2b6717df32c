"""The packages beside which ours is measured: installed into a folder, then asked through a pipe.

Where they come from is as the person's own npm and pip are set up.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cloud.page import Placed
from bench.cloud.words import CANVAS, PADDING, Word

_HERE = Path(__file__).parent
_NODE_PACKAGES = ("d3-cloud", "@napi-rs/canvas")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the words went, and the seconds of processor time that took."""

    seconds: float
    words: tuple[Placed, ...]


class Peer:
    """A running program that lays words out; it stays, so that it is as warm as ours."""

    def __init__(self, name: str, command: Sequence[str | Path], environment: dict[str, str]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def lay_out(self, words: Sequence[Word]) -> Outcome:
        """Place the words.

        Raises RuntimeError when the program ends instead.
        """
        request = {
            "width": CANVAS[0],
            "height": CANVAS[1],
            "padding": PADDING,
            "words": [{"text": word.text, "size": word.size} for word in words],
        }
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a peer without pipes")
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended without an answer")
        found = json.loads(line)
        return Outcome(found["seconds"], tuple(Placed(**word) for word in found["words"]))


def d3_cloud(cache: Path, font: Path, say: Callable[[str], None]) -> Peer | None:
    """d3-cloud in node; None, with a sentence why, where that is not to be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        say("node and npm are not here, so d3-cloud is left out.")
        return None
    folder = cache / "d3-cloud"
    modules = folder / "node_modules"
    if not all((modules / package).is_dir() for package in _NODE_PACKAGES):
        folder.mkdir(parents=True, exist_ok=True)
        install = (npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *_NODE_PACKAGES)
        if not _installed(install):
            say("npm could not install d3-cloud, so it is left out.")
            return None
    return Peer("d3-cloud", (node, _HERE / "d3_peer.js", font), {**os.environ, "NODE_PATH": str(modules)})


def wordcloud(cache: Path, font: Path, say: Callable[[str], None]) -> Peer | None:
    """The package wordcloud in this very Python; None, with a sentence why, where that is not to be had."""
    folder = cache / f"wordcloud-{sys.version_info.major}.{sys.version_info.minor}"
    if not (folder / "wordcloud").is_dir():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
        if not _installed((*pip, "--target", str(folder), "wordcloud")):
            say("pip could not install wordcloud, so it is left out.")
            return None
    return Peer(
        "wordcloud", (sys.executable, _HERE / "wordcloud_peer.py", font), {**os.environ, "PYTHONPATH": str(folder)}
    )


def _installed(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
