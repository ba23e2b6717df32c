"""Asking a customer once how they first came across us, and keeping the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.rough_day import read_rough_day
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.store.queries.first_touchpoints import CHANNELS, channels, first_touch_of, first_touches
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.repos import tags
from crmdesk.store.repos.first_touchpoints import FirstTouchDraft, put_first_touches
from crmdesk.store.unit import Unit

_GROUP_NAMES = {"en": "Source", "zh_CN": "来源", "zh_TW": "來源"}


class FirstTouchService:
    """The first touchpoint of customers.

    Where a customer heard of us and where we got the lead are two things: the first is kept here, the second is the
    tag of the group of sources and the first entry of the timeline. Neither overwrites the other.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def channels(self) -> list[str]:
        """What can be chosen, in the order of the list of tags."""
        with self._desk.read() as source:
            return list(channels(source))

    def of(self, customer: str) -> FirstTouch:
        """What is known of a customer.

        Raises NotFoundError when it is gone.
        """
        with self._desk.read() as source:
            return first_touch_of(source, find_customer(source, customer).id)

    def tell(self, customer: str, told: FirstTouch) -> Changes:
        """Keep what a customer told, ``when`` in plain words, in place of what was known; nothing at all forgets it.

        A channel that is new becomes one. Raises ValidationError (field ``when``) for a day that cannot be read.
        """
        when = "" if told.forgotten else read_rough_day(told.when, self._desk.clock.now().local)
        saw = "" if told.forgotten else storable(told.saw, "saw").strip()
        channel = "" if told.forgotten else storable(told.channel, "channel").strip()
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            unit.describe(_("First touchpoint of “{name}”").format(name=known.name))
            draft = FirstTouchDraft(self._channel_id(unit, channel) if channel else None, when, saw, told.forgotten)
            put_first_touches(unit, {known.id: draft})
        return unit.changes

    def _channel_id(self, unit: Unit, name: str) -> int:
        return channel_ids_in(unit, [name], self._desk.language)[name]


def channel_ids_in(unit: Unit, names: Iterable[str], language: str) -> Mapping[str, int]:
    """The channels called so within a unit of work, added where they are new."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    group_name = _GROUP_NAMES[language]
    new = tags.NewGroup(group_name, AppliesTo.CUSTOMER.value, single_choice=False)
    group = tags.ensure_groups(unit, {CHANNELS: new})[CHANNELS]
    found = tags.ensure_tags(unit, [(group, name) for name in wanted])
    return {name: found[group, name] for name in wanted}


def tell_channel_in(unit: Unit, customer_id: int, channel_id: int) -> bool:
    """Keep the channel within a unit of work unless there is an answer; whatever else is known stays. Whether it was.

    Who did not remember and does now has answered.
    """
    kept = first_touches(unit, [customer_id]).get(customer_id)
    if kept is not None and kept.channel_id is not None:
        return False
    known = replace(kept.told, forgotten=False) if kept is not None else FirstTouch()
    put_first_touches(unit, {customer_id: FirstTouchDraft(channel_id, known.when, known.saw)})
    return True
