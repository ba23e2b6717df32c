"""The colleagues of an import: a sheet of salespeople."""

from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.store.queries.identities import members_by_name
from crmdesk.store.repos import members
from crmdesk.store.text.folding import fold


class MemberStep:
    """Before all others: colleagues are known by name, with what the sheet says of them."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._known = members_by_name(job.unit)

    def run(self) -> None:
        """Add new colleagues and keep what is said of each."""
        told = [(number, row.member) for number, row in self._job.going() if row.member is not None]
        ids = members.ensure(self._job.unit, {member.name for _number, member in told})
        facts: dict[int, dict[str, str]] = {}
        for number, member in told:
            known = self._known.get(fold(member.name.strip()))
            held = known["extra"] if known else {}
            news = {name: value for name, value in member.extra.items() if held.get(name) != value}
            if news:
                facts.setdefault(ids[member.name], {}).update(news)
            effect = Effect.CREATED if known is None else Effect.UPDATED if news else Effect.UNCHANGED
            self._job.ledger.note(number, "member", ids[member.name], effect)
        members.add_facts(self._job.unit, facts)
