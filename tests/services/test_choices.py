"""One look-up for every list: by key, by name, by part of one, and by the default list's names in other languages."""

from dataclasses import dataclass

import pytest

from crmdesk.domain.errors import AmbiguousError, ValidationError
from crmdesk.services.choices import KINDS, REASONS, STAGES, choose, fitting_entries, names_abroad
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, add_deal


@dataclass(frozen=True)
class Entry:
    key: str
    name: str


PIPELINE = [Entry("quote", "Quoted"), Entry("negotiate", "Negotiation"), Entry("", "报价单")]


def names(text: str, defaults: str = "") -> list[str]:
    return [entry.name for entry in fitting_entries(PIPELINE, text, defaults)]


def test_a_name_in_another_language_counts_only_for_the_list_it_is_a_default_of():
    assert names("商务谈判", STAGES) == ["Negotiation"]
    assert names("商务谈判") == []
    assert names("商务谈判", REASONS) == []


def test_the_workspace_s_own_words_come_before_those_of_other_languages():
    assert names("报价", STAGES) == ["Quoted"]
    assert names("报价单", STAGES) == ["报价单"]
    assert [
        entry.name for entry in fitting_entries([Entry("lead", "Contract"), Entry("contract", "x")], "Contract")
    ] == [
        "Contract",
        "x",
    ]


def test_nothing_and_nobody_s_own_entries_have_no_names_abroad():
    assert names("  ", STAGES) == []
    assert names_abroad("", "quote") == names_abroad(STAGES, "") == names_abroad(STAGES, "mine") == frozenset()
    assert "微信" in names_abroad(KINDS, "wechat")


def test_choosing_says_which_there_are():
    with pytest.raises(ValidationError, match="Quoted; Negotiation"):
        choose(PIPELINE, "nowhere", "stage", STAGES)
    with pytest.raises(AmbiguousError):
        choose([Entry("a", "Alpha"), Entry("b", "Alphabet")], "Alph", "x")


def test_a_deal_moves_to_a_stage_called_as_in_another_language(office: Office):
    add_customer(office)
    deal = add_deal(office, "Acme")
    assert office.deals.move_stage(deal, "商务谈判")[0].stage == "Negotiation"
    with pytest.raises(ValidationError, match="outcome"):
        office.deals.move_stage(deal, "签约")


def test_a_touch_is_of_the_kind_called_so_in_another_language(office: Office):
    add_customer(office)
    assert office.touches.log_touch("Acme", TouchWords(kind="微信", text="hello"))[0].kind == "wechat"
