"""Lays the same words out with ours and with the peers, in turns, and holds time and pages against the goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from bench.cloud import peers
from bench.cloud.page import Placed, covered_twice, density, dots_of
from bench.cloud.peers import Outcome, Peer
from bench.cloud.words import CANVAS, PADDING, Word, sizes, tags
from bench.context import Context
from bench.results import Result
from bench.timing import shown
from crmdesk import paths
from crmdesk.insight.cloud_layout import place_boxes
from crmdesk.qt.fonts import load_fonts
from crmdesk.render.tag_cloud import measure_words

_LOAD, _FULL_LOAD = 0.55, 0.75
_COUNTS = (60, 200, 500, 2_000)
_MANY = 2_000
_SLOW_ROUNDS = 5
_FONT = "crmdeskSans-Regular.otf"


@dataclass(frozen=True, slots=True)
class Case:
    """So many words that make up so much of the canvas, with what became of them in ours and in each peer."""

    count: int
    load: float
    ours: Outcome
    d3_cloud: Outcome | None
    wordcloud: Outcome | None

    @property
    def title(self) -> str:
        """The case in words."""
        return f"{self.count:,} words, {self.load:.0%} of the canvas"


def measure(context: Context) -> Iterator[Result]:
    """All goals of clouds, case by case."""
    _ready = context.application
    load_fonts()
    file = paths.resource_folder("fonts") / _FONT
    started = [peers.d3_cloud(context.cache, file, context.say), peers.wordcloud(context.cache, file, context.say)]
    for peer in started:
        if peer is not None:
            context.callback(peer.close)
    for load in (_LOAD, _FULL_LOAD):
        for count in _COUNTS:
            case = _case(count, load, started[0], started[1], context.rounds)
            context.say(_story(case))
            yield from _results(case)


def _case(count: int, load: float, d3_cloud: Peer | None, wordcloud: Peer | None, rounds: int) -> Case:
    """Everything in turns, after one round that is not counted.

    The slow wordcloud takes part in fewer of them, and only in the case that a goal is about.
    """
    chosen = tags(count)
    measured = measure_words(chosen)
    words = [
        Word(tag.name, size)
        for tag, size in zip(chosen, sizes([measured[tag.uid] for tag in chosen], load), strict=True)
    ]
    ours, d3, other = list[Outcome](), list[Outcome](), list[Outcome]()
    in_goal = count == _MANY and load == _LOAD
    for number in range(rounds + 1):
        ours.append(_ours(words))
        if d3_cloud:
            d3.append(d3_cloud.lay_out(words))
        if wordcloud and load == _LOAD and number <= (_SLOW_ROUNDS if in_goal else 0):
            other.append(wordcloud.lay_out(words))
    return Case(count, load, _typical(ours) or ours[0], _typical(d3), _typical(other))


def _typical(outcomes: Sequence[Outcome]) -> Outcome | None:
    """The words of the last round with the median time of all but the first."""
    if not outcomes:
        return None
    counted = outcomes[1:] or outcomes
    return Outcome(median(one.seconds for one in counted), outcomes[-1].words)


def _ours(words: Sequence[Word]) -> Outcome:
    """Measured and laid out, in one."""
    begin = process_time()
    inks = [dots_of(word.text, word.size) for word in words]
    places = place_boxes([(ink.width() + 2 * PADDING, ink.height() + 2 * PADDING) for ink in inks], CANVAS)
    seconds = process_time() - begin
    placed = [
        # Dots are whole: the gap between two words is wide enough for both to be moved by half of one.
        Placed(word.text, word.size, round(place[0] - ink.center().x()), round(place[1] - ink.center().y()))
        for word, ink, place in zip(words, inks, places, strict=True)
        if place is not None
    ]
    return Outcome(seconds, tuple(placed))


def _results(case: Case) -> Iterator[Result]:
    mine = density(case.ours.words)
    yield Result("P17a", case.title, mine)
    yield Result("P17d", case.title, covered_twice(case.ours.words, *CANVAS))
    if case.load == _FULL_LOAD:
        dropped = case.count - len(case.ours.words)
        theirs = str(case.count - len(case.d3_cloud.words)) if case.d3_cloud else ""
        yield Result("P17c", case.title, dropped, str(dropped), theirs)
        return
    if case.d3_cloud:
        other = density(case.d3_cloud.words)
        yield Result("P17b", case.title, mine - other, f"{mine:.3f}", f"{other:.3f}")
        yield _ratio("P16a" if case.count == _MANY else "P16c", case, case.d3_cloud)
    if case.wordcloud and case.count == _MANY:
        yield _ratio("P16b", case, case.wordcloud)


def _ratio(goal: str, case: Case, peer: Outcome) -> Result:
    return Result(goal, case.title, case.ours.seconds / peer.seconds, shown(case.ours.seconds), shown(peer.seconds))


def _story(case: Case) -> str:
    """What everybody made of a case, in one line."""
    outcomes = (("ours", case.ours), ("d3-cloud", case.d3_cloud), ("wordcloud", case.wordcloud))
    told = [_told(name, case.count, outcome) for name, outcome in outcomes if outcome]
    return f"  {case.title}: {'; '.join(told)}"


def _told(name: str, count: int, outcome: Outcome) -> str:
    twice = covered_twice(outcome.words, *CANVAS)
    return (
        f"{name} {shown(outcome.seconds)}, density {density(outcome.words):.3f}, "
        f"{count - len(outcome.words)} dropped, {twice} dots twice"
    )
