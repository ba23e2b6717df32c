"""What each default template does besides writing its sentence."""

from datetime import date

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.moment import WallTime
from crmdesk.domain.template import fill
from crmdesk.domain.template_effect import (
    AnswerEffect,
    AttachmentEffect,
    EngagementEffect,
    EntryEffect,
    FirstTouchEffect,
    LossVoiceEffect,
    NextStepEffect,
    RelationEffect,
    ReopenEffect,
    ScoreEffect,
    StageEffect,
    TagEffect,
    WinBackEffect,
)
from crmdesk.i18n import LANGUAGES

DAY = WallTime.of_day(date(2026, 9, 1))
ENGLISH = {template.key: template for template in load_defaults("en").templates}


def effects(key, *pairs):
    values = dict(pair.split("=", 1) for pair in pairs)
    return list(fill(ENGLISH[key], values, read_time=lambda _text: DAY).effects)


@pytest.mark.parametrize(
    ("key", "pairs", "expected"),
    [
        ("first_call", ["result=reached", "heard=fair"],
         [StageEffect("contact"), EngagementEffect(2), FirstTouchEffect("exhibition")]),
        ("first_call", ["heard=search"], [FirstTouchEffect("search")]),
        ("first_call", ["heard=friend"], [FirstTouchEffect("referral")]),
        ("first_call", ["heard=advert"], [FirstTouchEffect("advert")]),
        ("first_call", ["heard=community"], [FirstTouchEffect("community")]),
        ("first_call", ["result=no answer"], []),
        ("first_call", ["next=1 Sep", "next_text=call again"], [NextStepEffect(DAY, None, "call again")]),
        ("visit", ["next=1 Sep"], [NextStepEffect(DAY, None, "Follow up")]),
        ("need_confirmed", ["problem=slow quotes", "budget_amount=8.6万"],
         [StageEffect("need"),
          EntryEffect("need", "Need confirmed: the problem is slow quotes; budget 86,000.",
                      {"problem": "slow quotes", "budget_amount": "86000"})]),
        ("demo_feedback", ["liked=speed", "disliked=look", "missing=export", "wants=reference"],
         [StageEffect("solution"), EngagementEffect(4),
          EntryEffect("feedback", "Liked the speed.", {"liked": ("speed",), "about": "experience"}),
          EntryEffect("feedback", "Disliked the look.", {"disliked": ("look",), "about": "pain"}),
          EntryEffect("feedback", "Missed export.", {"missing": "export", "about": "idea"})]),
        ("demo_feedback", ["wants=price"], [StageEffect("solution"), EngagementEffect(5)]),
        ("quote_sent", ["amount=100", "competitors=Acme"],
         [EntryEffect("quote", "Amount 100; compared with Acme.", {"amount": "100", "competitors": ("Acme",)}),
          NextStepEffect(None, 3, "Ask what they think of the quote")]),
        ("quote_sent", ["next=1 Sep"], [NextStepEffect(DAY, None, "Ask what they think of the quote")]),
        ("quote_sent", ["next_text=call"], [NextStepEffect(None, 3, "call")]),
        ("price_objection", ["gap=8"], [EntryEffect("objection", "Price objection: gap 8%.", {"gap": "8"})]),
        ("negotiation", ["our_give=5% off", "their_give=payment in advance"],
         [EngagementEffect(5), EntryEffect("promise", "We give 5% off.", {"our_give": "5% off", "side": "ours"}),
          EntryEffect("promise", "They give payment in advance.",
                      {"their_give": "payment in advance", "side": "theirs"})]),
        ("buying_signal", ["signal=asks payment, asks delivery"],
         [EntryEffect("signal", "Buying signal: asks about payment and asks about delivery.",
                      {"signal": ("asks_payment", "asks_delivery")}), EngagementEffect(5)]),
        ("buying_signal", ["signal=brings the boss"],
         [EntryEffect("signal", "Buying signal: brings the boss.", {"signal": ("brings_boss",)}), EngagementEffect(4)]),
        ("chat_follow_up", ["reply=replied", "next=1 Sep"],
         [NextStepEffect(DAY, None, "Follow up"), EngagementEffect(2)]),
        ("complaint", ["about=service", "promised=a call", "promised by=1 Sep"],
         [EntryEffect("promise", "Promised a call by 2026-09-01.",
                      {"promised": "a call", "promised_by": "2026-09-01", "side": "ours"}, DAY),
          EntryEffect("feedback", "Complaint: about the service; promised a call by 2026-09-01.",
                      {"about": "pain", "promised": "a call", "promised_by": "2026-09-01"})]),
        ("after_signing", ["using=well", "solved=partly", "score=9", "would_refer=yes"],
         [ScoreEffect(9),
          AnswerEffect("scene", "Used well; problem partly solved.", {"using": "well", "solved": "partly"}),
          EntryEffect("referral", "Would refer us.", {"would_refer": "yes"})]),
        ("after_signing", ["score=0"], [ScoreEffect(0)]),
        ("referral_asked", ["name=Ms Chen", "reward=agreed"],
         [EntryEffect("referral", "Referral asked: name: Ms Chen; reward agreed.",
                      {"name": "Ms Chen", "reward": "agreed"})]),
        ("lost_talk", ["chosen=Acme, 用友", "said_reason=price, service", "own words=Too dear.", "door=after",
                       "after date=1 Sep"],
         [LossVoiceEffect(("price", "service"), "Too dear.", ("Acme", "用友")), WinBackEffect("after", DAY)]),
        ("lost_talk", ["door=closed"], [WinBackEffect("closed", None)]),
        ("lost_talk", ["door_date=1 Sep"], [WinBackEffect("after", DAY)]),
        ("lost_talk", ["own_words=no time"], [LossVoiceEffect((), "no time", ())]),
        ("business_dinner", ["relation=closer"], [RelationEffect("closer")]),
        ("business_dinner", ["relation=same"], [RelationEffect("same")]),
        ("exhibition_lead", ["grade=a", "card_photo=card.jpg"],
         [FirstTouchEffect("exhibition"), EngagementEffect(1),
          EntryEffect("lead", "Exhibition lead: grade A; card photo card.jpg.",
                      {"grade": "a", "card_photo": "card.jpg"}),
          TagEffect("level", "a"), AttachmentEffect("card.jpg")]),
        ("win_back_call", ["outcome=reopen"], [ReopenEffect()]),
        ("win_back_call", ["outcome=later", "new_date=1 Sep"], [WinBackEffect("after", DAY)]),
    ],
)  # fmt: skip
def test_effects(key, pairs, expected):
    assert effects(key, *pairs) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_form_says_its_name_and_does_what_it_always_does(language):
    kinds = {}
    for template in load_defaults(language).templates:
        note = fill(template, {}, read_time=lambda _text: DAY)
        assert note.text == template.name + ("。" if language.startswith("zh") else ".")
        assert note.answers == {}
        kinds[template.key] = [getattr(effect, "kind", type(effect).__name__) for effect in note.effects]
    assert {key: effects for key, effects in kinds.items() if effects} == {
        "need_confirmed": ["StageEffect", "need"],
        "demo_feedback": ["StageEffect", "EngagementEffect"],
        "quote_sent": ["NextStepEffect"],
        "price_objection": ["objection"],
        "negotiation": ["EngagementEffect"],
        "buying_signal": ["signal"],
        "complaint": ["feedback"],
        "referral_asked": ["referral"],
        "exhibition_lead": ["FirstTouchEffect", "EngagementEffect", "lead"],
    }


def test_entries_speak_the_language_of_the_template():
    [template] = [one for one in load_defaults("zh_CN").templates if one.key == "negotiation"]
    note = fill(template, {"我方让步": "九五折"}, read_time=lambda _text: DAY)
    assert note.effects[1] == EntryEffect("promise", "我方让步：九五折。", {"our_give": "九五折", "side": "ours"})
