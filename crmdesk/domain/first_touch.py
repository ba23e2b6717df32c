"""How a customer first came across us: through which channel, when, and what they saw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstTouch:
    """What a customer told of it; nothing at all where nobody has asked.

    ``channel`` is a tag of the group of sources: where the customer heard of us, which need not be where we got the
    lead. ``when`` is a day, a month or a year (see ``rough_day``). ``forgotten`` is an answer too: the customer does
    not remember.
    """

    channel: str = ""
    when: str = ""
    saw: str = ""
    forgotten: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether there is nothing left to ask for."""
        return self.forgotten or bool(self.channel)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return self == FirstTouch()
