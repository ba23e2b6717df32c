"""The sheets crmdesk writes, column by column: the one definition that the export and the import share.

Header words stand here in all languages, so that a workbook written in one language is read back in any other. Knows
nothing of how cells are written or of where the records come from.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from enum import StrEnum
from typing import Any, NoReturn

from crmdesk.domain.moment import Moment, Precision, WallTime
from crmdesk.exchange.tables.records import SheetKind

EXTRA_PREFIX = "x: "
_NAMES_OF_TAGS = frozenset(("group", "tag", "parent"))
# Of the column that says why a row was handed back, by language; an import ignores it. Fixed, unlike a translation.
REASON_HEADERS = {"en": "crmdesk: reason", "zh_CN": "crmdesk：原因", "zh_TW": "crmdesk：原因說明"}


class CellKind(StrEnum):
    """How a cell of ours is written."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    MOMENT = "moment"  # the wall clock as a real date and time; the next column is its CLOCK
    CLOCK = "clock"  # see clock_text
    LIST = "list"  # see join_values
    TAGS = "tags"  # see join_tags
    DETAIL = "detail"  # see detail_text
    PROOF = "proof"  # the uid of an entry of the timeline; unlike other uids, a sheet of ours can do without
    KEY = "key"  # of an entry the program ships, the same in every language; a sheet of ours can do without


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of ours. ``target`` is what it is read back as (empty: derived, ignored); headers are per language."""

    key: str
    target: str
    kind: CellKind
    en: str
    simplified: str
    traditional: str

    def header(self, language: str) -> str:
        """The header in a language of ``crmdesk.i18n.LANGUAGES``."""
        return {"zh_CN": self.simplified, "zh_TW": self.traditional}.get(language, self.en)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of ours; columns the workspace has no field for follow under ``EXTRA_PREFIX`` headers."""

    kind: SheetKind
    names: tuple[str, str, str]
    columns: tuple[OwnColumn, ...]

    def name(self, language: str) -> str:
        """The sheet's name in a language of ``crmdesk.i18n.LANGUAGES``."""
        return self.names[{"zh_CN": 1, "zh_TW": 2}.get(language, 0)]


def _columns(lines: str) -> tuple[OwnColumn, ...]:
    """Columns out of lines ``key target kind | English | 简体 | 繁體``; each moment is followed by its clock."""
    columns: list[OwnColumn] = []
    for line in lines.strip().splitlines():
        first, en, simplified, traditional = (part.strip() for part in line.split("|"))
        key, target, kind = first.split()
        target = "" if target == "-" else target
        columns.append(OwnColumn(key, target, CellKind(kind), en, simplified, traditional))
        if kind == CellKind.MOMENT:
            names = (f"{en} (clock)", f"{simplified}（时钟）", f"{traditional}（時鐘）")
            columns.append(OwnColumn(f"{key}_clock", f"{target}_clock", CellKind.CLOCK, *names))
    return tuple(columns)


_POINTS = """
phones {0}.phone list | Phones | 电话 | 電話
mobiles {0}.mobile list | Mobiles | 手机 | 手機
faxes {0}.fax list | Faxes | 传真 | 傳真
emails {0}.email list | E-mails | 邮箱 | 電子郵件
wechat {0}.wechat list | WeChat | 微信 | 微信
qq {0}.qq list | QQ | QQ | QQ
websites {0}.website list | Websites | 网站 | 網站
"""

OWN_SHEETS = (
    OwnSheet(
        SheetKind.CUSTOMERS,
        ("Customers", "客户", "客戶"),
        _columns(
            """
            uid customer.uid text | uid | uid | uid
            name customer.name text | Name | 名称 | 名稱
            owner customer.owner text | Owner | 负责人 | 負責人
            status - text | Status | 状态 | 狀態
            source customer.source text | Source | 来源 | 來源
            address customer.address text | Address | 地址 | 地址
            city customer.city text | City | 城市 | 城市
            note customer.note text | Note | 备注 | 備註
            first_channel customer.first_channel text | First touchpoint | 最早接触点 | 最早接觸點
            first_when customer.first_when text | First touchpoint: when | 最早接触时间 | 最早接觸時間
            first_saw customer.first_saw text | First touchpoint: saw | 最早看到的内容 | 最早看到的內容
            first_forgotten customer.first_forgotten flag | Does not remember | 不记得 | 不記得
            created_at customer.created moment | Created | 创建时间 | 建立時間
            """
            + _POINTS.strip().format("customer")
            + """
            tags customer.tags tags | Tags | 标签 | 標籤
            external_id customer.external_id text | External ID | 外部编号 | 外部編號
            """
        ),
    ),
    OwnSheet(
        SheetKind.CONTACTS,
        ("Contacts", "联系人", "聯絡人"),
        _columns(
            """
            uid contact.uid text | uid | uid | uid
            name contact.name text | Name | 姓名 | 姓名
            customer customer.name text | Customer | 客户 | 客戶
            customer_uid customer.uid text | customer uid | 客户 uid | 客戶 uid
            title contact.title text | Job title | 职务 | 職務
            role contact.role text | Role | 角色 | 角色
            """
            + _POINTS.strip().format("contact")
            + """
            tags contact.tags tags | Tags | 标签 | 標籤
            external_id contact.external_id text | External ID | 外部编号 | 外部編號
            """
        ),
    ),
    OwnSheet(
        SheetKind.DEALS,
        ("Deals", "商机", "商機"),
        _columns(
            """
            uid deal.uid text | uid | uid | uid
            name deal.name text | Name | 名称 | 名稱
            customer customer.name text | Customer | 客户 | 客戶
            customer_uid customer.uid text | customer uid | 客户 uid | 客戶 uid
            owner deal.owner text | Owner | 负责人 | 負責人
            stage deal.stage text | Stage | 阶段 | 階段
            status deal.status text | Status | 状态 | 狀態
            amount deal.amount number | Amount | 金额 | 金額
            currency deal.currency text | Currency | 币种 | 幣別
            probability deal.probability number | Probability, % | 成交概率, % | 成交機率, %
            created_at deal.created moment | Created | 创建时间 | 建立時間
            expected_close deal.expected_close date | Expected close | 预计签约日期 | 預計簽約日期
            closed_at deal.closed moment | Closed | 关闭时间 | 結案時間
            hold_until deal.hold_until date | On hold until | 搁置至 | 擱置至
            external_id deal.external_id text | External ID | 外部编号 | 外部編號
            tags deal.tags tags | Tags | 标签 | 標籤
            obstacles deal.obstacles list | Won in spite of | 赢单阻力 | 贏單阻力
            met deal.met list | Competitors met | 遇到的竞争对手 | 遇到的競爭對手
            """
        ),
    ),
    OwnSheet(
        SheetKind.TIMELINE,
        ("Timeline", "时间线", "時間軸"),
        _columns(
            """
            uid touch.uid text | uid | uid | uid
            customer customer.name text | Customer | 客户 | 客戶
            customer_uid customer.uid text | customer uid | 客户 uid | 客戶 uid
            deal touch.deal_name text | Deal | 商机 | 商機
            deal_uid touch.deal_uid text | deal uid | 商机 uid | 商機 uid
            kind touch.kind text | Kind | 类型 | 類型
            status touch.status text | Status | 状态 | 狀態
            direction touch.direction text | Direction | 方向 | 方向
            occurred_at touch.occurred moment | When | 发生时间 | 發生時間
            recorded_at touch.recorded moment | Recorded | 记录时间 | 記錄時間
            actor touch.actor text | Who | 执行人 | 執行人
            recorded_by touch.recorded_by text | Recorded by | 记录人 | 記錄人
            contact contact.name text | Contact | 联系人 | 聯絡人
            contact_uid contact.uid text | contact uid | 联系人 uid | 聯絡人 uid
            title touch.title text | Title | 标题 | 標題
            body touch.body text | Text | 内容 | 內容
            files - list | Files | 附件 | 附件
            source touch.source text | Source | 来源 | 來源
            minutes touch.minutes number | Minutes | 时长（分钟） | 時長（分鐘）
            system touch.system flag | Automatic | 自动 | 自動
            detail touch.detail detail | Detail | 明细 | 明細
            """
        ),
    ),
    OwnSheet(
        SheetKind.LOSSES,
        ("Losses", "失败商机", "失敗商機"),
        _columns(
            """
            uid deal.loss_uid text | uid | uid | uid
            deal_uid deal.uid text | deal uid | 商机 uid | 商機 uid
            deal deal.name text | Deal | 商机 | 商機
            customer customer.name text | Customer | 客户 | 客戶
            customer_uid customer.uid text | customer uid | 客户 uid | 客戶 uid
            lost_at deal.closed moment | Lost | 失败时间 | 失敗時間
            stage_at_loss deal.stage_at_loss text | Stage at loss | 失败阶段 | 失敗階段
            amount deal.amount number | Amount | 金额 | 金額
            currency deal.currency text | Currency | 币种 | 幣別
            reason deal.lost_reason text | Reason | 失败原因 | 失敗原因
            subreason deal.lost_subreason text | Sub-reason | 具体原因 | 具體原因
            competitors deal.competitors list | Competitors | 竞争对手 | 競爭對手
            note deal.lost_note text | Note | 备注 | 備註
            win_back_on deal.win_back_on date | Win back on | 挽回日期 | 挽回日期
            reviewed deal.reviewed flag | Reviewed | 已复核 | 已複核
            win_back deal.win_back text | Can be won back | 可否挽回 | 可否挽回
            win_back_why deal.win_back_why text | Can be won back: why | 可否挽回：原因 | 可否挽回：原因
            win_back_trigger deal.win_back_trigger text | Win back when | 挽回时机 | 挽回時機
            finding deal.finding text | Finding | 复核结论 | 複核結論
            lesson deal.lesson text | Lesson | 教训 | 教訓
            reviewed_on deal.reviewed_on moment | Reviewed on | 复核时间 | 複核時間
            reviewed_by deal.reviewed_by text | Reviewed by | 复核人 | 複核人
            reopened deal.reopened moment | Reopened | 重新打开时间 | 重新開啟時間
            seller_says deal.seller_says list | Seller says | 销售的说法 | 業務的說法
            customer_says deal.customer_says list | Customer says | 客户的说法 | 客戶的說法
            manager_says deal.manager_says list | Manager says | 经理的说法 | 經理的說法
            seller_proof deal.seller_proof proof | Seller says (entry) | 销售的说法（记录） | 業務的說法（記錄）
            customer_proof deal.customer_proof proof | Customer says (entry) | 客户的说法（记录） | 客戶的說法（記錄）
            manager_proof deal.manager_proof proof | Manager says (entry) | 经理的说法（记录） | 經理的說法（記錄）
            entry deal.loss_entry proof | Loss (entry) | 失败（记录） | 失敗（記錄）
            """
        ),
    ),
    OwnSheet(
        SheetKind.TAGS,
        ("Tags", "标签", "標籤"),
        _columns(
            """
            group label.group text | Group | 标签组 | 標籤組
            tag label.name text | Tag | 标签 | 標籤
            parent label.parent text | Parent tag | 上级标签 | 上級標籤
            group_key label.group_key key | Group key | 标签组键 | 標籤組鍵
            holders label.holders text | Given to | 标签用于 | 標籤用於
            single label.single flag | One tag only | 标签单选 | 標籤單選
            words label.words list | Other words | 其他叫法 | 其他叫法
            """
        ),
    ),
)


def match_own_sheet(headers: Sequence[str]) -> tuple[OwnSheet, str] | None:
    """The sheet of ours, and its language, whose columns these headers hold; None when the table is a foreign one.

    Columns may have been moved, added or taken out. What must be there is every uid column and at least half of all;
    of the tag list, which has no uids, the names.
    """
    present = set(headers)
    best: tuple[int, OwnSheet, str] | None = None
    for sheet in OWN_SHEETS:
        for language in REASON_HEADERS:
            known = {column.header(language) for column in sheet.columns}
            uids = {column.header(language) for column in sheet.columns if column.key.endswith("uid")}
            keys = uids or {column.header(language) for column in sheet.columns if column.key in _NAMES_OF_TAGS}
            score = len(known & present)
            enough = keys <= present and (not uids or 2 * score >= len(known))
            if enough and (best is None or score > best[0]):
                best = (score, sheet, language)
    return best and (best[1], best[2])


def join_values(values: Iterable[str]) -> str:
    """Several texts in one cell, ``a; b``; a semicolon or backslash inside a text is preceded by a backslash."""
    return "; ".join(_escape(value, ";") for value in values)


def split_values(cell: str) -> tuple[str, ...]:
    """The texts of a cell written by ``join_values``."""
    return tuple(_unescape(part) for part in _parts(cell))


def join_tags(tags: Iterable[tuple[str, str]]) -> str:
    """Tags as (group, name) in one cell, ``Industry: Energy; Size: Small``."""
    return "; ".join(f"{_escape(group, ';:')}: {_escape(name, ';')}" for group, name in tags)


def split_tags(cell: str) -> tuple[tuple[str, str], ...]:
    """The tags of a cell written by ``join_tags``; the group is empty where none is named."""
    tags = []
    for part in _parts(cell):
        group, colon, name = _first_colon(part)
        tags.append((_unescape(group), _unescape(name)) if colon else ("", _unescape(part)))
    return tuple(tags)


def clock_text(moment: Moment) -> str:
    """What a date cell cannot say of a moment: its precision and the offset of its clock, ``second +08:00``."""
    sign = "-" if moment.offset < 0 else "+"
    hours, minutes = divmod(abs(moment.offset), 60)
    return f"{moment.precision} {sign}{hours:02}:{minutes:02}"


def with_clock(wall: WallTime, clock: str) -> WallTime:
    """The wall time made exact by the text of ``clock_text``.

    Raises ValueError for any other text.
    """
    match = re.fullmatch(r"(day|minute|second) ([+-])(\d\d):(\d\d)", clock.strip())
    if match is None:
        raise ValueError(clock)
    precision, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    return WallTime(wall.value.replace(tzinfo=timezone(offset)), Precision(precision))


def detail_text(detail: Mapping[str, Any]) -> str:
    """Named values in one cell: compact JSON with real characters; empty where there are none."""
    return json.dumps(detail, ensure_ascii=False, separators=(",", ":")) if detail else ""


def split_detail(cell: str) -> dict[str, Any]:
    """The named values of a cell written by ``detail_text``.

    Raises ValueError for any other text.
    """
    try:
        detail = json.loads(cell, parse_constant=_refuse)  # NaN and the infinities are no JSON
        if not isinstance(detail, dict):
            _refuse(cell)
        detail_text(detail).encode()  # half a surrogate pair is no text
    except RecursionError:
        _refuse(cell)
    return detail


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


def _escape(text: str, separators: str) -> str:
    return re.sub(rf"([\\{separators}])", r"\\\1", text)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _parts(cell: str) -> list[str]:
    """Split at unescaped semicolons and drop the one blank that joining puts after them."""
    if not cell:
        return []
    parts = re.findall(r"((?:[^\\;]|\\.|\\$)*)(?:;|$)", cell, flags=re.DOTALL)[:-1] or [cell]
    return [part.removeprefix(" ") if index else part for index, part in enumerate(parts)]


def _first_colon(part: str) -> tuple[str, bool, str]:
    match = re.match(r"((?:[^\\:]|\\.)*):\s?(.*)", part, flags=re.DOTALL)
    return (match[1], True, match[2]) if match else (part, False, "")
