"""What Qt needs from the operating system, and how to get it on Debian and Ubuntu.

Standard library only. Libraries are looked for by the name the loader uses: package names differ between releases.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libpulse.so.0": "libpulse0",
}
WINDOWS = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def has_display(platform: str = sys.platform, variables: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere when X11 or Wayland is there."""
    return platform in ("darwin", "win32") or any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def missing(wanted: Mapping[str, str], loader_cache: str) -> list[str]:
    """The packages of ``wanted`` (library to package) whose library ``loader_cache`` (printed by ldconfig) lacks."""
    present = {words[0] for line in loader_cache.splitlines() if (words := line.split())}
    return [package for library, package in wanted.items() if library not in present]


def provide() -> None:
    """Install the libraries that Qt lacks here; where that is not allowed, say what to install and go on."""
    if not sys.platform.startswith("linux"):
        return
    wanted = OFFSCREEN | WINDOWS if has_display() else OFFSCREEN
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    if not Path(ldconfig).exists():
        return
    cache = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    packages = missing(wanted, cache)
    if packages:
        install(packages)


def install(packages: Sequence[str]) -> bool:
    """Install Debian ``packages`` if this user may, else print the command; returns whether they are there now."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"apt-get update && sudo {shlex.join(command)}"
    if not is_debian(_os_release()):
        print(f"These system libraries are missing (Debian's names): {' '.join(packages)}", flush=True)
        return False
    prefix = _as_root()
    if prefix is None:
        print(f"Some system libraries are missing. Install them with:\n  sudo {by_hand}", flush=True)
        return False
    print(f"Installing system libraries: {' '.join(packages)} ...", flush=True)
    # An old or absent package list makes the first try fail: then fetch the list and try once more.
    done = _quietly([*prefix, *command]) or (
        _quietly([*prefix, "apt-get", "update"]) and _quietly([*prefix, *command], tell=True)
    )
    if not done:
        print(f"They could not be installed. Try it by hand:\n  sudo {by_hand}", flush=True)
    return done


def is_debian(os_release: str) -> bool:
    """Whether the text of ``/etc/os-release`` describes Debian or one of its children."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return "debian" in names or "ubuntu" in names


def _os_release() -> str:
    file = Path("/etc/os-release")
    return file.read_text("utf-8") if file.is_file() else ""


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None when that would need a password."""
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _quietly(command: Sequence[str], *, tell: bool = False) -> bool:
    """Whether ``command`` succeeds; ``tell`` shows what it said when it does not."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if tell and result.returncode:
        print(result.stderr, end="", flush=True)
    return result.returncode == 0
