"""Scenes of the settings: their pages, the search among them, and what is asked on the page of loss reasons."""

from functools import partial

from crmdesk.domain.note_set import RowIssue
from crmdesk.domain.reason_set import ReasonSet, SharedReason
from crmdesk.services.configuration.reason_sets import FoundReasons
from crmdesk.ui.gallery.scene import Scene, command
from crmdesk.ui.settings.note_page import NotePage
from crmdesk.ui.settings.reason_page import ReasonPage
from crmdesk.ui.settings.reason_set_dialogs import ReasonPreview
from crmdesk.ui.settings.settings_view import PAGES
from crmdesk.ui.shell.main_window import MainWindow


def settings_scenes() -> tuple[Scene, ...]:
    """Every page, and what is asked on it."""
    told = (
        *(Scene(f"settings_{page.key}", (partial(_show, page.key),)) for page in PAGES),
        *(
            Scene(f"settings_notes_{part}", (partial(_show, "notes"), partial(_open_part, part)))
            for part in ("says", "does")
        ),
        Scene("settings_reason", (_choose_reason,)),
        Scene("settings_reason_merge", (_choose_reason, _merge_reason)),
        Scene("settings_reasons_save", (_save_reasons,)),
        Scene("settings_reasons_take", (_take_reasons,)),
        Scene("settings_found", (partial(_find, "b"),)),
        Scene("settings_none", (partial(_find, "nothing is called so"),)),
    )
    return tuple(scene.between(command("view.settings"), partial(_find, "")) for scene in told)


def _show(key: str, window: MainWindow) -> None:
    window.opened.settings.show_page(key)


def _find(text: str, window: MainWindow) -> None:
    window.opened.settings.search.setText(text)


def _open_part(part: str, window: MainWindow) -> None:
    window.opened.settings.shown(NotePage).card.tabs.choose(part)


def _choose_reason(window: MainWindow) -> None:
    """Choose the first sub-reason."""
    page = window.opened.settings.shown(ReasonPage)
    entries = window.opened.services.configuration.reasons.entries()
    page.panel.tree.choose(next(entry.uid for entry in entries if entry.parent_uid))


def _merge_reason(window: MainWindow) -> None:
    window.opened.settings.shown(ReasonPage).card.merge()


def _save_reasons(window: MainWindow) -> None:
    window.opened.settings.shown(ReasonPage).sets.save()


def _take_reasons(window: MainWindow) -> None:
    """Show what a sheet would bring of which a row cannot be read."""
    window.opened.settings.show_page(ReasonPage.key)
    sets = window.opened.services.configuration.reason_sets
    here = sets.set_of("Northern branch").reasons
    brought = ReasonSet("Northern branch", (SharedReason("Weather", below=(SharedReason("Rain"),)), *here))
    found = FoundReasons(brought, (RowIssue(7, "“soon” is no number of days."),))
    ReasonPreview(found, sets.outlook(brought), window).open_once()
