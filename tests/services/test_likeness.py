"""Which names are like each other."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.services.likeness import LIKE, VERY_LIKE, likeness, name_core, nearest


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("晨光科技有限公司", "晨光科技"),
        ("晨光科技有限責任公司", "晨光科技"),
        ("晨光科技股份有限公司", "晨光科技"),
        ("晨光科技（中国）有限公司", "晨光科技"),
        ("晨光科技集团", "晨光科技"),
        ("晨光科技集团有限公司", "晨光科技"),
        ("ACME Inc.", "acme"),
        ("Acme Co., Ltd.", "acme"),
        ("Acme Company Limited", "acme"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Acme S.A.", "acme"),
        ("Acme AG", "acme"),
        ("Acme (China) LLC", "acme"),
        ("ソニー株式会社", "ソニー"),
        ("Company", "company"),
        ("有限公司", "有限公司"),
        ("Inc. Ltd.", "inc"),
        ("", ""),
        ("。", ""),
    ],
)
def test_the_core_of_a_name(name: str, core: str) -> None:
    assert name_core(name) == core


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ("晨光科技有限公司", "晨光科技", VERY_LIKE, 100),
        ("晨光科技有限公司", "晨光科技股份有限公司", VERY_LIKE, 100),
        ("晨光科技", "辰光科技", LIKE, VERY_LIKE - 1),
        ("晨光", "辰光", LIKE, VERY_LIKE - 1),
        ("晨光", "晨光科技", LIKE, VERY_LIKE - 1),
        ("臺灣積體電路", "台湾积体电路", 100, 100),
        ("Acme Inc.", "ACME", 100, 100),
        ("John Smith", "Smith, John", VERY_LIKE, 100),
        ("John Smith", "Jon Smith", VERY_LIKE, 100),
        ("李娜", "Li Na", LIKE, VERY_LIKE - 1),
        ("王伟", "王芳", 0, LIKE - 1),
        ("王伟", "李伟", 0, LIKE - 1),
        ("北京市第一人民医院", "北京市第二人民医院", 0, VERY_LIKE - 1),
        ("Store 12 Main Street", "Store 13 Main Street", 0, VERY_LIKE - 1),
        ("Acme", "Acne Studios", 0, LIKE - 1),
        ("Acme", "Zenith", 0, 40),
        ("晨光", "", 0, 0),
        ("", "", 0, 0),
    ],
)
def test_likeness(a: str, b: str, low: float, high: float) -> None:
    assert low <= likeness(a, b) <= high
    assert likeness(a, b) == likeness(b, a)


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 100
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    if name_core(a):
        assert likeness(a, a) == 100


def test_nearest_finds_the_likest_first() -> None:
    names = {1: "晨光科技有限公司", 2: "辰光科技", 3: "Zenith", 4: "晨光", 5: "晨光科技"}
    assert nearest("晨光科技", names, limit=4) == [(1, 100.0), (5, 100.0), (4, 85.0), (2, 80.0)]
    assert nearest("晨光科技", names, limit=1) == [(1, 100.0)]
    assert nearest("", names) == []
    assert nearest("晨光", {}) == []


def test_nearest_among_tens_of_thousands() -> None:
    pieces = [a + b for a in "东西南北中华晨光科海天地金木水火" for b in "源通达利丰盛昌隆泰和兴旺发祥瑞安"]
    names = dict(enumerate(f"{a}{b}有限公司" for a in pieces for b in pieces[:200]))
    nearest("晨光科达", names)
    started = time.process_time()
    found = nearest(names[777], names)
    print(f"nearest of {len(names):,} names: {time.process_time() - started:.2f} s")
    assert found[0] == (777, 100.0)
