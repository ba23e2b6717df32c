"""Notes as long and as varied as real ones: some 75 characters on average, at most 683, six of ten in Chinese.

Words follow Zipf's law (G. K. Zipf, "Human Behavior and the Principle of Least Effort", 1949): the one of rank r is
drawn in proportion to 1/r. Knows nothing of tables.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import exp
from random import Random

from pypinyin.phrases_dict import phrases_dict

_LONGEST = 683
_CHINESE_SHARE = 0.6
_SPREAD = 0.7
_PIECE = 5_000

_FREQUENT = (
    "的 了 我们 客户 报价 合同 说 要 在 有 不 产品 价格 下周 电话 方案 需要 他们 已经 可以 今天 明天 问题 发 看 给 "
    "微信 见面 公司 项目 预算 领导 采购 技术 测试 样品 交货 付款 折扣 竞争对手 再 联系 确认 安排 拜访 资料"
)
_ENGLISH = (
    "the to and we of for a in call quote is on with they price will send about contract meeting budget week from "
    "sample delivery asked manager team next order offer discount technical payment test visit product their again "
    "review wants project approved waiting deadline supplier competitor figures proposal demo renewal licence"
)
_SYLLABLES = "an ber cor dal en fir gon hal ing jar kel lor men nor os par qui ran sol tur ul ver wex yor zen".split()
_PAUSES = ("，", "，", "，", "。", "；", "、", "？", " ")


class _Vocabulary:
    """Words, the frequent ones first, and how many of them a note has on average."""

    def __init__(self, words: Sequence[str], mean: float) -> None:
        self.words, self.mean = words, mean
        self.weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


class Notes:
    """Draws notes from two vocabularies."""

    def __init__(self, random: Random) -> None:
        self._random = random
        phrases = sorted(phrase for phrase in phrases_dict if 2 <= len(phrase) <= 4)
        made = [one + two + three for one in _SYLLABLES for two in _SYLLABLES for three in _SYLLABLES[:8]]
        random.shuffle(phrases)
        random.shuffle(made)
        self._chinese = _Vocabulary(_FREQUENT.split() + phrases, 20)
        self._english = _Vocabulary(_ENGLISH.split() + made, 13)

    def draw(self, count: int) -> Iterator[str]:
        """So many notes."""
        for start in range(0, count, _PIECE):
            number = min(_PIECE, count - start)
            chinese = self._piece(self._chinese, number, self._chinese_note)
            english = self._piece(self._english, number, " ".join)
            for _note in range(number):
                yield next(chinese if self._random.random() < _CHINESE_SHARE else english)[:_LONGEST]

    def names(self, count: int) -> list[str]:
        """So many of the rare Chinese words, for what has a name of its own."""
        return self._random.choices(self._chinese.words[len(_FREQUENT.split()) :], k=count)

    def _piece(self, vocabulary: _Vocabulary, count: int, joined: Callable[[Sequence[str]], str]) -> Iterator[str]:
        """So many notes of one language; all their words are drawn at once, which is several times as quick."""
        usual = vocabulary.mean / exp(_SPREAD**2 / 2)
        lengths = [max(2, round(usual * self._random.lognormvariate(0, _SPREAD))) for _note in range(count)]
        words = self._random.choices(vocabulary.words, cum_weights=vocabulary.weights, k=sum(lengths))
        for end, length in zip(accumulate(lengths), lengths, strict=True):
            yield joined(words[end - length : end])

    def _chinese_note(self, words: Sequence[str]) -> str:
        pauses = iter(self._random.choices(_PAUSES, k=len(words)))
        return "".join(word + (next(pauses) if place % 5 == 4 else "") for place, word in enumerate(words))
