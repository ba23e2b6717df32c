"""Tag packs as files: what was written is read, and what is no pack is refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import ImportRejectedError, UnwritableError
from crmdesk.domain.tag_pack import PackGroup, PackTag, TagPack
from crmdesk.exchange.own_document import LARGEST
from crmdesk.exchange.packs import read_pack, write_pack

CITY = PackTag("兰州", "lanzhou", ("金城", "Lanzhou"))
PACK = TagPack(
    "西北 & <b>co</b>",
    "zh_CN",
    (
        PackGroup(
            "区域", "region", "social", AppliesTo.CUSTOMER, single_choice=True, colour=3,
            tags=(PackTag("西北", tags=(PackTag("甘肃", tags=(CITY,)),)), PackTag("华北")),
        ),
        PackGroup("Role", applies_to=AppliesTo.CONTACT),
    ),
)  # fmt: skip


def document(**changes: Any) -> dict[str, Any]:
    group = {"name": "Region", "tags": [{"name": "North"}]}
    return {"crmdesk": "tag pack", "version": 1, "name": "P", "language": "en", "groups": [group]} | changes


def tags(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    write_pack(PACK, path)
    assert read_pack(path) == PACK
    assert "兰州" in path.read_text("utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_pack(path) == PACK


def nested(levels: int) -> dict[str, Any]:
    tag: dict[str, Any] = {"name": "bottom"}
    for level in range(levels - 1):
        tag = {"name": f"level {level}", "tags": [tag]}
    return {"name": "Deep", "tags": [tag]}


WRONG: dict[str, tuple[bytes | dict[str, Any], str]] = {
    "nothing": (b"", "no tag pack of crmdesk"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\xff", "no tag pack of crmdesk"),
    "half a file": (json.dumps(document()).encode()[:-9], "no tag pack of crmdesk"),
    "a bomb": (b"[" * 100_000, "no tag pack of crmdesk"),
    "a number": (b"1" * 10_000, "no tag pack of crmdesk"),
    "another document": ({"name": "x"}, "no tag pack of crmdesk"),
    "a newer one": (document(version=2), "newer crmdesk"),
    "something unknown": (document(path="/etc/passwd"), "“pack.path” is missing, unknown"),
    "groups of a wrong type": (document(groups="all"), "“pack.groups” is missing, unknown"),
    "no group": (document(groups=[]), "no tag group"),
    "a nameless tag": (document(groups=[{"name": "A", "tags": tags(" ")}]), "A name is needed"),
    "a strange character": (document(groups=[{"name": "A\u0000"}]), "characters that nobody sees"),
    "a tag twice": (document(groups=[{"name": "A", "tags": tags("x", "Ｘ ")}]), "is in it twice"),
    "a group twice": (document(groups=tags("A", "a")), "is in it twice"),
    "a word twice": (document(groups=[{"name": "A", "tags": [{"name": "x", "aliases": ["X"]}]}]), "is in it twice"),
    "a colour of its own": (document(groups=[{"name": "A", "colour": 99}]), "colour that does not exist"),
    "a foreign key": (document(groups=[{"name": "A", "key": "../up"}]), "key that cannot be one"),
    "tags for cars": (document(groups=[{"name": "A", "applies_to": "car"}]), "applies_to” is missing, unknown"),
    "too many levels": (document(groups=[nested(5)]), "more than 4 levels"),
    "too many tags": (document(groups=[{"name": "A", "tags": tags(*map(str, range(5001)))}]), "more than 200 groups"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_pack_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    content, sentence = WRONG[case]
    path = tmp_path / "odd.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(ImportRejectedError, match=sentence) as refused:
        read_pack(path)
    assert "“odd.json”" in refused.value.message
    assert "\n" not in refused.value.message


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(ImportRejectedError, match="too large"):
        read_pack(path)
    for missing in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ImportRejectedError, match="cannot be read"):
            read_pack(missing)
    with pytest.raises(UnwritableError, match="cannot be written there"):
        write_pack(PACK, tmp_path / "no folder" / "pack.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "key", "tags", "aliases", "colour"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(groups=JSON, name=JSON)
def test_any_document_is_a_pack_or_refused(
    groups: object, name: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.json"
    path.write_text(json.dumps(document(groups=[groups], name=name)), "utf-8")
    try:
        pack = read_pack(path)
    except ImportRejectedError:
        return
    write_pack(pack, path)
    assert read_pack(path) == pack
