"""Taking a set of loss reasons into a workspace, within a unit of work: what is there is made like it, in its place."""

from dataclasses import asdict, replace

from crmdesk.domain.listed import ReasonDemands
from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN, LossReason
from crmdesk.domain.reason_set import ReasonLine, ReasonOutcome, ReasonSet, SharedReason, walk
from crmdesk.services.choices import REASONS, names_abroad, other_words
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.edited_lists import listed_row
from crmdesk.store.repos.edited_lists import EditedList, add_entry, change_entries
from crmdesk.store.repos.nested_lists import add_alias
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

_LIST = EditedList.REASONS
_OWN = (UNKNOWN, NOT_RECORDED)


def take_in(unit: Unit, reasons: ReasonSet) -> tuple[ReasonLine, ...]:
    """Take a set in; one line per reason says what became of it. The program's own two stay as they are."""
    intake = _Intake(unit)
    return tuple(intake.take(reason, above) for reason, above in walk(reasons) if reason.key not in _OWN)


class _Intake:
    """Knows the reasons that are there, those just taken in among them."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known = {reason.id: reason for reason in loss_reasons(unit)}
        self._taken: dict[str, int] = {}

    def take(self, coming: SharedReason, above: SharedReason | None) -> ReasonLine:
        """Take one reason in; the one it stands below has been taken before."""
        parent = self._home(above)
        known = self._meant(coming, parent)
        outcome = ReasonOutcome.NEW if known is None else self._change(known, coming)
        row_id = known.id if known is not None else self._add(coming, parent)
        if above is None:
            self._taken[coming.name] = row_id
        now = self._known[row_id]
        if self._take_words(now, coming) and outcome is ReasonOutcome.SAME:
            outcome = ReasonOutcome.CHANGED
        higher = self._known.get(now.parent_id or 0)
        return ReasonLine(now.name, higher.name if higher else "", outcome)

    def _home(self, above: SharedReason | None) -> int | None:
        """Below what a sub-reason goes: what its reason is here, or what that stands below."""
        if above is None:
            return None
        home = self._known[self._taken[above.name]]
        return home.parent_id or home.id

    def _meant(self, coming: SharedReason, parent: int | None) -> LossReason | None:
        """The reason with the same key, else one called so in its place, there or in another language."""
        keyed = [known for known in self._known.values() if coming.key and coming.key in known.keys]
        near = [known for known in self._known.values() if known.parent_id == parent and known.key not in _OWN]
        name = fold(coming.name)
        called = [known for known in near if fold(known.name) == name]
        also = [known for known in near if name in other_words(known, REASONS)]
        abroad = [known for known in near if fold(known.name) in names_abroad(REASONS, coming.key)]
        return next(iter([*keyed, *called, *also, *abroad]), None)

    def _add(self, coming: SharedReason, parent: int | None) -> int:
        demands = asdict(coming.demands or ReasonDemands())
        place = sum(known.parent_id == parent for known in self._known.values())
        retired = self._is_retired(coming, parent)
        values = {**demands, "key": coming.key, "parent_id": parent, "retired": retired}
        uid = add_entry(self._unit, _LIST, coming.name.strip(), {**values, "position": place})
        added = listed_row(self._unit, _LIST, uid).id
        self._known[added] = LossReason(id=added, uid=uid, name=coming.name.strip(), system=False, **values)
        return added

    def _change(self, known: LossReason, coming: SharedReason) -> ReasonOutcome:
        values: dict[str, object] = {}
        if (wanted := _wanted(known, coming)) != _demands(known):
            values |= asdict(wanted)
        retired = self._is_retired(coming, known.parent_id)
        if retired != known.retired:
            values["retired"] = retired
        if not values:
            return ReasonOutcome.SAME
        change_entries(self._unit, _LIST, [known.id], values)
        self._known[known.id] = replace(known, retired=retired)
        if retired and not known.retired:
            below = [lower.id for lower in self._known.values() if lower.parent_id == known.id]
            change_entries(self._unit, _LIST, below, {"retired": True})
            return ReasonOutcome.RETIRED
        return ReasonOutcome.CHANGED

    def _is_retired(self, coming: SharedReason, parent: int | None) -> bool:
        """Whether a reason is to be retired: so is all below a retired one."""
        return coming.retired or (parent is not None and self._known[parent].retired)

    def _take_words(self, known: LossReason, coming: SharedReason) -> bool:
        """Let a reason be found by the words of the set that mean nothing in its place yet; whether there was any."""
        near = [each for each in self._known.values() if each.parent_id == known.parent_id]
        taken = {fold(word) for each in near for word in (each.name, *each.aliases)}
        words = [word.strip() for word in coming.words if fold(word.strip()) not in taken]
        for word in words:
            add_alias(self._unit, _LIST, known.id, word)
        self._known[known.id] = replace(known, aliases=(*known.aliases, *words))
        return bool(words)


def _wanted(known: LossReason, coming: SharedReason) -> ReasonDemands:
    """What a reason is to ask: what the set says, else what it asks now."""
    here = _demands(known)
    if coming.demands is None:
        return here
    unsaid = {name: value for name, value in asdict(here).items() if name in coming.unsaid}
    return replace(coming.demands, **unsaid)


def _demands(reason: LossReason) -> ReasonDemands:
    return ReasonDemands(
        reason.ask_competitor, reason.ask_note, reason.ask_win_back_date, reason.win_back_days, reason.area
    )
