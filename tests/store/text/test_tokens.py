"""Index side and query side against each other, in a real FTS5 table."""

import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from crmdesk.store.text.folding import fold
from crmdesk.store.text.pinyin import readings
from crmdesk.store.text.tokens import index_terms, match_query, query_parts

HAN = "晨光科技有限公司合同報價报价臺湾台灣广東广东后後面麵王總总经理們𠮷𡃁𪚥〇々カ가"
OTHERS = "，。！“” \n.,-a1Zé"
NAUGHTY = [
    *(
        '"',
        '""',
        "'",
        "*",
        "a*",
        '"a',
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "a:b",
        "^a",
        "-a",
        "+",
        "(",
        ")",
        "{a}: b",
        "\x00",
        "a\x00b",
    ),
    *(
        "%",
        "_",
        "\\",
        ";",
        "--",
        "/*",
        "\ud800",
        "a\udfffb",
        "\u202e",
        "😀",
        "👨‍👩‍👧",
        "ﷺ",
        "ﬁ",
        "İ",
        "ß",
        "\u0301",
        "e\u0301",
        "\ufeff",
    ),
    *(
        "曾国藩 OR 1=1",
        "' OR ''='",
        "１３８００１３８０００",
        "（021）6123－4567",
        "☎️",
        "½",
        "Ⅻ",
        "①",
        "٣",
        "हिन्दी",
        "กำลัง",
        "한국어",
    ),
]


class Index:
    """A contentless table as the search uses it."""

    def __init__(self) -> None:
        self.connection = dbapi2.connect(":memory:", isolation_level=None)
        self.connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, pinyin, content='', contentless_delete=1, "
            "tokenize='ascii', prefix='3')"
        )

    def put(self, rowid: int, text: str, name: str = "") -> None:
        self.drop(rowid)
        self.connection.execute(
            "INSERT INTO found(rowid, text, pinyin) VALUES(?, ?, ?)",
            (rowid, index_terms(text), " ".join(readings(name))),
        )

    def drop(self, rowid: int) -> None:
        self.connection.execute("DELETE FROM found WHERE rowid = ?", (rowid,))

    def find(self, query: str) -> set[int]:
        match = match_query(query)
        if match is None:
            return set()
        return {row[0] for row in self.connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (match,))}


@pytest.fixture
def index() -> Iterator[Index]:
    index = Index()
    yield index
    index.connection.close()


def test_han_substrings_are_found_exactly_through_all_changes(index: Index) -> None:
    chance = random.Random(20260304)
    texts = {}

    def invent() -> str:
        weights = [*range(len(HAN), 0, -1), *[2] * len(OTHERS)]
        return "".join(chance.choices(HAN + OTHERS, weights, k=chance.randint(1, 60)))

    for rowid in range(1, 1201):
        texts[rowid] = invent()
        index.put(rowid, texts[rowid])
    for rowid in chance.sample(sorted(texts), 300):
        texts[rowid] = invent()
        index.put(rowid, texts[rowid])
    for rowid in chance.sample(sorted(texts), 200):
        del texts[rowid]
        index.drop(rowid)
    folded = {rowid: fold(text) for rowid, text in texts.items()}
    queries = 0
    found = 0
    while queries < 400:
        text = chance.choice(list(texts.values()))
        start = chance.randrange(len(text))
        part = text[start : start + chance.randint(1, 5)]
        if not part or any(character in OTHERS for character in part):
            continue
        expected = {rowid for rowid, each in folded.items() if fold(part) in each}
        assert index.find(part) == expected, part
        queries += 1
        found += len(expected)
    assert found > queries


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("臺灣晨光", "台湾"),
        ("台湾", "臺灣"),
        ("Café Müller, Straße 5", "cafe muller strasse"),
        ("Cafe\u0301", "café"),
        ("ŁÓDŹ", "lodz"),
        ("ＡＢＣ公司", "abc公司"),
        ("iPhone15 Pro", "15"),
        ("iPhone15 Pro", "iphone15"),
        ("iPhone 15", "iphone15"),
        ("晨\u200b光", "晨光"),
        ("葛\U000e0100城", "葛城"),
        ("한국어 회사", "국어"),
        ("カタカナ", "ｶﾀｶﾅ"),
        ("order 4711-0815", "0815"),
        ("email a.b@example.com", "b@example"),
        ("हिन्दी में", "हिन्"),
        ("電話：１３８００１３８０００", "0013"),
    ],
)
def test_finds(index: Index, text: str, query: str) -> None:
    index.put(1, text)
    assert index.find(query) == {1}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("晨，光", "晨光"),
        ("光晨", "晨光"),
        ("smartphone", "phone"),
        ("ab12", "ab13"),
        ("晨光", "晨光a"),
        ("138 0013 8000", "1390"),
    ],
)
def test_does_not_find(index: Index, text: str, query: str) -> None:
    index.put(1, text)
    assert index.find(query) == set()


@pytest.mark.parametrize(
    "text", ["13800138000", "138 0013 8000", "138-0013-8000", "+86-138 0013 8000", "(138)00138000"]
)
@pytest.mark.parametrize("written", ["{}", "{} {} {}", "+86{}", "+86 {} {} {}", "0086-{}-{}-{}", "(+86){}"])
def test_a_phone_is_found_however_it_is_written(index: Index, text: str, written: str) -> None:
    index.put(1, f"电话{text}，王总")
    groups = ["138", "0013", "8000"] if written.count("{}") == 3 else ["13800138000"]
    assert index.find(written.format(*groups)) == {1}


@pytest.mark.parametrize("query", ["", " ", "。，！", "😀", '"', "*", "-", "()", "\x00", "\ud800", "\u202e"])
def test_nothing_to_search_for(query: str) -> None:
    assert match_query(query) is None


@pytest.mark.parametrize(
    "query", [*NAUGHTY, "王" * 5000, "a " * 5000, "a" * 100_000, "1" * 5000, "1 " * 5000, "(" * 5000]
)
def test_no_query_is_a_syntax_error(index: Index, query: str) -> None:
    index.put(1, "晨光 " + query.encode("utf-8", "ignore").decode())
    index.find(query)
    if match_query(query) is not None:
        assert index.find(query) in ({1}, set())


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(NAUGHTY + list(HAN + OTHERS))).map("".join)))
def test_any_text_is_found_by_itself(text: str) -> None:
    index = Index()
    index.put(1, text)
    assert index.find(text) == ({1} if match_query(text) else set())
    index.connection.close()


NAMES = [
    "王李张刘陈杨黄赵吴周徐孙曾单解仇区朴查翟缪盖员乐覃种",
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂国海建晓文志玉华新长重",
]


def test_names_are_found_by_pinyin_initials_and_any_part_of_the_phone(index: Index) -> None:
    chance = random.Random(7)
    people = {}
    index.connection.execute("BEGIN")
    for rowid in range(1, 2001):
        name = chance.choice(NAMES[0]) + "".join(chance.choices(NAMES[1], k=chance.randint(1, 2)))
        phone = f"1{chance.randrange(3 * 10**9, 10**10)}"
        people[rowid] = name, phone
        index.put(rowid, name, name)
        index.put(10_000 + rowid, chance.choice([phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"+86-{phone}"]))
    index.connection.execute("COMMIT")
    for rowid, (name, phone) in people.items():
        full, initials, *_ = readings(name)
        assert rowid in index.find(full)
        assert rowid in index.find(initials)
        assert rowid in index.find(name[1:])
        start = chance.randrange(9)
        part = phone[start : start + chance.randint(3, 11)]
        assert 10_000 + rowid in index.find(part), (phone, part)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("曾国藩", "zeng"),
        ("曾国藩", "zgf"),
        ("曾國藩", "zengguofan"),
        ("重庆啤酒", "chongqing"),
        ("重庆啤酒", "cq"),
        ("重慶", "chongqing"),
    ],
)
def test_names_are_found_as_they_are_spoken(index: Index, name: str, query: str) -> None:
    index.put(1, name, name)
    assert index.find(query) == {1}


def test_parts_of_a_query_stand_in_folded_text() -> None:
    assert query_parts("臺灣 iPhone15") == ["台湾 iphone15", "iphone15", "台湾"]
    assert query_parts(" ，") == ["，"] or query_parts(" ，") == [","]


def test_long_texts_take_linear_space() -> None:
    for piece in ("晨光", "1", "1 ", "a", "é", "\u0301", "a1"):
        started = time.process_time()
        terms = index_terms(piece * 50_000)
        print(f"{piece!r}: {time.process_time() - started:.2f} s")  # quadratic time would meet the limit of every test
        assert len(terms) < 25 * len(piece) * 50_000
