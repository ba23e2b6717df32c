"""Phone numbers as people and spreadsheets write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.exchange.phone_numbers import PhoneNumber, read_phone


@pytest.mark.parametrize(
    ("raw", "key", "kind"),
    [
        ("13800138000", "+8613800138000", "mobile"),
        ("138 0013 8000", "+8613800138000", "mobile"),
        ("138-0013-8000", "+8613800138000", "mobile"),
        ("１３８００１３８０００", "+8613800138000", "mobile"),
        ("+86 138 0013 8000", "+8613800138000", "mobile"),
        ("(+86)13800138000", "+8613800138000", "mobile"),
        ("008613800138000", "+8613800138000", "mobile"),
        ("0086-138-0013-8000", "+8613800138000", "mobile"),
        ("8613800138000", "+8613800138000", "mobile"),
        ("13800138000.0", "+8613800138000", "mobile"),
        ("1.3800138E+10", "+8613800138000", "mobile"),
        (" 13800138000\t", "+8613800138000", "mobile"),
        ("tel:+86-138-0013-8000", "+8613800138000", "mobile"),
        ("021-61234567", "+862161234567", "phone"),
        ("(021) 6123-4567", "+862161234567", "phone"),
        ("（０２１）６１２３－４５６７", "+862161234567", "phone"),
        ("021-61234567转801", "+862161234567x801", "phone"),
        ("021-61234567 轉 801", "+862161234567x801", "phone"),
        ("021-61234567 分机 801", "+862161234567x801", "phone"),
        ("021-61234567-分機：801", "+862161234567x801", "phone"),
        ("021-61234567#801", "+862161234567x801", "phone"),
        ("021-61234567 ext. 801", "+862161234567x801", "phone"),
        ("0755 8888 9999", "+8675588889999", "phone"),
        ("400-820-8820", "+864008208820", "phone"),
        ("+852 2123 4567", "+85221234567", "phone"),
        ("+1 (212) 555-0100", "+12125550100", "phone"),
        ("0044 20 7946 0958", "+442079460958", "phone"),
        ("61234567", "61234567", "unknown"),
        ("10086", "10086", "unknown"),
        ("95588", "95588", "unknown"),
        ("110", "110", "unknown"),
        ("99999999999999", "99999999999", "unknown"),
    ],
)
def test_reads(raw: str, key: str, kind: str) -> None:
    phone = read_phone(raw)
    assert phone is not None
    assert (phone.raw, phone.key, phone.kind) == (raw, key, kind)


@pytest.mark.parametrize(
    ("raw", "region", "key"),
    [
        ("212-555-0100", "US", "+12125550100"),
        ("0912 345 678", "TW", "+886912345678"),
        ("13800138000", "XX", "13800138000"),
    ],
)
def test_the_region_fills_in_the_country(raw: str, region: str, key: str) -> None:
    phone = read_phone(raw, region)
    assert phone is not None
    assert phone.key == key


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "-1",
        "-2",
        "12",
        "Unknown",
        "未知",
        "私人号码",
        "+",
        "转801",
        "a13800138000",
        "13800138000 王总",
        "1e5000",
        "\x00",
        "wx_123456",
        "13800138000;13900139000",
        "13800138000/13900139000",
        "13800138000 13900139000",
    ],
)
def test_is_no_phone_number(raw: str) -> None:
    assert read_phone(raw) is None


@given(st.one_of(st.text(), st.text("0123456789+-() .转#xeE")))
def test_never_raises_and_keeps_the_text(raw: str) -> None:
    phone = read_phone(raw)
    assert phone is None or (phone.raw == raw and phone.key)


_MOBILE_TAILS = st.tuples(st.integers(100, 199), st.integers(0, 10**8 - 1)).map(
    lambda parts: f"{parts[0]}{parts[1]:08}"
)


@settings(max_examples=500, deadline=None)
@given(_MOBILE_TAILS, st.sampled_from(("", "+86", "+86 ", "+86-")), st.sampled_from(("", "-", " ")))
def test_a_plainly_written_mobile_number_is_what_the_library_says(number: str, code: str, gap: str) -> None:
    raw = f"{code}{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"
    # A blank in front is nothing to the long way.
    slow = read_phone(f" {raw}")
    assert slow is not None
    assert read_phone(raw) == PhoneNumber(raw, slow.key, slow.kind)


@pytest.mark.parametrize("start", range(1000, 2000))
def test_no_range_of_mobile_numbers_is_taken_for_another(start: int) -> None:
    raw = f"{start}2345678"[:11]
    slow = read_phone(f" {raw}")
    assert slow is not None
    assert read_phone(raw) == PhoneNumber(raw, slow.key, slow.kind)
