"""The whole sample company, told from its seed and written down."""

import random
from collections.abc import Callable, Sequence

from crmdesk.i18n import _
from crmdesk.services.demo.cast import Casting, Party
from crmdesk.services.demo.chats import Chats
from crmdesk.services.demo.deal_writing import DealWriting
from crmdesk.services.demo.facts import FactTelling
from crmdesk.services.demo.first_touches import first_touches
from crmdesk.services.demo.hindsight import Hindsight
from crmdesk.services.demo.party_writing import PartyWriting
from crmdesk.services.demo.phrases import Phrases
from crmdesk.services.demo.plot import Affair, Plotting
from crmdesk.services.demo.referrals import referrals
from crmdesk.services.demo.reviewing import write_competitors, write_findings
from crmdesk.services.demo.scene_writing import SceneWriting
from crmdesk.services.demo.scenes import Scenes
from crmdesk.services.demo.script import Script, load_script
from crmdesk.services.demo.telling import Telling
from crmdesk.services.demo.written import Written
from crmdesk.services.desk import Desk
from crmdesk.store.queries.sample_rows import SAMPLE
from crmdesk.store.repos.batches import add_batch, finish_batch
from crmdesk.store.unit import Unit


def write_company(unit: Unit, desk: Desk, progress: Callable[[int, int | None], None], seed: int) -> None:
    """Write it in the language of the workspace, as of now.

    Raises CancelledError when the unit is to stop.
    """
    structure, words, asked, told, chatted, judged = (
        random.Random(seed + place)  # noqa: S311  # a story, not a secret
        for place in range(6)
    )
    script = load_script(desk.language)
    phrases = Phrases(script.words, words)
    now = desk.clock.now().local.replace(tzinfo=None)
    parties = Casting(script, phrases, structure, words).parties()
    affairs = Plotting(script, desk.currency, structure).affairs(parties)
    telling = Telling(now, desk.language, script, phrases, structure)
    telling.learn_names(parties)
    scenes = [*Scenes(telling, structure).of(parties, affairs), *referrals(parties, affairs, telling, structure)]
    scenes = list(FactTelling(script, now, desk.currency, desk.actor, told).tell(scenes))
    scenes = list(Chats(script, now, chatted).follow(scenes))
    names = _deal_names(script, phrases, affairs)
    batch_id = add_batch(unit, SAMPLE, [_("Sample data")])
    hindsight = Hindsight(script, Phrases(script.words, judged), judged)
    written = Written(unit, desk, telling, batch_id)
    customers = PartyWriting(written, script, telling)
    steps: Sequence[Callable[[], None]] = (
        lambda: customers.write_lists(desk.actor),
        lambda: customers.write_parties(parties),
        lambda: DealWriting(written, telling, hindsight, structure).write_affairs(affairs, names),
        lambda: SceneWriting(written, telling, structure).write_scenes(scenes),
        lambda: customers.write_first_touches(first_touches(parties, script, telling.day, asked)),
        lambda: write_findings(unit, hindsight, judged),
        lambda: write_competitors(unit, script.words["rivals"], script.words["rivals_known"]),
    )
    # The last step is that of the unit: the journal and the search index.
    for done, step in enumerate(steps):
        unit.check_cancelled()
        progress(done, len(steps) + 1)
        step()
    finish_batch(unit, batch_id, {"created": len(parties)})
    progress(len(steps), len(steps) + 1)


def _deal_names(script: Script, phrases: Phrases, affairs: Sequence[Affair]) -> dict[Affair, str]:
    """What each deal is called; no two of a customer alike."""
    taken: set[tuple[Party, str]] = set()
    names: dict[Affair, str] = {}
    for affair in affairs:
        words = script.words["deal_names"]["first" if affair.number == 0 else "later"]
        name = ""
        while not name or (affair.party, name) in taken:
            name = phrases.pick(words, {"product": script.words["products"][affair.product]})
        taken.add((affair.party, name))
        names[affair] = name
    return names
