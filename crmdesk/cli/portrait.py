"""Commands about who signs and who does not: clouds of tags, and what sets two groups of customers apart."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.cli import words
from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.arguments import Commands, Parser, whole_number
from crmdesk.cli.pictures import add_pictures, wanted_pictures, written
from crmdesk.cli.reach import reach_blocks, reach_document
from crmdesk.cli.session import Session
from crmdesk.domain.errors import AmbiguousError, NotFoundError, ValidationError
from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitFilter
from crmdesk.i18n import _, ngettext
from crmdesk.services.wording import group_name, group_words

if TYPE_CHECKING:
    from crmdesk.insight.log_odds import Comparison
    from crmdesk.services.portrait import PortraitService

_GROUPS = tuple(group.value for group in CustomerGroup)


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Who signs"))
    cloud = commands.add("cloud", _("lay out the tags of a group of customers as a cloud"), lay_out_cloud)
    _add_group(cloud, "customers", _("whose tags: signed, prospects or lost"))
    cloud.add_argument("--group", metavar="GROUP", default="", help=_("only the tags of this group of tags"))
    cloud.add_argument(
        "--level", metavar="N", type=whole_number, help=_("of tags that stand in a tree, only this level, from 1")
    )
    cloud.add_argument(
        "--reach",
        action="store_true",
        help=_(
            "also tell how many of them are unlike those who sign; of the lost, which tags only they have;"
            " of the signed, how few tags cover those of each year"
        ),
    )
    add_pictures(cloud, _("draw the cloud as a picture"), _("draw the cloud as vectors"))
    compare = commands.add("compare", _("tell what sets one group of customers apart from another"), compare_groups)
    _add_group(compare, "a", _("one group: signed, prospects or lost"))
    _add_group(compare, "b", _("the other group"))
    add_pictures(compare, _("draw the bars as a picture"), _("draw the bars as vectors"))


def _add_group(parser: Parser, name: str, told: str) -> None:
    parser.add_argument(name, metavar=name.upper(), choices=_GROUPS, help=told)


def lay_out_cloud(session: Session) -> Answer:
    """``cloud``; the place of a tag is the same for every group of customers."""
    pictures = wanted_pictures(session)
    service = session.services().portrait
    family, level = session.options.group, session.options.level
    reading = service.read(_filter(service, family, level))
    portrait, group = reading.portrait, CustomerGroup(session.options.customers)
    level_words = "" if level is None else _("level {n}").format(n=level)
    note = " · ".join(part for part in (family, level_words) if part)
    document = {"n": portrait.sizes[group], **_cloud(portrait, group, note, pictures)}
    blocks = _cloud_blocks(portrait, group)
    if session.options.reach:
        document |= {"reach": reach_document(reading.reach, group)}
        blocks = (*blocks, *reach_blocks(reading.reach, group))
    return Answer(document, (*blocks, *written(pictures)))


def compare_groups(session: Session) -> Answer:
    """``compare``."""
    pictures = wanted_pictures(session)
    group_a, group_b = CustomerGroup(session.options.a), CustomerGroup(session.options.b)
    if group_a is group_b:
        raise ValidationError(_("Name two different groups."), field="b")
    comparison = session.services().portrait.compare(group_a, group_b)
    if pictures:
        _draw_bars(comparison, pictures)
    return Answer({"rows": _rows(comparison)}, (*_comparison_blocks(comparison), *written(pictures)))


def _filter(service: "PortraitService", family: str, level: int | None) -> PortraitFilter:
    """The filter for a group of tags named in full or in part, or for all.

    Raises NotFoundError or AmbiguousError.
    """
    if not family:
        return PortraitFilter(level=level)
    families = service.portrait().families
    sought = family.casefold()
    found = [one for one in families if one.name.casefold() == sought]
    found = found or [one for one in families if sought in one.name.casefold()]
    if not found:
        raise NotFoundError(_("There is no group of tags in use called “{name}”.").format(name=family), field="group")
    if len(found) > 1:
        raise AmbiguousError(
            _("Several groups of tags are called “{name}”.").format(name=family),
            candidates=[one.name for one in found],
        )
    return PortraitFilter(groups=frozenset({found[0].uid}), level=level)


def _cloud(portrait: Portrait, group: CustomerGroup, note: str, pictures: tuple[Path, ...]) -> Mapping[str, Any]:
    from crmdesk.qt.theme import LIGHT
    from crmdesk.render.cloud_sheet import CloudSheet
    from crmdesk.render.picture import SIZE, application, save_picture

    with application():
        sheet = CloudSheet.laid_out(portrait, (group,), union=tuple(CustomerGroup), size=SIZE, theme=LIGHT, note=note)
        for out in pictures:
            save_picture(sheet.draw(), out)
        return {
            "words": [
                {
                    "tag": word.use.tag.name,
                    "group": word.use.tag.group,
                    "count": word.use.counts[group],
                    "share": portrait.share(word.use, group),
                    "x": box.x(),
                    "y": box.y(),
                    "width": box.width(),
                    "height": box.height(),
                    "size": word.sizes[group],
                }
                for word in sheet.cloud.words
                if group in word.sizes
                for box in [sheet.box(word, group)]
            ],
            "dropped": [use.tag.name for use in sheet.cloud.dropped if use.counts[group]],
        }


def _cloud_blocks(portrait: Portrait, group: CustomerGroup) -> tuple[Grid | str, ...]:
    having = sorted((use for use in portrait.uses if use.counts[group]), key=lambda use: -use.counts[group])
    n = portrait.sizes[group]
    total = ngettext("{n} customer", "{n} customers", n).format(n=words.count(n))
    if not having:
        return (total,)
    grid = Grid(
        (_("Tag"), _("Group"), _("Customers"), _("Share")),
        tuple(
            (use.tag.name, use.tag.group, words.count(use.counts[group]), words.percent(portrait.share(use, group)))
            for use in having
        ),
        numbers=frozenset({2, 3}),
    )
    return (grid, total)


def _draw_bars(comparison: "Comparison", pictures: tuple[Path, ...]) -> None:
    from crmdesk.qt.theme import LIGHT
    from crmdesk.render.cloud_wording import comparison_title
    from crmdesk.render.odds_bars import draw_odds_bars
    from crmdesk.render.picture import SIZE, application, save_picture

    with application():
        for out in pictures:
            heading = comparison_title(comparison)
            save_picture(draw_odds_bars(comparison, frozenset(), SIZE, LIGHT, heading=heading), out)


def _rows(comparison: "Comparison") -> list[dict[str, Any]]:
    return [
        {
            "tag": row.tag.name,
            "a": row.a,
            "n_a": comparison.n_a,
            "b": row.b,
            "n_b": comparison.n_b,
            "log_odds": row.log_odds,
            "low": row.low,
            "high": row.high,
            "enough": row.enough,
        }
        for row in comparison.rows
    ]


def _comparison_blocks(comparison: "Comparison") -> tuple[Grid | str, ...]:
    if not comparison.rows:
        return (_("No customer of these groups has a tag."),)
    sides = [
        _("{group} of {n}").format(group=group_name(group), n=words.count(n))
        for group, n in ((comparison.group_a, comparison.n_a), (comparison.group_b, comparison.n_b))
    ]
    grid = Grid(
        (_("Tag"), _("Group"), *sides, _("Log-odds"), _("95 % interval"), _("Enough customers")),
        tuple(
            (
                row.tag.name,
                row.tag.group,
                words.count(row.a),
                words.count(row.b),
                f"{row.log_odds:+.2f}",
                _("{low} to {high}").format(low=f"{row.low:+.2f}", high=f"{row.high:+.2f}"),
                _("yes") if row.enough else _("no"),
            )
            for row in comparison.rows
        ),
        numbers=frozenset({2, 3, 4, 5}),
    )
    ahead = _("Above 0: more common among {group}.").format(group=group_words(comparison.group_a))
    return (grid, ahead)
