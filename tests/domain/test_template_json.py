"""Templates as a workspace keeps them: the same after a round trip, refused when they are broken."""

import copy
import json

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template import template_from_json, template_to_json
from crmdesk.i18n import LANGUAGES

MINIMAL = {
    "key": "mine",
    "name": "Mine",
    "kind": "note",
    "language": "en",
    "fields": [
        {"key": "mood", "label": "mood", "type": "one", "chips": [{"key": "warm", "label": "warm"}]},
        {"key": "score", "label": "score", "type": "number", "whole": True},
    ],
    "sentence": ["mood {mood}", "score {score}"],
    "effects": [{"do": "stage", "stage_key": "need"}],
    "rules": [{"do": "score", "field": "score"}],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_round_trip(language):
    for template in load_defaults(language).templates:
        text = json.dumps(template_to_json(template), ensure_ascii=False)
        assert template_from_json(json.loads(text)) == template


def test_what_stands_at_its_default_is_left_out():
    assert template_to_json(template_from_json(MINIMAL)) == MINIMAL


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["key"], None, "template.key"),
        (["name"], 5, "template.name"),
        (["colour"], "red", "template.colour"),
        (["fields"], {}, "template.fields"),
        (["fields", 0, "type"], "many", "template.fields[0].type"),
        (["fields", 0, "type"], ["one"], "template.fields[0].type"),
        (["fields", 0, "chips", 0], "warm", "template.fields[0].chips[0]"),
        (["fields", 1, "low"], True, "template.fields[1].low"),
        (["fields", 1, "optional"], 1, "template.fields[1].optional"),
        (["effects", 0, "do"], "explode", "template.effects[0].do"),
        (["effects", 0, "do"], ["stage"], "template.effects[0].do"),
        (["effects", 0], "stage", "template.effects[0]"),
        (["rules"], [{"do": "entry"}], "template.rules[0].kind"),
        (["rules"], [{"do": "entry", "kind": "need", "detail": {"a": 1}}], "template.rules[0].detail.a"),
        (["rules"], [{"do": "entry", "kind": "need", "fields": ["gone"]}], "rules"),
        (["rules"], [{"do": "score", "field": "mood"}], "rules"),
        (["sentence"], ["mood {mood}"], "sentence"),
        (["sentence"], ["mood {mood}", "{score}", "{mood}"], "sentence"),
        (["sentence"], ["mood {mood}", "{score}", "{gone}"], "sentence"),
        (["fields", 1, "key"], "mood", "fields"),
        (["fields", 0, "chips"], [], "chips"),
        (["fields", 0, "chips"], [{"key": "warm", "label": "a"}, {"key": "warm", "label": "b"}], "chips"),
        (["language"], "fr", "language"),
    ],
)
def test_a_broken_template_is_refused(path, value, field):
    document = copy.deepcopy(MINIMAL)
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    with pytest.raises(ValidationError) as caught:
        template_from_json(document)
    assert caught.value.field == field


@pytest.mark.parametrize("document", [None, [], "template", 5])
def test_what_is_no_template_is_refused(document):
    with pytest.raises(ValidationError):
        template_from_json(document)


def test_nothing_may_be_missing():
    for key in ("key", "name", "kind", "language", "fields", "sentence"):
        with pytest.raises(ValidationError) as caught:
            template_from_json({name: value for name, value in MINIMAL.items() if name != key})
        assert caught.value.field == f"template.{key}"
