"""The catalogues' keeper, on a small package of its own; ``packaging/dev.py check`` looks at the real ones."""

import gettext

import pytest
import translations
from translations import Catalogues

SOURCE = """
from crmdesk.i18n import _, ngettext, pgettext
def f(name, n):
    return _("Hello {name}.").format(name=name), ngettext("{n} deal", "{n} deals", n), pgettext("verb", "Log")
"""


@pytest.fixture
def catalogues(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "hello.py").write_text(SOURCE, "utf-8")
    made = Catalogues(tmp_path / "shop", tmp_path / "locale")
    made.update()
    return made


def file_of(catalogues, suffix=".po"):
    return catalogues.locale / "zh_CN" / "LC_MESSAGES" / f"crmdesk{suffix}"


def write(catalogues, hello="你好，{name}。", deals="{n} 个商机", log="记录"):
    for language in translations.LANGUAGES:
        file = catalogues.locale / language / "LC_MESSAGES" / "crmdesk.po"
        head = file.read_text("utf-8").partition("\n\n")[0]
        body = (
            f'msgid "Hello {{name}}."\nmsgstr "{hello}"\n\n'
            f'msgid "{{n}} deal"\nmsgid_plural "{{n}} deals"\nmsgstr[0] "{deals}"\n\n'
            f'msgctxt "verb"\nmsgid "Log"\nmsgstr "{log}"\n'
        )
        file.write_text(f"{head}\n\n{body}", "utf-8")
    catalogues.compile()


def test_complete_catalogues_have_no_faults(catalogues):
    write(catalogues)
    assert list(catalogues.check()) == []
    spoken = gettext.translation("crmdesk", str(catalogues.locale), ["zh_CN"])
    assert spoken.ngettext("{n} deal", "{n} deals", 3) == "{n} 个商机"
    assert spoken.pgettext("verb", "Log") == "记录"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"hello": ""}, "zh_CN: not translated: 'Hello {name}.'"),
        ({"hello": "你好，{nom}。"}, "zh_CN: other placeholders than the source: 'Hello {name}.'"),
        ({"hello": "你好。"}, "zh_TW: other placeholders than the source: 'Hello {name}.'"),
        ({"deals": "商机"}, "zh_CN: other placeholders than the source: ('{n} deal', '{n} deals')"),
        ({"deals": ""}, "zh_CN: not translated: ('{n} deal', '{n} deals')"),
        ({"log": ""}, "zh_CN: not translated: 'Log'"),
    ],
)
def test_a_wrong_translation_is_found(catalogues, change, fault):
    write(catalogues, **change)
    assert fault in list(catalogues.check())


def test_a_new_and_a_removed_sentence_are_found_and_update_brings_them_in(catalogues):
    write(catalogues)
    source = catalogues.package / "hello.py"
    source.write_text(SOURCE.replace("Hello {name}.", "Welcome {name}."), "utf-8")
    assert set(catalogues.check()) >= {
        "zh_CN: missing: 'Welcome {name}.'",
        "zh_CN: no longer in the source: 'Hello {name}.'",
    }
    catalogues.update()
    catalogues.compile()
    assert list(catalogues.check()) == [
        f"{name}: not translated: 'Welcome {{name}}.'" for name in translations.LANGUAGES
    ]
    assert "个商机" in file_of(catalogues).read_text("utf-8")


def test_updating_twice_changes_nothing(catalogues):
    write(catalogues)
    catalogues.update()
    before = file_of(catalogues).read_bytes()
    catalogues.update()
    assert file_of(catalogues).read_bytes() == before


def test_a_binary_catalogue_that_lags_behind_is_found(catalogues):
    write(catalogues)
    file_of(catalogues, ".mo").unlink()
    assert list(catalogues.check()) == ["zh_CN: the .mo file is out of date"]


def test_a_doubtful_or_broken_catalogue_is_found(catalogues):
    write(catalogues)
    file = file_of(catalogues)
    text = file.read_text("utf-8")
    file.write_text(text.replace('msgid "Hello', '#, fuzzy\nmsgid "Hello'), "utf-8")
    assert "zh_CN: not certain (fuzzy): 'Hello {name}.'" in list(catalogues.check())
    file.write_text(f"{text}\nneither a message nor a comment\n", "utf-8")
    assert any("cannot be read" in fault for fault in catalogues.check())
    file.unlink()
    assert "zh_CN: there is no catalogue" in list(catalogues.check())


def test_a_placeholder_needs_a_name(catalogues):
    (catalogues.package / "hello.py").write_text('_("Hello {}.")', "utf-8")
    assert "a placeholder without a name: 'Hello {}.'" in list(catalogues.check())
