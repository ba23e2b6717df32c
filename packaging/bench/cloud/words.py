"""The words that are laid out: tags of customers in Chinese and in English, the same in every run."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from crmdesk.domain.portrait import PortraitTag
from crmdesk.insight.tag_cloud import Ink

CANVAS = (1600, 1000)
PADDING = 0.5
"""Dots around the ink of each word in which no other word may be: one dot between two words."""

_SMALLEST = 8
_LATIN = (
    "referral multi-site decision maker staff education price-led expo lead trial user retail training logistics "
    "medical autumn budget replaces Excel branch dealer school clinic factory hotel chain export custom machine "
    "service urgent annual tender framework warm cold partner agent online search friend family review quality speed "
    "support remote onsite small medium large"
).split()
_HAN = (
    "银川兰州西安太原沈阳呼和浩特教育医疗物流制造零售培训转介绍决策人预算续约竞品价格展会老客户渠道代理工厂学校酒店"
    "连锁出口定制设备服务紧急年度招标框架合作线上搜索朋友评价质量速度支持远程现场小中大型"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A text and its size in pixels."""

    text: str
    size: int


def tags(count: int) -> list[PortraitTag]:
    """So many different tags: half of them Chinese, two in five Latin, the rest both."""
    chance = random.Random(1)  # noqa: S311  # not a secret
    texts = dict[str, None]()
    while len(texts) < count:
        texts[_text(chance)] = None
    return [PortraitTag(text, text, "", "", 0, 1) for text in texts]


def sizes(inks: Sequence[Ink], load: float) -> list[int]:
    """Sizes that fall with the square root of the rank, so that the words' boxes make up ``load`` of the canvas."""
    room = load * CANVAS[0] * CANVAS[1]

    def scaled(factor: float) -> list[int]:
        return [max(_SMALLEST, round(factor / sqrt(rank))) for rank in range(1, len(inks) + 1)]

    def filled(factor: float) -> float:
        around = 2 * PADDING
        return sum(
            (ink.width * size + around) * (ink.height * size + around)
            for ink, size in zip(inks, scaled(factor), strict=True)
        )

    low, high = 1.0, float(CANVAS[1])
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if filled(middle) <= room else (low, middle)
    return scaled(low)


def _text(chance: random.Random) -> str:
    def han(least: int, most: int) -> str:
        return "".join(chance.choice(_HAN) for _place in range(chance.randint(least, most)))

    kind = chance.random()
    if kind < 0.5:
        return han(2, 5)
    if kind < 0.9:
        return " ".join(chance.choice(_LATIN) for _place in range(chance.choice((1, 1, 2))))
    return f"{han(2, 2)} {chance.choice(_LATIN)}"
