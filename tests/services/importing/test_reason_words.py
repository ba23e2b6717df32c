"""Foreign words for loss reasons: told with their counts, mapped as a person says, remembered, and taken back."""

from pathlib import Path

from crmdesk.services.importing import AS_NEW, UnknownReason
from crmdesk.services.losses import LossQuestion
from crmdesk.wiring import Services
from tests.services.importing.tables import import_files, lines

HEADER = "Company|Deal|Status|Loss reason|Loss sub-reason\n"
ROWS = (
    "A|Pump|lost|太贵了|\nB|Pump|lost|太贵了|\nC|Pump|lost|price|over the budget\nD|Pump|lost|k.A.|\nE|Nut|lost|Price|"
)
MORE = "F|Pump|lost|太贵了|\nG|Pump|lost|Price|Over the budget\nH|Pump|lost|K.A.|"


def uids(book: Services) -> dict[str, str]:
    return {entry.name: entry.uid for entry in book.configuration.reasons.entries()}


def counted(book: Services, by: str = "subreason") -> dict[str, int]:
    return {row.key: row.count for row in book.losses.table(LossQuestion(by=by)).rows}


def test_unknown_words_are_told_mapped_remembered_and_taken_back(book: Services, tmp_path: Path) -> None:
    sheet, more = lines(tmp_path / "lost.csv", HEADER + ROWS), lines(tmp_path / "more.csv", HEADER + MORE)
    known = uids(book)
    told = import_files(book, sheet, dry_run=True).unknown_reasons
    assert told == (
        UnknownReason("太贵了", "", 2),
        UnknownReason("price", "over the budget", 1, known["over budget"]),
        UnknownReason("k.A.", "", 1),
    )
    meant = {
        ("太贵了", ""): known["competitor cheaper"],
        ("price", "over the budget"): known["Need ended"],
        ("k.A.", ""): known["Unknown yet"],
    }
    result = import_files(book, sheet, reasons=meant)
    assert uids(book) == known
    assert result.unknown_reasons == told
    assert counted(book, "reason") == {"Price": 3, "Need ended": 1, "Unknown yet": 1}
    assert import_files(book, more, dry_run=True).unknown_reasons == ()
    import_files(book, more)
    assert counted(book, "reason") == {"Price": 4, "Need ended": 2, "Unknown yet": 2}
    for _step in range(2):
        book.history.undo()
    assert [entry.aliases for entry in book.configuration.reasons.entries() if entry.aliases] == []
    assert import_files(book, sheet, dry_run=True).unknown_reasons == told


def test_what_nobody_says_becomes_a_new_reason(book: Services, tmp_path: Path) -> None:
    sheet = lines(tmp_path / "lost.csv", HEADER + ROWS)
    import_files(book, sheet, reasons={("太贵了", ""): AS_NEW})
    assert {"太贵了", "k.A.", "over the budget"} <= uids(book).keys()
    assert import_files(book, sheet, dry_run=True).unknown_reasons == ()


def test_a_merged_reason_and_its_words_are_found(book: Services, tmp_path: Path) -> None:
    reasons, known = book.configuration.reasons, uids(book)
    reasons.add_alias(known["Price"], "太贵了")
    reasons.merge(known["Price"], known["Service"])
    sheet = lines(
        tmp_path / "lost.csv", HEADER + "A|Pump|lost|太贵了|\nB|Pump|lost|价格问题|超出预算\nC|Pump|lost|price|"
    )
    assert import_files(book, sheet).unknown_reasons == ()
    assert counted(book, "reason") == {"Service": 3}
