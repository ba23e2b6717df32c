"""A made-up portrait: tags of five groups in English or in Chinese, which differ between the groups of customers."""

import random

from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitTag, TagUse

SIGNED, PROSPECTS, LOST = CustomerGroup
SIZES = {SIGNED: 212, PROSPECTS: 871, LOST: 140}
ENGLISH = {
    "Where from": ("referral", "expo lead", "cold call", "web form", "partner", "old customer", "trial user"),
    "Industry": ("K12 education", "medical", "logistics", "retail", "training", "manufacturing", "food", "hotels"),
    "Size": ("<50 staff", "50–200 staff", "200–500 staff", ">500 staff"),
    "City": ("银川 Yinchuan", "兰州 Lanzhou", "西安 Xi’an", "太原 Taiyuan", "呼和浩特", "Qinghai"),
    "Situation": ("multi-site", "replaces Excel", "has IT lead", "autumn budget", "price-led", "decision maker met"),
}
CHINESE = {
    "来源": ("老客户转介绍", "展会", "电话开发", "官网留言", "合作伙伴", "试用用户"),
    "行业": ("基础教育", "医疗", "物流", "零售", "职业培训", "制造业", "食品", "酒店"),
    "规模": ("50人以下", "50–200人", "200–500人", "500人以上"),
    "城市": ("银川", "兰州", "西安", "太原", "沈阳", "呼和浩特", "西宁"),
    "特征": ("多校区", "替换Excel", "有IT主管", "秋季预算", "价格敏感", "见过决策人", "合同将到期"),
}


def tag(name: str, group: str = "Where from", colour: int = 0) -> PortraitTag:
    return PortraitTag(uid=f"{group}/{name}", name=name, group_uid=group, group=group, colour=colour, level=1)


def use(name: str, signed: int = 0, prospects: int = 0, lost: int = 0, **more: object) -> TagUse:
    return TagUse(tag(name, **more), {SIGNED: signed, PROSPECTS: prospects, LOST: lost})


def portrait(*uses: TagUse, sizes: dict[CustomerGroup, int] | None = None) -> Portrait:
    return Portrait(sizes or SIZES, tuple(sorted(uses, key=lambda one: -one.total)))


def sample(words: dict[str, tuple[str, ...]] = ENGLISH, seed: int = 3) -> Portrait:
    """Every tag of the words; some are missing from some of the groups of customers."""
    chance = random.Random(seed)
    uses = []
    for colour, (group, names) in enumerate(words.items()):
        for name in names:
            base = chance.betavariate(0.8, 4)
            shares = [min(1.0, base * chance.choice((0, 0.4, 0.8, 1, 1.4, 2))) for _group in CustomerGroup]
            counts = [round(share * SIZES[one]) for share, one in zip(shares, CustomerGroup, strict=True)]
            uses.append(use(name, *counts, group=group, colour=colour))
    return portrait(*(one for one in uses if one.total))
