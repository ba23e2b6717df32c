import json

import pytest

from crmdesk import i18n, settings
from crmdesk.settings import Settings

FULL = Settings(language="zh_CN", me="李娜 \ud83d", last_workspace="/home/lena/客户.crmdesk")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "settings.json"


def kept(file):
    return file.with_name(file.name + settings.KEPT_SUFFIX)


def test_without_a_file_there_are_defaults_and_nothing_is_written(file):
    assert settings.load(file) == Settings()
    assert not file.parent.exists()


def test_what_is_saved_is_read_back(file):
    settings.save(FULL, file)
    assert settings.load(file) == FULL
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("", Settings()),
        ("{", Settings()),
        ("[1]", Settings()),
        ("[" * 100_000, Settings()),
        ('{"language": "xx", "me": "Amy"}', Settings(me="Amy")),
        ('{"language": ["en"], "me": "Amy"}', Settings(me="Amy")),
        ('{"language": "en", "me": 7}', Settings(language="en")),
        ('{"me": null}', Settings()),
        (json.dumps({"me": "x" * 5000, "last_workspace": "a.crmdesk"}), Settings(last_workspace="a.crmdesk")),
        ('{"last_workspace": "a\\u0000b"}', Settings()),
    ],
)
def test_bad_values_become_defaults_and_the_file_is_kept(file, stored, expected):
    file.parent.mkdir()
    file.write_text(stored, "utf-8")
    assert settings.load(file) == expected
    assert kept(file).read_text("utf-8") == stored
    kept(file).unlink()
    assert settings.load(file) == expected
    assert not kept(file).exists()


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"a": 1, "b": "x", "c": [1, 2], "d": ["x"], "e": []}, {"a": 1, "b": "x", "c": (1, 2), "d": ("x",), "e": ()}),
        ({"a": 1, "b": None}, {"a": 1}),
        ({"a": [1, "x"], "b": {"c": 1}, "d": True, "e": 2**40, "f": 1.5}, {}),
        ([1], {}),
        ("wide", {}),
        ({}, {}),
    ],
)
def test_views_are_checked_one_by_one(file, stored, expected):
    file.parent.mkdir()
    file.write_text(json.dumps({"me": "Amy", "views": stored}), "utf-8")
    loaded = settings.load(file)
    assert loaded == Settings(me="Amy", views=expected)
    assert kept(file).exists() == (not isinstance(stored, dict) or len(stored) != len(expected))
    settings.save(loaded, file)
    assert settings.load(file) == loaded


def test_bytes_that_are_no_text_are_kept_too(file):
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")
    assert settings.load(file) == Settings()
    assert kept(file).read_bytes() == b"\xff\xfe\x00"


def test_settings_of_a_newer_version_do_not_make_the_file_bad(file):
    file.parent.mkdir()
    file.write_text('{"me": "Amy", "theme": "dark"}', "utf-8")
    assert settings.load(file) == Settings(me="Amy")
    assert not kept(file).exists()


def test_a_failed_save_leaves_the_old_file(file, monkeypatch):
    settings.save(FULL, file)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(), file)
    assert settings.load(file) == FULL
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.json"]


def test_the_languages_are_those_of_the_program():
    assert settings.LANGUAGES == i18n.LANGUAGES
