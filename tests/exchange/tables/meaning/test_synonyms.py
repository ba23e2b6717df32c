import tomllib
from collections import Counter

import pytest

from crmdesk import paths
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.synonyms import read_glossary


def _families(file):
    return tomllib.loads((paths.resource_folder("exchange") / file).read_text(encoding="utf-8"))


def test_no_header_word_stands_for_two_targets():
    families = _families("headers.toml")
    del families["titles"]
    uses = Counter(
        word for fields in families.values() for words in fields.values() for word in {squash(word) for word in words}
    )
    assert [word for word, count in uses.items() if count > 1] == []


def test_no_cell_word_means_two_things():
    for family in _families("cell_words.toml").values():
        uses = Counter(word for words in family.values() for word in {squash(word) for word in words})
        assert [word for word, count in uses.items() if count > 1] == []


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("客户名称", "customer.name"),
        ("客戶名稱", "customer.name"),
        ("Account Name", "customer.name"),
        ("聯絡人", "contact.name"),
        ("手機", "any.mobile"),
        ("Wechat ID", "any.wechat"),
        ("业务员", "own.owner"),
        ("sales_agent", "own.owner"),
        ("deal_stage", "deal.stage"),
        ("close_value", "deal.amount"),
        ("预计成交金额", "deal.amount"),
        ("Closing Date", "deal.close"),
        ("預計成交日期", "deal.expected_close"),
        ("Reason For Loss", "deal.lost_reason"),
        ("流失原因", "deal.lost_reason"),
        ("最近沟通时间", "last.at"),
        ("下次跟进时间", "next.at"),
    ],
)
def test_header_word(word, target):
    assert read_glossary().headers[squash(word)].target == target


def test_a_better_word_has_a_smaller_rank():
    words = read_glossary().headers
    assert words["amount"].rank < words["expectedrevenue"].rank


@pytest.mark.parametrize("word", ["Customer", "Churned Customer", "Opportunity", "Qualified", "New", "Sales Accepted"])
def test_words_of_other_things_are_no_outcomes(word):
    assert squash(word) not in read_glossary().cells["outcome"]


def test_titles_name_kinds():
    assert next(iter(read_glossary().titles)) == "losses"
