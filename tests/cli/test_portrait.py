"""``cloud`` and ``compare``: the same words, counts and places for scripts, people and pictures."""

import shutil
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from crmdesk.domain.clock import SystemClock
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.wiring import open_services

TAGS = {"referral": 12, "several branches": 9, "price-led": 5, "夜间配送": 3, "on trial": 2}
WORD = {"tag", "group", "count", "share", "x", "y", "width", "height", "size"}
ROW = {"tag", "a", "n_a", "b", "n_b", "log_odds", "low", "high", "enough"}


@pytest.fixture(scope="module")
def tagged_template(template, tmp_path_factory):
    """Twelve customers more, of whom four have signed and three were lost; frequent tags for the first of them."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("tagged") / "tagged.crmdesk"))
    services = open_services(path, SystemClock(), "Li Na")
    for number in range(12):
        name, deal = f"Customer {number:02}", f"Deal {number:02}"
        services.customers.add_customer(NewCustomer(name))
        services.deals.add_deal(name, deal)
        services.tags.change_tags(name, add=[tag for tag, count in TAGS.items() if number < count], remove=[])
        if number < 4:
            services.deals.win(deal)
        elif number < 7:
            services.deals.mark_lost(deal, LossWords(reason="price"))
    return path


@pytest.fixture
def tagged(tagged_template, crm):
    shutil.copy(tagged_template, crm.workspace)
    return crm


def rows_of(document):
    return {row["tag"]: row for row in document["rows"]}


def test_a_cloud_counts_the_customers_of_the_group(tagged):
    document = tagged.json("cloud", "signed")
    assert set(document) == {"n", "words", "dropped"}
    assert all(set(word) == WORD for word in document["words"])
    assert (document["n"], document["dropped"]) == (4, [])
    counts = {word["tag"]: (word["count"], word["share"]) for word in document["words"]}
    assert counts == {
        "referral": (4, 1.0), "several branches": (4, 1.0), "price-led": (4, 1.0), "夜间配送": (3, 0.75),
        "on trial": (2, 0.5),
    }  # fmt: skip
    sizes = {word["tag"]: word["size"] for word in document["words"]}
    assert sizes["referral"] == sizes["price-led"] > sizes["夜间配送"] > sizes["on trial"]


def test_a_tag_has_the_same_centre_in_every_cloud(tagged):
    clouds = [
        {word["tag"]: word for word in tagged.json("cloud", group)["words"]}
        for group in ("signed", "prospects", "lost")
    ]
    assert [len(cloud) for cloud in clouds] == [5, 4, 3]
    for one, other in combinations(clouds, 2):
        for tag in one.keys() & other.keys():
            for corner, extent in (("x", "width"), ("y", "height")):
                centres = [cloud[tag][corner] + cloud[tag][extent] / 2 for cloud in (one, other)]
                assert centres[0] == pytest.approx(centres[1])


def test_words_are_apart_and_on_the_page(tagged):
    words = tagged.json("cloud", "signed")["words"]
    for word in words:
        assert 0 <= word["x"] <= word["x"] + word["width"] <= 1280
        assert 0 <= word["y"] <= word["y"] + word["height"] <= 800
    for a, b in combinations(words, 2):
        beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        assert beside or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]


def test_a_cloud_of_one_group_of_tags(tagged):
    tagged.json("tag", "Customer 00", "--add", "Region:Ningxia")
    groups = {word["group"] for word in tagged.json("cloud", "signed")["words"]}
    assert {"Region", "Source"} < groups
    only = tagged.json("cloud", "signed", "--group", "region")["words"]
    assert [word["tag"] for word in only] == ["Ningxia"]
    code, error = tagged.error("cloud", "signed", "--group", "weather")
    assert (code, error["code"], error["field"]) == (5, "not_found", "group")


def test_pictures_are_written(tagged, tmp_path):
    tagged.json("cloud", "lost", "--png", tmp_path / "cloud.png", "--svg", tmp_path / "cloud.svg")
    tagged.json("compare", "signed", "lost", "--png", tmp_path / "bars.png", "--svg", tmp_path / "bars.svg")
    for name in ("cloud", "bars"):
        with Image.open(tmp_path / f"{name}.png") as picture:
            assert picture.size == (2560, 1600)
        assert ET.parse(tmp_path / f"{name}.svg").getroot().tag.endswith("svg")  # noqa: S314  # our own file


def test_a_picture_under_a_wrong_name_is_refused_before_anything_is_done(tagged, tmp_path):
    code, error = tagged.error("cloud", "lost", "--png", tmp_path / "cloud.jpg")
    assert (code, error["field"]) == (3, "png")
    assert list(tmp_path.glob("cloud*")) == []


def test_two_groups_are_compared(tagged):
    document = tagged.json("compare", "signed", "prospects")
    assert set(document) == {"rows"}
    assert all(set(row) == ROW for row in document["rows"])
    row = rows_of(document)["夜间配送"]
    assert (row["a"], row["n_a"], row["b"], row["n_b"]) == (3, 4, 0, 8)
    assert row["low"] < row["log_odds"] < row["high"]
    assert [one["log_odds"] for one in document["rows"]] == sorted(
        (one["log_odds"] for one in document["rows"]), reverse=True
    )


def test_exchanging_the_groups_mirrors_every_number(tagged):
    there, back = (rows_of(tagged.json("compare", *pair)) for pair in (("signed", "lost"), ("lost", "signed")))
    assert there.keys() == back.keys()
    for tag, row in there.items():
        assert (row["a"], row["b"], row["log_odds"], row["low"]) == (
            back[tag]["b"], back[tag]["a"], -back[tag]["log_odds"], -back[tag]["high"]
        )  # fmt: skip


def test_how_far_the_portrait_reaches(tagged):
    lost = tagged.json("cloud", "lost", "--reach")["reach"]
    assert (lost["n"] + lost["untold"], lost["minimum"], lost["share"]) == (3, 5, None)
    assert lost["lost_tags"] == []
    signed = tagged.json("cloud", "signed", "--reach")["reach"]
    assert (signed["n"], signed["untold"], "lost_tags" in signed) == (4, 0, False)
    years = [row for row in signed["concentration"] if row["group"] is None]
    assert [(row["n"], row["count"], row["partial"], row["tags"]) for row in years] == [(4, None, True, [])]
    assert "Too few whose tags tell" in tagged("cloud", "lost", "--reach").out
    assert "reach" not in tagged.json("cloud", "lost")


def test_a_group_is_not_compared_with_itself(tagged):
    code, error = tagged.error("compare", "lost", "lost")
    assert (code, error["code"], error["field"]) == (3, "validation", "b")


def test_people_read_tables(tagged, tmp_path):
    cloud = tagged("cloud", "signed", "--png", tmp_path / "cloud.png")
    assert cloud.code == 0
    assert "referral" in cloud.out
    assert "100.0%" in cloud.out
    assert "4 customers" in cloud.out
    assert "cloud.png" in cloud.out
    compared = tagged("compare", "signed", "prospects")
    assert "Signed of 4" in compared.out
    assert "Above 0: more common among signed customers." in compared.out


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_both_speak_every_language(tagged, language):
    assert tagged("cloud", "prospects", "--lang", language).code == 0
    assert tagged("compare", "prospects", "lost", "--lang", language).code == 0


def test_a_group_without_customers_is_an_empty_cloud(crm):
    assert crm.json("cloud", "lost") == {"n": 0, "words": [], "dropped": []}
    assert "0 customers" in crm("cloud", "lost").out
