"""What ``cloud --reach`` tells of a group: who is unlike those who sign, by which tags, and whether it narrows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crmdesk.cli import words
from crmdesk.cli.answer import Grid
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _
from crmdesk.services.wording import group_name

if TYPE_CHECKING:
    from crmdesk.insight.persona.concentration import FamilyCover, YearCover
    from crmdesk.services.portrait import Reach


def reach_document(reach: "Reach", group: CustomerGroup) -> Mapping[str, Any]:
    """Shares are from 0 to 1, and null of fewer customers than are enough."""
    row = reach.coverage.of(group)
    share, low, high = (row.unlike.rate, row.unlike.low, row.unlike.high) if row.unlike.enough else (None, None, None)
    document: dict[str, Any] = {
        "n": row.unlike.whole,
        "unlike": row.unlike.part,
        "share": share,
        "low": low,
        "high": high,
        "untold": row.untold,
        "tags": reach.coverage.tags,
        "minimum": reach.coverage.minimum,
    }
    if group is CustomerGroup.LOST:
        document["lost_tags"] = [
            {"tag": one.tag.name, "group": one.tag.group, "lost": one.b, "signed": one.a, "high": one.high}
            for one in reach.lost_tags.rows
        ]
    if group is CustomerGroup.SIGNED:
        document["concentration"] = [
            {"group": cover.family.name if cover.family else None, **_year(year)}
            for cover in reach.concentration.rows
            for year in cover.years
            if year.n
        ]
    return document


def _year(cover: "YearCover") -> Mapping[str, Any]:
    return {
        "year": cover.year,
        "n": cover.n,
        "partial": cover.partial,
        "count": len(cover.steps) if cover.enough else None,
        "tags": [{"tag": step.tag.name, "adds": step.adds} for step in cover.steps] if cover.enough else [],
    }


def reach_blocks(reach: "Reach", group: CustomerGroup) -> tuple[Grid | str, ...]:
    """The same for people."""
    blocks: list[Grid | str] = [_finding(reach, group)]
    if group is CustomerGroup.LOST and reach.lost_tags.rows:
        grid = Grid(
            (_("Rarely of the signed"), _("Group"), group_name(group), group_name(CustomerGroup.SIGNED)),
            tuple(
                (one.tag.name, one.tag.group, words.count(one.b), words.count(one.a)) for one in reach.lost_tags.rows
            ),
            numbers=frozenset({2, 3}),
        )
        blocks.append(grid)
    if group is CustomerGroup.SIGNED and reach.concentration.rows:
        years = [_year_name(year) for year in reach.concentration.rows[0].years]
        rows = tuple((_family(row), *map(_count, row.years)) for row in reach.concentration.rows)
        blocks.append(Grid((_("Tags for 80 %"), *years), rows, numbers=frozenset(range(1, len(years) + 1))))
    return tuple(blocks)


def _year_name(cover: "YearCover") -> str:
    return _("{year} so far").format(year=cover.year) if cover.partial else str(cover.year)


def _family(row: "FamilyCover") -> str:
    return row.family.name if row.family else _("All tags together")


def _count(cover: "YearCover") -> str:
    return words.count(len(cover.steps)) if cover.enough else "—"


def _finding(reach: "Reach", group: CustomerGroup) -> str:
    row = reach.coverage.of(group)
    if not row.unlike.enough:
        return _("Too few whose tags tell if they are like those who sign: {n}").format(n=words.count(row.unlike.whole))
    share, low, high = map(words.percent, (row.unlike.rate, row.unlike.low, row.unlike.high))
    return _("{share} of {n} are not like those who sign (95 %: {low} to {high})").format(
        share=share, n=words.count(row.unlike.whole), low=low, high=high
    )
