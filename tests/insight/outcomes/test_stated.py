import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.insight.outcomes.stated import share_of


@st.composite
def _parts(draw: st.DrawFn) -> tuple[int, int]:
    whole = draw(st.integers(0, 400_000))
    return draw(st.integers(0, whole)), whole


@given(_parts())
def test_an_interval_holds_the_rate_and_lies_between_nothing_and_all(counts: tuple[int, int]):
    share = share_of(*counts, minimum=5)
    assert 0 <= share.low <= share.rate <= share.high <= 1
    assert share.enough is (share.whole >= 5)


def test_the_interval_is_that_of_wilson():
    # Example of L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial Proportion", 2001, and of R's
    # prop.test(8, 10, correct = FALSE).
    share = share_of(8, 10, minimum=5)
    assert (share.low, share.high) == pytest.approx((0.4901625, 0.9433178), abs=1e-6)


def test_of_nothing_nothing_is_known():
    share = share_of(0, 0, minimum=1)
    assert (share.rate, share.low, share.high, share.enough) == (0.0, 0.0, 1.0, False)
