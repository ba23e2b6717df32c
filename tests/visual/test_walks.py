"""The scenes at the smallest size promised: everything has a name, no text is cut, and an input method is left alone.

Every scene in English and in one of the two ways to write Chinese, which are as wide; ``packaging/dev.py walks`` goes
through all of them in every language.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from shots import floating, shown

from crmdesk.settings import LANGUAGES
from crmdesk.ui.gallery.scenes import scenes
from tests.visual.composition import try_fields
from tests.visual.conftest import GalleryWindow
from tests.visual.walks import cut, unnamed

Walk = Callable[[QWidget], list[str]]
COMPOSED = {"zh_CN", "zh_TW"}
"""The languages in which Enter is pressed while every field composes."""
SHARES = {"en": slice(None), "zh_CN": slice(0, None, 2), "zh_TW": slice(1, None, 2)}
WALKS_ALL = "CRMDESK_WALKS" in os.environ


@pytest.mark.timeout(400)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_used_has_a_name_and_no_text_is_cut(gallery_window: GalleryWindow, language: str):
    found, tried = [], set[str]()
    with gallery_window(language) as window:
        for scene in scenes() if WALKS_ALL else scenes()[SHARES[language]]:
            with shown(scene, window):
                tops = (window, *floating(window))
                found += [f"{scene.name}: {wrong}" for wrong in _found(tops, unnamed, cut)]
                if language in COMPOSED:
                    try_fields(window, scene.name, tried)
    assert found == []
    assert (len(tried) > 20) == (language in COMPOSED)


def _found(tops: tuple[QWidget, ...], *walks: Walk) -> Iterator[str]:
    for top in tops:
        for walk in walks:
            yield from walk(top)
