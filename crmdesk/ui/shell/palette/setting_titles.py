"""The pages of the settings as the palette finds them: by their titles and by what can be set there."""

from collections.abc import Iterable
from contextvars import copy_context

from crmdesk.i18n import _, use_language
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind

_MARK = "settings page "


class SettingTitles:
    """Made when something is first searched for: the pages are not needed before."""

    def __init__(self) -> None:
        from crmdesk.services.finding import Titled
        from crmdesk.ui.settings.settings_view import PAGES

        self._pages = {_MARK + page.key: page for page in PAGES}
        english = copy_context().run(self._in_english)
        self.titled = tuple(
            Titled(mark, tuple(dict.fromkeys((page.title(), *page.words(), *english[mark]))))
            for mark, page in self._pages.items()
        )

    def rows(self, found: Iterable[str]) -> list[PaletteRow]:
        """Those that were found, as rows whose keys are the keys of the pages."""
        return [
            PaletteRow(RowKind.SETTING, page.title(), page.key, _("Settings"), icon=page.icon)
            for page in (self._pages[mark] for mark in found if mark in self._pages)
        ]

    def _in_english(self) -> dict[str, tuple[str, ...]]:
        use_language("en")
        return {mark: (page.title(), *page.words()) for mark, page in self._pages.items()}
