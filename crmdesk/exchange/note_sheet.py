"""Quick notes as a sheet: a row for each note, each of its questions and each of their chips. Written here.

Its columns are called in the language in use; ``note_sheet_reading`` knows them in any.
"""

from collections.abc import Iterator
from pathlib import Path

from crmdesk.domain.note_set import NoteSet
from crmdesk.domain.template import Template
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.template_phrasing import name_in, sentence_text, words_of
from crmdesk.exchange.effect_text import effect_lines
from crmdesk.exchange.own_sheet import YES
from crmdesk.i18n import LANGUAGES, language

HEADERS: dict[str, tuple[str, str, str]] = {
    "note": ("Note", "速记", "速記"),
    "question": ("Question", "问题", "問題"),
    "chip": ("Chip", "选项", "選項"),
    "type": ("Logged as / answered by", "跟进方式／填写类型", "跟進方式／填寫類型"),
    "needed": ("Needed", "必填", "必填"),
    "en": ("Writes in English", "英文写法", "英文寫法"),
    "zh_CN": ("Writes in 简体中文", "简体中文写法", "簡體中文寫法"),
    "zh_TW": ("Writes in 繁體中文", "繁体中文写法", "繁體中文寫法"),
    "effects": ("Does", "带来", "帶來"),
    "hint": ("Example", "示例", "範例"),
    "unit": ("Unit", "单位", "單位"),
    "low": ("At least", "最小", "最小"),
    "high": ("At most", "最大", "最大"),
    "whole": ("Whole number", "整数", "整數"),
    "language": ("Language", "语言", "語言"),
    "key": ("Key", "键", "鍵"),
}
"""The columns in their order, by what they hold, as they are called in each of ``i18n.LANGUAGES``."""

TYPES: dict[FieldType, tuple[str, str, str]] = {
    FieldType.ONE: ("one chip", "单选", "單選"),
    FieldType.SEVERAL: ("several chips", "多选", "複選"),
    FieldType.NUMBER: ("number", "数字", "數字"),
    FieldType.MONEY: ("money", "金额", "金額"),
    FieldType.DATE: ("date", "日期", "日期"),
    FieldType.TEXT: ("text", "文字", "文字"),
    FieldType.FILE: ("file", "文件", "檔案"),
}
NAME_MARK = "# "
"""Begins the line, before the sentence in another language, that holds the name of the note in it."""

Row = dict[str, str | int | None]


def write_note_sheet(notes: NoteSet, path: Path) -> None:
    """Write a set as a workbook.

    Raises UnwritableError when the file cannot be written; what was there is then still whole.
    """
    from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
    from crmdesk.exchange.tables.writing.workbook import write_workbook

    place = LANGUAGES.index(language())
    numbers = ("low", "high")
    columns = tuple(
        OutColumn(names[place], "integer" if key in numbers else "text", hidden=key == "key")
        for key, names in HEADERS.items()
    )
    rows = [[row.get(key) for key in HEADERS] for template in notes.templates for row in _rows(template, place)]
    write_workbook(path, [OutSheet(notes.name, columns, rows)])


def _rows(template: Template, place: int) -> Iterator[Row]:
    yield {
        "note": template.name,
        "type": template.kind,
        "language": template.language,
        "key": template.key,
        "effects": effect_lines(template.effects, template.rules),
        **{spoken: _sentence(template, spoken) for spoken in LANGUAGES},
    }
    for asked in template.fields:
        yield {"note": template.name, **_question(asked, place)}
        for chip in asked.chips:
            yield {
                "note": template.name,
                "question": asked.label,
                "chip": chip.label,
                "key": chip.key,
                "effects": effect_lines(chip.effects),
                **{spoken: words_of(template, asked.key, chip.key, spoken) for spoken in LANGUAGES},
            }


def _question(asked: TemplateField, place: int) -> Row:
    return {
        "question": asked.label,
        "type": TYPES[asked.type][place],
        "needed": "" if asked.optional else YES[place],
        "effects": effect_lines(asked.effects),
        "hint": asked.hint,
        "unit": asked.unit,
        "low": asked.low,
        "high": asked.high,
        "whole": YES[place] if asked.whole else "",
        "key": asked.key,
    }


def _sentence(template: Template, spoken: str) -> str:
    sentence, name = sentence_text(template, spoken), name_in(template, spoken)
    if spoken == template.language or not name:
        return sentence
    return f"{NAME_MARK}{name}\n{sentence}" if sentence else f"{NAME_MARK}{name}"
