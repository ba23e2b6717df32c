"""The virtual environment of a source tree: made when missing, filled from a hashed lock, refilled when that changed.

Standard library only. Knows which interpreter and which packages, not what they are used for.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import system_libraries

_USABLE = "import sys, pip; sys.exit(sys.version_info < (3, 11))"


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment in ``folder`` for the source tree ``root``."""

    folder: Path
    root: Path

    @property
    def python(self) -> Path:
        """Its interpreter; it may not exist yet."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def prepare(self, lock: Path) -> None:
        """Make sure that the environment works and holds what ``lock`` lists; does nothing when it already does."""
        if not self._is_usable():
            self._make()
        if not self.holds(lock):
            self._install(lock)

    def call(self, *arguments: str, folder: Path | None = None) -> int:
        """Run its interpreter, the source tree importable, in the working folder ``folder``; returns the exit code."""
        path = os.pathsep.join(filter(None, (str(self.root), os.environ.get("PYTHONPATH"))))
        variables = {**os.environ, "PYTHONPATH": path}
        return subprocess.run([self.python, *arguments], env=variables, cwd=folder, check=False).returncode

    def holds(self, lock: Path) -> bool:
        """Whether the last complete installation was of this very ``lock``."""
        stamp = self._stamp(lock)
        return stamp.is_file() and stamp.read_text("ascii") == digest(lock)

    def _is_usable(self) -> bool:
        if not self.python.exists():
            return False
        return subprocess.run([self.python, "-c", _USABLE], capture_output=True, check=False).returncode == 0

    def _make(self) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
            if not system_libraries.install([package]):
                sys.exit("A virtual environment cannot be made without it.")
        print(f"Making the virtual environment {self.folder} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", self.folder], check=True)

    def _install(self, lock: Path) -> None:
        print("Installing the libraries; this takes a minute or two the first time ...", flush=True)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
        rules = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(lock))
        if self.call(*pip, *rules):
            sys.exit(f"The libraries of {lock} could not be installed.")
        self._stamp(lock).write_text(digest(lock), "ascii")

    def _stamp(self, lock: Path) -> Path:
        return self.folder / f"installed-{lock.stem}.sha256"


def digest(lock: Path) -> str:
    """The fingerprint of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()
