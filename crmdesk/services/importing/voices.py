"""What our own workbook tells of the ends of deals besides: the voices, the obstacles, the competitors met.

Comes after the timeline, whose entries prove what is said.
"""

from collections.abc import Mapping, Sequence

from crmdesk.domain.loss import MOST_REASONS, Voice
from crmdesk.exchange.tables.records import DealText
from crmdesk.exchange.tables.weighted_words import read_met, read_reason
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.reason_words import Reasons
from crmdesk.store.queries.competitors import competitors_met
from crmdesk.store.queries.loss_voices import loss_ids
from crmdesk.store.queries.voices_at_once import Said, proofs, said_of_all
from crmdesk.store.queries.wins import weights_of_obstacles
from crmdesk.store.repos.competitors import ensure_competitors, set_prices
from crmdesk.store.repos.losses import change_losses, set_reasons
from crmdesk.store.repos.wins import set_obstacles
from crmdesk.store.schema import LossEventRow


class VoiceStep:
    """Last step: what rows of our own tell is put in the place of what is on record."""

    def __init__(self, job: Job, reasons: Reasons) -> None:
        self._job, self._reasons = job, reasons

    def run(self) -> None:
        """Compare and write what differs."""
        rows = [(number, row.deal) for number, row in self._job.going() if row.deal is not None]
        self._write_entries([text for _number, text in rows if text.loss_uid and text.loss_entry])
        self._write_voices([(number, text) for number, text in rows if text.loss_uid])
        self._write_wins([(number, text) for number, text in rows if text.obstacles or text.met])

    def _write_entries(self, texts: Sequence[DealText]) -> None:
        """Let new losses be found on the timeline; those that were there are on it already."""
        unit = self._job.unit
        losses, new = loss_ids(unit, [text.loss_uid for text in texts]), set(unit.new_so_far(LossEventRow))
        entries = proofs(unit, {text.loss_entry for text in texts})
        found = {losses.get(text.loss_uid, 0): text.loss_entry for text in texts}
        told = {loss: entries.get((loss, uid)) for loss, uid in found.items() if loss in new}
        change_losses(unit, {loss: {"touch_id": entry} for loss, entry in told.items() if entry is not None})

    def _write_voices(self, rows: Sequence[tuple[int, DealText]]) -> None:
        if not any(_says(text, voice) for _number, text in rows for voice in Voice):
            return
        unit = self._job.unit
        losses = loss_ids(unit, [text.loss_uid for _number, text in rows])
        new = set(unit.new_so_far(LossEventRow))
        known = said_of_all(unit)
        entries = proofs(unit, {uid for _number, text in rows for voice in Voice if (uid := _proof(text, voice))})
        for number, text in rows:
            loss = losses.get(text.loss_uid)
            if loss is None:
                continue
            changed = [self._tell(loss, text, voice, known, entries) for voice in Voice]
            if any(changed) and loss not in new:
                self._job.ledger.note(number, "loss", loss, Effect.UPDATED)

    def _tell(
        self,
        loss: int,
        text: DealText,
        voice: Voice,
        known: Mapping[tuple[int, Voice], Said],
        entries: Mapping[tuple[int, str], int],
    ) -> bool:
        """Let a voice say what the row tells; False when it says so already, or when the row tells otherwise besides.

        Whoever changes the reason that counts in its own column means that.
        """
        said = [read_reason(words) for words in _says(text, voice)][:MOST_REASONS]
        counting = Voice.MANAGER if text.manager_says else Voice.SELLER
        if not said or (voice is counting and said[0][:2] != (text.lost_reason, text.lost_subreason)):
            return False
        found = ((self._reasons.find(reason, subreason), weight) for reason, subreason, weight in said)
        weights = {reason: weight for reason, weight in found if reason is not None}
        before = known.get((loss, voice), Said({}))
        proof = entries.get((loss, _proof(text, voice)), before.evidence)
        if list(before.weights.items()) == list(weights.items()) and before.evidence == proof:
            return False
        set_reasons(self._job.unit, loss, weights, voice, proof)
        return True

    def _write_wins(self, rows: Sequence[tuple[int, DealText]]) -> None:
        if not rows:
            return
        unit = self._job.unit
        known, met = weights_of_obstacles(unit), competitors_met(unit)
        told = [(number, self._job.deal_of[number], text) for number, text in rows if number in self._job.deal_of]
        names = {name for _number, _deal, text in told for name, _price in map(read_met, text.met)}
        competitors = ensure_competitors(unit, names)
        for number, deal, text in told:
            said = [read_reason(words) for words in text.obstacles][:MOST_REASONS]
            found = ((self._reasons.find(reason, subreason), weight) for reason, subreason, weight in said)
            weights = {reason: weight for reason, weight in found if reason is not None}
            is_new = list(weights.items()) != list(known.get(deal, {}).items())
            if weights and is_new:
                set_obstacles(unit, {deal: weights})
            prices = [one for one in map(read_met, text.met) if one not in met.get(deal, ())]
            if prices:
                set_prices(unit, deal, {competitors[name]: price for name, price in prices if name in competitors})
            if ((weights and is_new) or prices) and deal not in self._job.new_deals:
                self._job.ledger.note(number, "deal", deal, Effect.UPDATED)


def _says(text: DealText, voice: Voice) -> tuple[str, ...]:
    return {
        Voice.SELLER: text.seller_says,
        Voice.CUSTOMER: text.customer_says,
        Voice.MANAGER: text.manager_says,
    }[voice]


def _proof(text: DealText, voice: Voice) -> str:
    return {
        Voice.SELLER: text.seller_proof,
        Voice.CUSTOMER: text.customer_proof,
        Voice.MANAGER: text.manager_proof,
    }[voice]
