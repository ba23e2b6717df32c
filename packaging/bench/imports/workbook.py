"""The workbook that is imported: customers as Chinese and English sales sheets list them, the same with each run.

Knows nothing of what becomes of it.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

# To be raised when the rows change, so that a cached workbook is made anew.
_VERSION = 1
_SEED = 12

_CITIES = "上海 北京 广州 深圳 杭州 苏州 南京 成都 重庆 武汉 西安 宁波 青岛 无锡 长沙 厦门 佛山 东莞 合肥 天津".split()
_COMPANY = "华晨东方远大恒信瑞达宏图中兴泰和永利金辉百川汇通新域天成海润博雅创维锐科鼎盛联众国安顺康宁星凯旋嘉禾万隆"
_INDUSTRIES = "机械 电子 化工 纺织 食品 物流 医药 软件 建材 能源 教育 零售".split()
_FORMS = "有限公司 科技有限公司 股份有限公司 贸易有限公司 实业有限公司 集团有限公司".split()
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉华飞鑫波斌宇浩凯健俊帆婷雪琳晨阳建国志文海宏博思雨梓轩"
_WORDS = (
    "North South East West Blue Red Green Silver Golden River Ocean Hill Stone Iron Bright Clear Prime Delta".split()
)
_TRADES = "Tech Systems Logistics Trading Foods Medical Energy Textiles Motors Software Tools Optics Robotics".split()
_LEGAL = ("Inc.", "Ltd", "GmbH", "LLC", "Co., Ltd", "Corp.")
_FIRST = "James Mary John Linda Robert Susan David Karen Mark Lisa Paul Nancy Anna Peter Julia Thomas Laura".split()
_LAST = "Smith Johnson Brown Miller Davis Wilson Moore Taylor Clark Lewis Walker Hall Young King Wright Scott".split()
_SOURCES = "展会 官网 转介绍 百度推广 电话 微信 抖音 老客户".split()
_OWNERS = ("王敏", "李强", "Anna Lee", "陈晨", "Tom Baker")
_MAIL_HOSTS = ("qq.com", "163.com", "acme.cn", "gmail.com", "north.com")
_NOTES = (
    "需要报价",
    "年底再联系",
    "对价格敏感",
    "已有供应商，但不满意交期",
    "想看样品",
    "Asked for a brochure",
    "预算下季度批",
)

HEADERS = ("客户名称", "手机", "邮箱", "城市", "地址", "行业", "来源", "负责人", "创建时间", "备注", "客户编号", "税号")
"""Twelve columns; where there is a person, the last gives way to ``PERSON``."""
PERSON = "联系人"

Row = tuple[str | datetime, ...]


def workbook(cache: Path, count: int, *, with_person: bool) -> Path:
    """The file with so many rows, made if it is not there yet; ``with_person`` names somebody at each customer."""
    path = cache / f"import-{count}-{'person' if with_person else 'plain'}-{_VERSION}.xlsx"
    if not path.exists():
        book = Workbook(write_only=True)
        sheet = book.create_sheet("客户")
        sheet.append([*HEADERS[:-1], PERSON] if with_person else HEADERS)
        for row in rows(count, with_person=with_person):
            sheet.append(row)
        building = path.with_suffix(".new")
        book.save(building)
        building.rename(path)
    return path


def rows(count: int, *, with_person: bool) -> Iterator[Row]:
    """The rows below the headers."""
    dice = random.Random(_SEED)  # noqa: S311  # no secret depends on it
    for number in range(count):
        city, industry = dice.choice(_CITIES), dice.choice(_INDUSTRIES)
        chinese = dice.random() < 0.6
        name = _chinese_company(dice, city, industry) if chinese else _english_company(dice)
        person = _person(dice, chinese=chinese)
        yield (
            name,
            _phone(dice),
            f"u{dice.randrange(10**7)}@{dice.choice(_MAIL_HOSTS)}",
            city,
            f"{city}市{dice.choice(_COMPANY)}{dice.choice(_COMPANY)}路{dice.randrange(1, 2000)}号",
            industry,
            dice.choice(_SOURCES),
            dice.choice(_OWNERS),
            datetime(2016, 1, 1) + timedelta(minutes=dice.randrange(5_000_000)),  # noqa: DTZ001  # as a cell has it
            dice.choice(_NOTES),
            f"C{number:06d}",
            person if with_person else f"9131{dice.randrange(10**14):014d}",
        )


def _chinese_company(dice: random.Random, city: str, industry: str) -> str:
    return city + "".join(dice.choices(_COMPANY, k=dice.choice((2, 3, 4)))) + industry + dice.choice(_FORMS)


def _english_company(dice: random.Random) -> str:
    words = dice.choices(_WORDS, k=2)
    return f"{words[0]} {words[1]} {dice.choice(_TRADES)} {dice.randrange(1, 9999)} {dice.choice(_LEGAL)}"


def _person(dice: random.Random, *, chinese: bool) -> str:
    if chinese:
        return dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2))))
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def _phone(dice: random.Random) -> str:
    """Seven in ten plain mobile numbers; the others written in groups, with the country code, or of a landline."""
    number, way = f"1{dice.choice('35789')}{dice.randrange(10**9):09d}", dice.random()
    if way < 0.7:
        return number
    if way < 0.85:
        return f"{number[:3]}-{number[3:7]}-{number[7:]}"
    return f"+86 {number}" if way < 0.95 else f"0{dice.choice(('21', '10', '571'))}-{dice.randrange(10**7, 10**8)}"
