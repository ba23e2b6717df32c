"""Mail addresses as people and headers write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.exchange.mail_addresses import read_mail


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("li.na@example.com", "li.na@example.com"),
        (" Li.Na@Example.COM ", "li.na@example.com"),
        ("ｌｉ＠example.com", "li@example.com"),
        ("Li Na <Li.Na@example.com>", "li.na@example.com"),
        ('"李娜" <lina@example.com>', "lina@example.com"),
        ("mailto:lina@example.com", "lina@example.com"),
        ("lina@example.com;", "lina@example.com"),
        ("lina\u200b@example.com", "lina@example.com"),
        ("李娜@例子.中国", "李娜@例子.中国"),
        ("a+tag@example.com", "a+tag@example.com"),
    ],
)
def test_reads(raw: str, key: str) -> None:
    assert read_mail(raw) == key


@pytest.mark.parametrize(
    "raw",
    ["", " ", "无", "lina", "lina@", "@example.com", "a@b@c.com", "a@b.com, c@d.com", "a b@c.com", "<>", "\x00@a.com"],
)
def test_is_no_address(raw: str) -> None:
    assert read_mail(raw) is None


@given(st.one_of(st.text(), st.text("ab@.<>,; \u200b\ud800")))
def test_never_raises(raw: str) -> None:
    key = read_mail(raw)
    assert key is None or key == read_mail(key)


_LABELS = st.text("abAB019-", min_size=1, max_size=64)


@settings(deadline=None)
@given(
    st.lists(st.text("abZ09", min_size=1, max_size=30), min_size=1, max_size=4),
    st.sampled_from("._+-"),
    st.lists(_LABELS, min_size=1, max_size=4),
    st.sampled_from(("com", "CN", "co.uk", "test", "local", "example", "1", "c", "")),
)
def test_a_plain_address_is_what_the_library_says(names: list[str], mark: str, labels: list[str], top: str) -> None:
    raw = f"{mark.join(names)}@{'.'.join([*labels, top])}"
    # In brackets it takes the long way.
    assert read_mail(raw) == read_mail(f"<{raw}>")
