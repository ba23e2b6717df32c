"""Sentences about an import: how sure a column is, what becomes of a row, what came of the whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmdesk.exchange.tables.meaning.endings import Undecided
from crmdesk.exchange.tables.meaning.understanding import Certainty, ColumnReading, Evidence, SheetReading
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.i18n import _, ngettext
from crmdesk.services.importing.outcomes import Edit, Fate, RowOutcome
from crmdesk.ui import wording
from crmdesk.ui.exchange.field_names import field_of

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportResult

_ENOUGH_EDITS = 6


def certainty_word(column: ColumnReading) -> str:
    """How sure it is, in one word."""
    return {
        Certainty.CERTAIN: _("certain"),
        Certainty.LIKELY: _("likely"),
        Certainty.GUESS: _("guess"),
        Certainty.KEPT: _("kept"),
    }[column.certainty]


def evidence_sentence(column: ColumnReading) -> str:
    """Why a column is read as it is."""
    reason = {
        Evidence.OWN: _("written by crmdesk"),
        Evidence.CHOSEN: _("chosen by you"),
        Evidence.HEADER: _("called “{header}”").format(header=column.header),
        Evidence.CONTENT: _("by what is in it"),
        Evidence.TAKEN: _("known, but it has no place of its own here"),
        Evidence.NONE: _("no field is called so"),
    }[column.evidence]
    if column.fit is None:
        return reason
    looks = _("{percent} % of the cells fit").format(percent=wording.number(column.fit))
    return f"{reason} · {looks}"


def kind_sentence(reading: SheetReading) -> str:
    """What the rows of a sheet are taken for."""
    rows = ngettext("{n} row", "{n} rows", reading.rows).format(n=wording.number(reading.rows))
    about = {
        SheetKind.CUSTOMERS: _("about customers"),
        SheetKind.CONTACTS: _("about people"),
        SheetKind.DEALS: _("about deals"),
        SheetKind.TIMELINE: _("about touches"),
        SheetKind.LOSSES: _("about losses"),
        SheetKind.TAGS: _("about tags"),
        SheetKind.MEMBERS: _("about colleagues"),
        SheetKind.UNKNOWN: _("about nothing known: they are skipped"),
    }[reading.kind]
    return f"{rows} · {about}"


def fate_word(fate: Fate) -> str:
    """What becomes of a row."""
    return {
        Fate.CREATED: _("new"),
        Fate.UPDATED: _("changed"),
        Fate.UNCHANGED: _("as before"),
        Fate.SKIPPED: _("skipped"),
        Fate.FAILED: _("cannot be imported"),
    }[fate]


def edit_sentence(edit: Edit) -> str:
    """One field before and after."""
    name = _field_name(edit.field)
    if not edit.before:
        return _("{field}: {after}").format(field=name, after=edit.after)
    return _("{field}: {before} → {after}").format(field=name, before=edit.before, after=edit.after)


def outcome_sentence(outcome: RowOutcome) -> str:
    """Why a row fails, or what it changes, or else what becomes of it."""
    if outcome.issues:
        return " ".join(issue.reason for issue in outcome.issues)
    if outcome.edits:
        return " · ".join(edit_sentence(edit) for edit in outcome.edits[:_ENOUGH_EDITS])
    return {
        Fate.CREATED: _("Something new is made of this row."),
        Fate.UPDATED: _("Something is added to what is there."),
        Fate.UNCHANGED: _("All of it is there already."),
        Fate.SKIPPED: _("It is there already and stays as it is, or says nothing about customers."),
        Fate.FAILED: "",
    }[outcome.fate]


def import_remark(result: "ImportResult") -> str:
    """What to know before importing."""
    stages = result.new_stages
    if not stages:
        return _("It can be undone as a whole.")
    return ngettext(
        "It can be undone as a whole. {n} new stage: {stages}",
        "It can be undone as a whole. {n} new stages: {stages}",
        len(stages),
    ).format(n=wording.number(len(stages)), stages=", ".join(stages))


def nothing_sentence(result: "ImportResult", readings: Sequence[SheetReading]) -> str:
    """Why there is nothing to import, and what to do."""
    if readings and all(reading.kind is SheetKind.UNKNOWN for reading in readings):
        return unrecognised_sentence()
    if result.failed:
        return _("No row can be imported as it is. Mend the marked cells: F2 or a double click.")
    return _("Everything in it is here already; there is nothing to import.")


def undecided_sentence(undecided: Undecided) -> str:
    """How many closing days come without an outcome, and under which words."""
    sentence = ngettext(
        "“{header}”: {n} row has a closing day without an outcome. Its deal stays open and the day is kept beside it.",
        "“{header}”: {n} rows have a closing day without an outcome. "
        "Their deals stay open and the day is kept beside them.",
        undecided.rows,
    ).format(header=undecided.header, n=wording.number(undecided.rows))
    words = ", ".join(f"“{word}” {wording.number(n)}" for word, n in undecided.words[:_ENOUGH_EDITS] if word)
    return f"{sentence} ({words})" if words else sentence


def unrecognised_sentence() -> str:
    """What to do with a sheet nothing of which is recognised."""
    return _("No column was recognised. Choose under “Read as” what the columns are, or which row holds the headers.")


def kind_names() -> dict[str, str]:
    """What an import makes, by kind."""
    return {
        "customer": _("Customers"),
        "contact": _("People"),
        "deal": _("Deals"),
        "touch": _("Touches"),
        "loss": _("Losses"),
        "tag": _("Tags"),
        "member": _("Colleagues"),
    }


def imported_sentence(result: "ImportResult") -> str:
    """What has been done."""
    rows = result.created + result.updated
    return ngettext("{n} row imported.", "{n} rows imported.", rows).format(n=wording.number(rows))


def names_of(files: Sequence[str]) -> str:
    """Files side by side."""
    return ", ".join(files)


def _field_name(key: str) -> str:
    names = {
        "name": _("Name"),
        "title": _("Job title"),
        "role": _("Role"),
        "status": _("Status"),
        "tag": _("Tag"),
        "body": _("What happened"),
        "external_id": _("Number"),
    }
    if key in names:
        return names[key]
    for owner in ("customer", "deal", "any"):
        field = field_of(f"{owner}.{key}")
        if field.group:
            return field.name
    return key
