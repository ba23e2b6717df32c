"""Tags of lost customers alone come first, then those surely more common among them; rare ones never."""

from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitTag, TagUse
from crmdesk.insight.persona.lost_tags import lost_tags


def portrait(**counts: tuple[int, int]) -> Portrait:
    """By name how many of 40 signed and 50 lost customers have a tag."""
    uses = []
    for name, (signed, lost) in counts.items():
        tag = PortraitTag(name, name, "group", "Group", 0, 1)
        uses.append(TagUse(tag, dict(zip(CustomerGroup, (signed, 0, lost), strict=True))))
    return Portrait(dict(zip(CustomerGroup, (40, 10, 50), strict=True)), tuple(uses))


def test_the_order():
    found = lost_tags(portrait(even=(20, 25), more=(4, 30), few=(0, 6), many=(0, 12), rare=(0, 4), ours=(30, 5)), 5)
    assert [row.tag.name for row in found.rows] == ["many", "few", "more"]
    assert (found.signed, found.lost, found.tried) == (40, 50, 5)
    assert all(row.b >= 5 and (row.a == 0 or row.high < 0) for row in found.rows)


def test_without_signed_customers_nothing_is_compared():
    empty = Portrait(dict(zip(CustomerGroup, (0, 0, 50), strict=True)), portrait(many=(0, 12)).uses)
    assert lost_tags(empty, 5).rows == ()
