"""How a deal ended, taken only from words and flags that say so; nothing is guessed from a stage or a probability."""

from dataclasses import dataclass
from decimal import Decimal

from crmdesk.domain.deal import DealStatus


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a column of stages or statuses, with the outcome it names if it names one."""

    text: str
    outcome: DealStatus | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """All that a row says about the outcome of its deal; None where it says nothing."""

    status: Word | None = None
    stage: Word | None = None
    is_won: bool | None = None
    is_lost: bool | None = None
    is_closed: bool | None = None
    active: bool | None = None
    probability: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome (None: not said), the stage that is left, and the two words that contradict each other, if any do."""

    status: DealStatus | None
    stage: str
    contradiction: tuple[str, str] | None = None


def outcome_of(signs: Signs) -> Outcome:
    """The outcome the signs agree on. A stage that is an outcome is no stage; ``open`` as a stage is just a stage."""
    stage, verdicts = "", list[tuple[DealStatus | None, str]]()
    if signs.stage is not None:
        ended = signs.stage.outcome if signs.stage.outcome is not DealStatus.OPEN else None
        stage = "" if ended else signs.stage.text
        verdicts.append((ended, signs.stage.text))
    if signs.status is not None:
        verdicts.append((signs.status.outcome, signs.status.text))
    verdicts += [(DealStatus.WON, "won")] if signs.is_won else []
    verdicts += [(DealStatus.LOST, "lost")] if _is_flagged_lost(signs) else []
    said = {status: text for status, text in verdicts if status is not None}
    if len(said) > 1:
        first, second, *_rest = said.values()
        return Outcome(None, stage, (first, second))
    return Outcome(next(iter(said), None), stage)


def _is_flagged_lost(signs: Signs) -> bool:
    """Whether flag columns say so: Is lost, closed but not won (Salesforce), or archived at 0 % (Odoo)."""
    closed_unwon = signs.is_closed is True and signs.is_won is False
    archived = signs.active is False and signs.probability == 0
    return bool(signs.is_lost) or closed_unwon or archived
