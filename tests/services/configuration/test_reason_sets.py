"""Loss reasons out into a file and a sheet and in again elsewhere: nothing lost, nothing twice, nothing renamed."""

from dataclasses import replace
from pathlib import Path

import pytest

from crmdesk.domain.errors import ImportRejectedError, ValidationError
from crmdesk.domain.listed import ReasonDemands, ReasonEntry
from crmdesk.domain.reason_set import ReasonOutcome, ReasonSet, SharedReason
from crmdesk.exchange.reason_sheet import HEADERS
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook
from crmdesk.i18n import use_language
from crmdesk.services.configuration.reason_sets import ReasonSets
from tests.factories import Office
from tests.store.dumps import logical_dump


def entries(office: Office) -> dict[str, ReasonEntry]:
    return {entry.name: entry for entry in office.configuration.reasons.entries()}


@pytest.fixture
def sets(office: Office) -> ReasonSets:
    return office.configuration.reason_sets


def outcomes(sets: ReasonSets, reasons: ReasonSet) -> dict[str, ReasonOutcome]:
    return {line.name: line.outcome for line in sets.outlook(reasons) if line.outcome is not ReasonOutcome.SAME}


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_what_goes_out_comes_in_unchanged(office: Office, sets: ReasonSets, tmp_path: Path, suffix: str) -> None:
    reasons = office.configuration.reasons
    weather, _changes = reasons.add("Weather")
    reasons.add_alias(reasons.add("rain; or snow", weather)[0], "下雨")
    reasons.set_demands(weather, ReasonDemands(ask_note=True, win_back_days=7, area="Nature"))
    reasons.retire(entries(office)["Channel"].uid)
    file = tmp_path / f"ours{suffix}"
    use_language("zh_TW")
    sets.write("Ours", None, file)
    use_language("en")
    found = sets.read(file)
    assert found.reasons == sets.set_of("Ours")
    before = logical_dump(office.path)
    assert {line.outcome for line in sets.outlook(found.reasons)} == {ReasonOutcome.SAME}
    sets.take_in(found.reasons)
    reasons.delete(entries(office)["rain; or snow"].uid)
    reasons.delete(weather)
    reasons.bring_back(entries(office)["Channel"].uid)
    told = outcomes(sets, found.reasons)
    assert (told["Weather"], told["Channel"]) == (ReasonOutcome.NEW, ReasonOutcome.RETIRED)
    sets.take_in(found.reasons)
    assert logical_dump(office.path) != before
    assert entries(office)["Weather"].demands == ReasonDemands(ask_note=True, win_back_days=7, area="Nature")
    assert [word.name for word in entries(office)["rain; or snow"].aliases] == ["下雨"]
    assert entries(office)["Channel"].retired
    office.history.undo()
    assert "Weather" not in entries(office)
    assert not entries(office)["Channel"].retired


def test_default_reasons_are_known_in_any_language(office: Office, sets: ReasonSets) -> None:
    reasons = (
        SharedReason("价格问题", below=(SharedReason("超出预算"), SharedReason("汇率"))),
        SharedReason("Produit", "product", words=("qualité",), demands=ReasonDemands(area="product", win_back_days=5)),
        SharedReason("Not ours", "unknown"),
    )
    told = outcomes(sets, ReasonSet("Ours", reasons))
    assert told == {"汇率": ReasonOutcome.NEW, "Product": ReasonOutcome.CHANGED}
    sets.take_in(ReasonSet("Ours", reasons))
    known = entries(office)
    assert known["汇率"].parent_uid == known["Price"].uid
    assert known["Product"].demands.win_back_days == 5
    assert known["Price"].demands.win_back_days == 90
    assert [word.name for word in known["Product"].aliases] == ["qualité"]
    assert outcomes(sets, ReasonSet("Ours", reasons)) == {}


def test_what_was_merged_or_nested_here_stays_so(office: Office, sets: ReasonSets) -> None:
    reasons, out = office.configuration.reasons, sets.set_of("Ours")
    reasons.merge(entries(office)["Channel"].uid, entries(office)["Service"].uid)
    reasons.put_below(entries(office)["Other"].uid, entries(office)["Timing"].uid)
    sets.take_in(replace(out, reasons=tuple(r for r in out.reasons if r.key in ("channel", "other"))))
    known = entries(office)
    assert "Channel" not in known
    assert known["Other"].parent_uid == known["Timing"].uid


def test_rows_that_cannot_be_read_are_handed_back(sets: ReasonSets, tmp_path: Path) -> None:
    columns = [OutColumn(names[0]) for names in HEADERS.values()]
    rows = [
        ("Weather", "", "wetter；météo", "服务", "soon", "", "", "", "", ""),
        ("Weather", "rain", "", "Nature", "9", "", "yes", "", "", ""),
        ("", "snow", "", "", "", "maybe", "", "", "", ""),
        ("Ground", "", "earth；soil", "服务", "", "yes", "", "是", "", ""),
    ]
    file, back = tmp_path / "reasons.xlsx", tmp_path / "bad.xlsx"
    write_workbook(file, [OutSheet("Reasons", tuple(columns), rows)])
    found = sets.read(file)
    assert [(issue.row, issue.reason) for issue in found.issues] == [
        (2, "“soon” is not a whole number."),
        (4, "“maybe” is neither yes nor no."),
    ]
    [weather, ground] = found.reasons.reasons
    assert weather.demands is None
    assert weather.below[0].demands == ReasonDemands(ask_competitor=True, win_back_days=9, area="Nature")
    assert ground.words == ("earth", "soil")
    assert ground.demands == ReasonDemands(ask_note=True, ask_win_back_date=True, area="service")
    assert sets.save_failed_rows(found, back) == 2
    [sheet] = read_sheets(back)
    assert [row[0] for row in sheet.rows[1:]] == [issue.reason for issue in found.issues]
    with pytest.raises(ImportRejectedError, match=r"Row 2: “soon”.* Row 3: “maybe”"):
        sets.read(back)


def test_what_is_no_set_is_refused(office: Office, sets: ReasonSets, tmp_path: Path) -> None:
    file = tmp_path / "no.json"
    for text, said in (
        ('{"crmdesk": "tag pack", "version": 1}', "holds no loss reasons"),
        ('{"crmdesk": "loss reasons", "version": 1, "name": "N", "reasons": []}', "no loss reason in it"),
        (
            '{"crmdesk": "loss reasons", "version": 1, "name": "N", "reasons": [{"name": "A"}, {"name": "a"}]}',
            "in it twice",
        ),
        (
            '{"crmdesk": "loss reasons", "version": 1, "name": "N", "reasons": [{"name": "A", "key": "A B"}]}',
            "is no key",
        ),
    ):
        file.write_text(text, "utf-8")
        with pytest.raises(ImportRejectedError, match=said):
            sets.read(file)
    with pytest.raises(ValidationError, match="at least one"):
        sets.set_of("Ours", ())
    before = logical_dump(office.path)
    sets.outlook(ReasonSet("Ours", (SharedReason("Weather"),)))
    assert logical_dump(office.path) == before
