"""Loss reasons nested, merged and called by other words: what was given is counted anew, and every step is undone."""

import pytest

from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.listed import ReasonEntry, ReasonMerge, ReasonUse
from crmdesk.services.loss_accounts import LossWords, ReasonWords, WinWords
from crmdesk.services.losses import LossQuestion
from tests.factories import Office, add_customer, add_deal
from tests.store.dumps import logical_dump


def entry(office: Office, name: str) -> ReasonEntry:
    return next(entry for entry in office.configuration.reasons.entries() if entry.name == name)


def lose(office: Office, customer: str, *reasons: tuple[str, str]) -> None:
    first, *others = [ReasonWords(*names) for names in reasons]
    deal = add_deal(office, customer)
    office.deals.mark_lost(
        deal, LossWords(first.reason, first.subreason, more=tuple(others), note="so", competitors=("Rival",))
    )


def counted(office: Office, by: str = "reason") -> dict[str, int]:
    return {row.key: row.count for row in office.losses.table(LossQuestion(by=by)).rows}


@pytest.fixture
def weather(office: Office) -> dict[str, str]:
    """Two reasons of our own with a sub-reason each, given to four losses and a won deal."""
    reasons = office.configuration.reasons
    storm, rain = reasons.add("Storm")[0], reasons.add("Rain")[0]
    uids = {
        "storm": storm,
        "rain": rain,
        "gale": reasons.add("gale", storm)[0],
        "drizzle": reasons.add("Gale", rain)[0],
    }
    customer = add_customer(office)
    lose(office, customer, ("Storm", ""))
    lose(office, customer, ("Storm", "gale"), ("Rain", ""))
    lose(office, customer, ("Rain", "Gale"))
    lose(office, customer, ("Rain", ""), ("Storm", ""))
    office.deals.win(add_deal(office, customer), WinWords((ReasonWords("Storm"), ReasonWords("Rain"))))
    return uids


@pytest.mark.usefixtures("weather")
def test_each_thing_is_counted_once_on_either_level(office: Office) -> None:
    assert entry(office, "Storm").given == ReasonUse(losses=3, wins=1)
    assert entry(office, "gale").given == ReasonUse(losses=1)
    assert entry(office, "Rain").given == ReasonUse(losses=3, wins=1)
    assert entry(office, "Price").given.notes > 0


def test_a_reason_becomes_a_sub_reason_and_charts_recount(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    before = logical_dump(office.path)
    reasons.delete(reasons.add("Hail")[0])
    hail, _changes = reasons.add("Hail")
    lose(office, "Acme", ("Hail", ""))
    reasons.put_below(hail, weather["storm"])
    assert counted(office)["Storm"] == 3
    assert entry(office, "Hail").parent_uid == weather["storm"]
    reasons.put_below(hail, weather["rain"], weather["drizzle"])
    assert counted(office)["Rain"] == 3
    reasons.put_below(hail, None, weather["storm"])
    assert counted(office)["Hail"] == 1
    for _step in range(8):
        office.history.undo()
    assert logical_dump(office.path) == before


def test_no_reason_stands_where_it_has_no_place(office: Office, weather: dict[str, str]) -> None:
    reasons, system = office.configuration.reasons, entry(office, "Unknown yet")
    with pytest.raises(ConflictError, match="at most 2 levels"):
        reasons.put_below(weather["storm"], weather["rain"])
    with pytest.raises(ConflictError, match="at most 2 levels"):
        reasons.put_below(reasons.add("Hail")[0], weather["gale"])
    with pytest.raises(ConflictError, match="belongs to the program"):
        reasons.put_below(weather["gale"], system.uid)
    with pytest.raises(ConflictError, match="belongs to the program"):
        reasons.put_below(system.uid, weather["storm"])
    with pytest.raises(ValidationError, match="there already"):
        reasons.put_below(weather["gale"], weather["rain"])
    reasons.retire(weather["rain"])
    with pytest.raises(ConflictError, match="bring it back first"):
        reasons.put_below(weather["gale"], weather["rain"])


def test_merged_reasons_count_as_one_and_stay_a_word_for_it(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    reasons.add_alias(weather["storm"], "tempest")
    before = logical_dump(office.path)
    seen = reasons.outlook(weather["storm"], weather["rain"])
    assert seen == ReasonMerge("Storm", "Rain", ReasonUse(3, 1), ReasonUse(4, 1), below=1)
    reasons.merge(weather["storm"], weather["rain"])
    rain = entry(office, "Rain")
    assert rain.given == seen.then
    assert {word.name for word in rain.aliases} == {"tempest", "Storm"}
    assert [word.name for word in entry(office, "Gale").aliases] == ["gale"]
    assert entry(office, "Gale").given == ReasonUse(losses=2)
    assert counted(office) == {"Rain": 4}
    lose(office, "Acme", ("tempest", ""))
    assert counted(office) == {"Rain": 5}
    assert len(office.losses.pool("reason:storm")) == 5
    office.history.undo()
    office.history.undo()
    office.history.undo()
    assert logical_dump(office.path) == before


def test_what_cannot_be_merged_is_said(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    unknown, unrecorded = entry(office, "Unknown yet").uid, entry(office, "not recorded").uid
    for said, uid, into in (
        ("into itself", weather["rain"], weather["rain"]),
        ("other way round", weather["storm"], weather["gale"]),
        ("no room for them", weather["storm"], weather["drizzle"]),
        ("no room for them", weather["storm"], unknown),
        ("belongs to the program", unknown, weather["storm"]),
        ("Only an import", weather["gale"], unrecorded),
    ):
        with pytest.raises(ConflictError, match=said):
            reasons.outlook(uid, into)
    assert unrecorded not in {target.uid for target in reasons.targets(weather["storm"])}
    reasons.merge(weather["gale"], unknown)
    assert entry(office, "Unknown yet").given.losses == 1


def test_a_word_means_one_reason_and_is_found_by_the_command_line(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    word, _changes = reasons.add_alias(weather["storm"], " 太贵 ")
    lose(office, "Acme", ("太贵", ""))
    assert counted(office)["Storm"] == 3
    assert "太贵" in office.loss_accounts.choices().words[_id(office, "Storm")]
    with pytest.raises(ValidationError, match="another word for “Storm”"):
        reasons.add_alias(weather["rain"], "太贵")
    with pytest.raises(ValidationError, match="another word for “Storm”"):
        reasons.add("太贵")
    with pytest.raises(ValidationError, match="entry of its own"):
        reasons.add_alias(weather["storm"], "rain")
    reasons.remove_alias(word)
    with pytest.raises(ValidationError):
        lose(office, "Acme", ("太贵", ""))


def test_only_what_was_never_given_is_deleted(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    hail, _changes = reasons.add("Hail")
    reasons.add_alias(hail, "hagel")
    assert entry(office, "Hail").deletable
    assert not entry(office, "gale").deletable
    with pytest.raises(ConflictError, match="in use"):
        reasons.delete(weather["gale"])
    reasons.delete(hail)
    assert "Hail" not in {each.name for each in reasons.entries()}


def test_notes_that_name_a_merged_reason_lead_to_what_it_became(office: Office, weather: dict[str, str]) -> None:
    reasons = office.configuration.reasons
    notes = entry(office, "Price").given.notes
    assert reasons.outlook(entry(office, "Price").uid, weather["rain"]).moving.notes == notes
    reasons.merge(entry(office, "Price").uid, weather["rain"])
    assert entry(office, "Rain").given.notes == notes
    kept = [each for each in office.configuration.quick_notes.effect_choices().reasons if each.name == "Price"]
    assert not kept


def _id(office: Office, name: str) -> int:
    return next(reason.id for reason in office.loss_accounts.choices().reasons if reason.name == name)
