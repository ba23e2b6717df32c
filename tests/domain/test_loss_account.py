"""Another primary reason in the place of the one there was."""

import pytest

from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN, LossReason
from crmdesk.domain.loss_account import GivenReason, check_reasons, put_first

NAMES = ("price", "service", "product", UNKNOWN, NOT_RECORDED)
TOP = {name: number for number, name in enumerate(NAMES, 1)}


def reason(name: str) -> LossReason:
    top, _dot, below = name.partition(".")
    key = below or top
    row_id = TOP[top] * 100 + sum(map(ord, below))
    parent = TOP[top] * 100 if below else None
    return LossReason(
        id=row_id,
        uid=key,
        key=key,
        name=key,
        parent_id=parent,
        area="",
        win_back_days=None,
        ask_win_back_date=False,
        ask_competitor=False,
        ask_note=False,
        system=False,
        retired=False,
    )


def given(*said: str) -> tuple[GivenReason, ...]:
    """``price.dear*5`` is a sub-reason with a weight."""
    found = []
    for each in said:
        name, _star, weight = each.partition("*")
        top = reason(name.partition(".")[0])
        found.append(GivenReason(top, reason(name) if "." in name else None, int(weight or 1)))
    return tuple(found)


@pytest.mark.parametrize(
    ("named", "before", "after"),
    [
        ("service", "", "service"),
        ("service", "price*5", "service*5"),
        ("service", "price*5 product*3", "service*5 product*3"),
        ("service", "price*5 product*3 service*2", "service*5 product*3"),
        ("service", "price*2 service.slow*7 product", "service.slow*7 product"),
        ("service", "price service.slow*2 service.far*3", "service.slow*2 service.far*3"),
        ("service.slow", "price service", "service.slow"),
        ("price", "price.dear*4 product", "price.dear*4 product"),
        ("price.terms", "price.dear*4 product", "price.terms*4 product"),
        ("service*9", "price*5", "service*9"),
        ("service product*2", "price*3 price.dear product*4", "service*3 product*4 price.dear"),
        ("service product", "price service.far product.odd", "service.far product.odd"),
        ("unknown", "price*5 product*3", "unknown"),
        ("service", "unknown", "service"),
        ("service", "not_recorded", "service"),
    ],
)
def test_the_primary_reason_makes_room_for_another(named: str, before: str, after: str) -> None:
    found = put_first(given(*named.split()), given(*before.split()))
    assert found == given(*after.split())
    check_reasons(found)


def test_there_are_never_too_many() -> None:
    found = put_first(given("service", "product"), given("price", "price.dear", "price.terms"))
    assert found == given("service", "product", "price.dear")
