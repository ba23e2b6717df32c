"""Every scene, in every language, at the smallest size promised: everything has a name, and no text is cut."""

from shots import floating, shown

from crmdesk.ui.gallery.scenes import scenes
from crmdesk.ui.shell.main_window import MainWindow
from tests.visual.walks import cut, unnamed


def test_everything_that_can_be_used_has_a_name_and_no_text_is_cut(gallery_window: MainWindow):
    nameless: dict[str, list[str]] = {}
    shortened: dict[str, list[str]] = {}
    for scene in scenes():
        with shown(scene, gallery_window):
            for top in (gallery_window, *floating(gallery_window)):
                nameless.setdefault(scene.name, []).extend(unnamed(top))
                shortened.setdefault(scene.name, []).extend(cut(top))
    assert {name: found for name, found in nameless.items() if found} == {}
    assert {name: found for name, found in shortened.items() if found} == {}
