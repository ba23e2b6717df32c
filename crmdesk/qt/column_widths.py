"""How the columns of a table share its width, as numbers. Knows nothing of widgets."""

from collections.abc import Sequence


def share_out(room: int, needs: Sequence[int], least: Sequence[int]) -> list[int]:
    """The width of each column. ``needs`` is what its widest text takes.

    ``least`` is what a column may shrink to when the room is short, and its weight when there is room to spare;
    a column with 0 always gets exactly what it needs.
    """
    floors = [min(need, floor) if floor else need for need, floor in zip(needs, least, strict=True)]
    wishes = [need - floor for need, floor in zip(needs, floors, strict=True)]
    spare = room - sum(floors)
    if spare <= 0:
        return floors
    if spare <= sum(wishes):
        return _divided(spare, floors, wishes)
    return _divided(room - sum(needs), needs, least)


def _divided(room: int, widths: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The widths with the room added by weight, to the last pixel."""
    made, total = list(widths), sum(weights)
    for place, weight in enumerate(weights):
        part = room * weight // total if total else 0
        made[place] += part
        room, total = room - part, total - weight
    return made
