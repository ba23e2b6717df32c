"""Words of a file that name entries of the workspace's lists; what is not there yet is added."""

from crmdesk.domain.touch import TouchKind
from crmdesk.services.choices import KINDS, STAGES, fitting_entries, names_abroad
from crmdesk.store.queries import catalogue
from crmdesk.store.repos.lists import add_stage
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

_NOTE = "note"
_MOST_ADDED = 10_000  # places kept free for the new stages of one import


class Stages:
    """Stages by name or key; those of the default list also by their names in other languages."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._ids: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.added: list[str] = []
        self.first = 0
        stages = catalogue.stages(unit, with_retired=True)
        self._front = min((stage.position for stage in stages), default=0) - _MOST_ADDED
        for stage in reversed(stages):
            self._ids |= {fold(stage.key): stage.id} if stage.key else {}
            self._ids[fold(stage.name)] = stage.id
            self.names[stage.id] = stage.name
            self.first = stage.id
        for stage in stages:
            for word in names_abroad(STAGES, stage.key):
                self._ids.setdefault(word, stage.id)

    def find(self, text: str) -> int | None:
        """The stage called so, added when new; None for an empty text.

        What is new comes before what is known, in the order of the rows: nothing says how far it is, and a first
        contact must not look almost won.
        """
        name = text.strip()
        if not name:
            return None
        if fold(name) not in self._ids:
            added = add_stage(self._unit, name, position=self._front + len(self.added))
            self.added.append(name)
            self._ids[fold(name)] = added
            self.names[added] = name
        return self._ids[fold(name)]


class Kinds:
    """Kinds of touch by key or name."""

    def __init__(self, unit: Unit) -> None:
        self._kinds = catalogue.touch_kinds(unit)
        self._note = next(kind for kind in self._kinds if kind.key == _NOTE)
        self._seen: dict[str, TouchKind] = {}

    def find(self, text: str) -> TouchKind:
        """The kind called so; a note when none is."""
        if text not in self._seen:
            fitting = fitting_entries(self._kinds, text, KINDS)
            self._seen[text] = fitting[0] if fitting else self._note
        return self._seen[text]
