"""Colleagues, customers with a number and two tags each, and deals."""

from collections.abc import Iterator, Sequence
from random import Random

from bench.workspace.notes import Notes
from bench.workspace.table import Connection, fill, ids
from bench.workspace.times import DAY, END, OFFSET, SPAN
from crmdesk.domain.ids import new_uid
from crmdesk.store.text.folding import fold

_COLLEAGUES = 40
_CITIES = "北京 上海 广州 深圳 杭州 成都 重庆 武汉 苏州 西安 南京 长沙 天津 郑州 青岛 厦门 London Berlin Osaka".split()
_FIELDS = "科技 贸易 医疗 教育 物流 电子 机械 食品 建筑 传媒 化工 纺织 能源 软件 咨询".split()
_FORMS = ("有限公司", "有限公司", "股份有限公司", "集团", "工作室", "厂")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲斌宇浩凯佳欣怡雪梅"
_LATIN = "Alder Brook Crane Dunmore Elm Falcon Granite Harbour Iron Juniper Kestrel Linden Maple North Oak Pine".split()
_LATIN_FORMS = ("Ltd", "GmbH", "Trading", "Systems", "Partners")
_PRODUCTS = "年度续约 设备采购 软件许可 技术服务 样机试用 扩容 培训 维保 Pilot Rollout Renewal Upgrade".split()
_STATUSES = ("lost", "won", "lost", "open", "lost", "won", "lost", "open", "lost", "hold")


def fill_parties(connection: Connection, random: Random, notes: Notes, customers: int, deals: int) -> None:
    """Fill the tables of colleagues, customers, numbers, tags and deals."""
    people = [f"{random.choice(_SURNAMES)}{''.join(random.choices(_GIVEN, k=2))}{n}" for n in range(_COLLEAGUES)]
    members = ((new_uid(), name, fold(name), "{}") for name in people)
    fill(connection, "member", "uid name name_key extra", members)
    owners = ids(connection, "member")
    fill(
        connection,
        "customer",
        "uid name name_key owner_id address city note external_id holding created_at created_offset created_precision "
        "extra",
        _customers(random, notes, owners, customers),
    )
    keys = ids(connection, "customer", "NOT holding")
    points = ((new_uid(), key, "mobile", number, f"+86{number}") for key, number in zip(keys, _numbers(random)))  # noqa: B905
    fill(connection, "contact_point", "uid customer_id kind value value_key", points)
    fill(connection, "tag_assignment", "uid tag_id customer_id from_day", _tags(random, ids(connection, "tag"), keys))
    fill(
        connection,
        "deal",
        "uid customer_id name name_key owner_id stage_id status amount_minor currency created_at created_offset "
        "created_precision closed_at closed_offset closed_precision external_id extra",
        _deals(random, owners, ids(connection, "stage"), keys, deals),
    )


def _customers(random: Random, notes: Notes, owners: Sequence[int], count: int) -> Iterator[tuple[object, ...]]:
    brands = notes.names(count)
    for place in range(count):
        city = random.choice(_CITIES)
        name = _name(random, city, brands[place])
        at = END - SPAN + random.randrange(SPAN)
        remark = brands[place - 1] if random.random() < 0.2 else ""
        yield (
            new_uid(), name, fold(name), random.choice(owners), "", city, remark, "", 0, at, OFFSET, "second", "{}",
        )  # fmt: skip


def _name(random: Random, city: str, brand: str) -> str:
    chance = random.random()
    if chance < 0.55:
        return f"{city}{brand}{random.choice(_FIELDS)}{random.choice(_FORMS)}"
    if chance < 0.8:
        return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2))))
    return f"{random.choice(_LATIN)} {random.choice(_LATIN)} {random.randrange(1000)} {random.choice(_LATIN_FORMS)}"


def _numbers(random: Random) -> Iterator[str]:
    while True:
        yield f"1{random.randrange(3_000_000_000, 9_999_999_999)}"


def _tags(random: Random, tags: Sequence[int], customers: Sequence[int]) -> Iterator[tuple[object, ...]]:
    for customer in customers:
        for tag in random.sample(tags, 2):
            yield new_uid(), tag, customer, "2026-01-05"


def _deals(
    random: Random, owners: Sequence[int], stages: Sequence[int], customers: Sequence[int], count: int
) -> Iterator[tuple[object, ...]]:
    for place in range(count):
        customer = random.choice(customers)
        name = f"{random.choice(_PRODUCTS)} {2017 + random.randrange(10)}"
        status = _STATUSES[place % len(_STATUSES)]
        begun = END - SPAN + random.randrange(SPAN - 90 * DAY)
        closing = (None,) * 3 if status in ("open", "hold") else (begun + random.randrange(90 * DAY), OFFSET, "second")
        amount = None if random.random() < 0.05 else random.randrange(100_000, 100_000_000)
        currency = "USD" if random.random() < 0.05 else "CNY"
        yield (
            new_uid(), customer, name, fold(name), random.choice(owners), random.choice(stages), status, amount,
            currency, begun, OFFSET, "second", *closing, "", "{}",
        )  # fmt: skip
