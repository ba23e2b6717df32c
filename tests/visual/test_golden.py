"""A dozen scenes look as they did. ``CRMDESK_GOLDEN=write`` takes the pictures of today as those to compare with.

The bundled font, a fixed clock and a fixed sample year make them the same everywhere; where a picture differs, the two
and their difference are left in the folder that the failure names.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from shots import picture, shown

from crmdesk.ui.gallery.scenes import scenes
from tests.visual.conftest import GalleryWindow

GOLDEN = Path(__file__).with_name("golden")
WRITE = os.environ.get("CRMDESK_GOLDEN") == "write"
SCENES = {
    ("en", "light"): (
        "customers",
        "quick_note",
        "deal_lost",
        "lost_pool",
        "exchange",
        "settings_reasons",
        "palette_found",
    ),
    ("zh_CN", "light"): ("customers", "lost_pool"),
    ("zh_CN", "dark"): ("customers", "lost_pool", "settings_notes"),
}
# Grey levels: what anti-aliasing of another build of Qt may change.
_SAME = 24
_SMALLEST = 0
_MOST_OTHER, _MOST_MEAN = 0.004, 0.6


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("language", "appearance"), SCENES)
def test_scenes_look_as_they_did(gallery_window: GalleryWindow, tmp_path: Path, language: str, appearance: str) -> None:
    others = {}
    with gallery_window(language) as window:
        window.set_appearance(appearance)
        for scene in scenes():
            if scene.name in SCENES[language, appearance]:
                with shown(scene, window):
                    seen = half(picture(window).toImage())
                name = f"{scene.name}-{language}-{appearance}.png"
                if WRITE:
                    GOLDEN.mkdir(exist_ok=True)
                    assert seen.save(str(GOLDEN / name), "PNG", _SMALLEST)  # type: ignore[call-overload]  # the stubs want bytes
                elif difference := compared(seen, name, tmp_path):
                    others[name] = difference
    assert not others, f"see {tmp_path}"


def half(image: QImage) -> QImage:
    """A picture of half the size: still all that a person sees at a glance, in a quarter of the room."""
    small = image.scaled(image.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def compared(seen: QImage, name: str, folder: Path) -> str:
    """How a picture differs from the golden one; empty where it does not."""
    golden = QImage(str(GOLDEN / name)).convertToFormat(QImage.Format.Format_RGB888)
    if golden.size() != seen.size():
        return "has another size, or there is no golden picture"
    apart = np.abs(levels(seen) - levels(golden)).max(axis=2)
    other, mean = float((apart > _SAME).mean()), float(apart.mean())
    if other <= _MOST_OTHER and mean <= _MOST_MEAN:
        return ""
    seen.save(str(folder / name))
    grey = np.ascontiguousarray(255 - np.minimum(apart * 3, 255).astype(np.uint8))
    shown_apart = QImage(grey.data, grey.shape[1], grey.shape[0], grey.shape[1], QImage.Format.Format_Grayscale8)
    shown_apart.save(str(folder / f"apart-{name}"))
    return f"{other:.2%} of the pixels are others, {mean:.2f} levels on average"


def levels(image: QImage) -> np.ndarray:
    """Red, green and blue of each pixel."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)
