"""What the commands of the portrait do: take it out as pictures, tables and views."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.i18n import _
from crmdesk.insight.log_odds import Comparison
from crmdesk.qt.clipboard import put_rows
from crmdesk.qt.tasks import was_cancelled
from crmdesk.services.wording import group_name
from crmdesk.ui import wording
from crmdesk.ui.picture_file import ask_picture_file, write_and_tell
from crmdesk.ui.view_dialog import keep_view
from crmdesk.ui.workbench import Workbench

_SLOT = "portrait export"


@dataclass(frozen=True, slots=True)
class ShownPortrait:
    """What is on the screen: the groups that have a cloud, the comparison below, and in words what is looked at."""

    portrait: Portrait
    comparison: Comparison
    groups: tuple[CustomerGroup, ...]
    minimum: int
    words: Sequence[str]

    def notes(self) -> list[str]:
        """What was counted, for whoever reads it elsewhere."""
        sizes = [
            _("{group}: {n}").format(group=group_name(group), n=wording.number(n))
            for group, n in self.portrait.sizes.items()
        ]
        return [" · ".join(sizes), " · ".join(self.words)]


class PortraitActions(QObject):
    """``shown`` tells what is on the screen, None while nothing is."""

    def __init__(self, bench: Workbench, shown: Callable[[], ShownPortrait | None], parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._shown = bench, shown

    def save_view(self, name: str, query: CustomerQuery) -> None:
        """Ask under which name to keep a view of customers, and keep it."""
        keep_view(self._bench, query, name)

    def copy(self, rows: Sequence[Sequence[str]]) -> None:
        """Put a table on the clipboard."""
        put_rows(rows)
        self._bench.notice.tell(_("The numbers are on the clipboard."))

    def copy_odds(self) -> None:
        """Put what sets the groups apart on the clipboard."""
        shown = self._shown()
        if shown is None:
            return
        names = [group_name(group) for group in (shown.comparison.group_a, shown.comparison.group_b)]
        rows = [[_("Tag"), _("Tag group"), *names, _("Log-odds"), _("95 %: from"), _("95 %: to")]]
        rows += [
            [
                row.tag.name,
                row.tag.group,
                str(row.a),
                str(row.b),
                *(f"{x:.4f}" for x in (row.log_odds, row.low, row.high)),
            ]
            for row in shown.comparison.rows
        ]
        self.copy(rows)

    def save_clouds(self) -> None:
        """Write the clouds as a picture."""
        shown, title = self._shown(), _("Who signs with us?")
        out = ask_picture_file(self._bench, title.rstrip("?？")) if shown is not None else None
        if shown is None or out is None:
            return
        from crmdesk.render.cloud_sheet import CloudSheet
        from crmdesk.render.picture import SIZE, save_picture

        note = " · ".join(shown.words)
        sheet = CloudSheet.laid_out(
            shown.portrait, shown.groups, union=shown.groups, size=SIZE, theme=self._bench.appearance.theme,
            heading=title, note=note,
        )  # fmt: skip
        write_and_tell(self._bench, lambda: save_picture(sheet.draw(), out), out)

    def save_odds(self) -> None:
        """Write the bars as a picture."""
        shown = self._shown()
        if shown is None:
            return
        from crmdesk.render.cloud_wording import comparison_title

        title = comparison_title(shown.comparison)
        out = ask_picture_file(self._bench, title.rstrip("?？"))
        if out is None:
            return
        from crmdesk.render.odds_bars import draw_odds_bars
        from crmdesk.render.picture import SIZE, save_picture

        drawn = draw_odds_bars(
            shown.comparison, frozenset(), SIZE, self._bench.appearance.theme, heading=title, notes=shown.notes()
        )
        write_and_tell(self._bench, lambda: save_picture(drawn, out), out)

    def save_workbook(self) -> None:
        """Write all numbers as a workbook."""
        shown, kinds = self._shown(), _("Excel workbook (*.xlsx)")
        if shown is None:
            return
        files, exports = self._bench.files, self._bench.services.exports
        out = files.save_file(self._bench.window, _("Save as a workbook"), _("Portrait.xlsx"), kinds, ".xlsx")
        if out is None:
            return
        enough = _("Enough customers: {n} or more of both groups together").format(n=wording.number(shown.minimum))
        self._bench.strip.begin(_("Writing {file}…").format(file=out.name))
        self._bench.runner.start(
            _SLOT,
            lambda _watch: exports.export_portrait(out, shown.portrait, shown.comparison, [*shown.notes(), enough]),
            done=lambda _none: self._written(out),
            failed=self._failed,
        )

    def _written(self, out: Path) -> None:
        self._bench.strip.end()
        self._bench.notice.tell(_("Written: {file}").format(file=out.name))

    def _failed(self, error: CrmError) -> None:
        self._bench.strip.end()
        if not was_cancelled(error):
            self._bench.notice.tell(error.message)
