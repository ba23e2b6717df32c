"""Every scene, in every language, at the smallest size promised: everything has a name, and no text is cut."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from shots import floating, shown

from crmdesk.settings import LANGUAGES
from crmdesk.ui.gallery.scenes import scenes
from tests.visual.conftest import GalleryWindow
from tests.visual.walks import cut, unnamed

Walk = Callable[[QWidget], list[str]]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_used_has_a_name_and_no_text_is_cut(gallery_window: GalleryWindow, language: str):
    found = []
    with gallery_window(language) as window:
        for scene in scenes():
            with shown(scene, window):
                tops = (window, *floating(window))
                found += [f"{scene.name}: {wrong}" for wrong in _found(tops, unnamed, cut)]
    assert found == []


def _found(tops: tuple[QWidget, ...], *walks: Walk) -> Iterator[str]:
    for top in tops:
        for walk in walks:
            yield from walk(top)
