"""One touch of each kind with all that can be told of it, for scenes and tests. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crmdesk.services.touches import TouchWords


@dataclass(frozen=True, slots=True)
class Telling:
    """A touch to be logged; ``facts`` as a person types them."""

    kind: str
    at: str
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    minutes: int | None = None
    direction: str = ""

    @property
    def words(self) -> TouchWords:
        """As the services take it."""
        return TouchWords(
            kind=self.kind,
            at=self.at,
            text=self.text,
            facts=self.facts,
            minutes=self.minutes,
            direction=self.direction,
        )


TELLINGS = (
    Telling("wechat", "yesterday 08:55", "好的，我问一下技术部再答复您", direction="out"),
    Telling(
        "call", "yesterday 09:10", "Tried the principal before the board meets", {"answered": "missed"}, direction="out"
    ),
    Telling("call", "yesterday 09:40", "Board meets on Thursday", {"answered": "yes"}, 7, "in"),
    Telling("email", "yesterday 09:50", "Sent the data sheets", direction="out"),
    Telling(
        "visit",
        "2 days ago 14:00",
        "Saw both lines; the second one stands still every other day.",
        {
            "place": "Plant 2, Xi'an",
            "their_people": "Ms Zhao, Mr Qian (IT)",
            "our_people": "Li Na, Wang Lei",
            "cost": "320",
        },
        90,
    ),
    Telling("dinner", "2 days ago 19:00", "Dinner after the visit", {"place": "Shaanxi Garden", "cost": "USD 86.50"}),
    Telling("meeting", "3 days ago 10:00", "Kick-off without any facts"),
    Telling(
        "quote", "yesterday 10:00", "Campus licence, annual", {"version": "2", "sent_to": "Ms Zhao", "state": "sent"}
    ),
    Telling("proposal", "yesterday 10:05", "Two-campus concept", {"version": "1", "state": "draft"}),
    Telling("contract", "yesterday 10:06", "Framework contract", {"version": "3", "state": "accepted"}),
    Telling(
        "need",
        "yesterday 10:10",
        "A licence for two campuses",
        {
            "purpose": "one timetable for both schools",
            "verbatim": "我们两个校区必须用同一套课表，不然家长会投诉。",
            "importance": "high",
            "voiced": "hidden",
        },
    ),
    Telling("enquiry", "3 days ago 11:00", "Does it run without the internet?", {"verbatim": "断网了还能用吗？"}),
    Telling("enquiry", "yesterday 08:40", "Can it print the timetable on A3?"),
    Telling(
        "feedback",
        "yesterday 10:20",
        "Support answers too late in the evening",
        {"about": "pain", "verbatim": "晚上根本找不到人。", "state": "passed_on"},
    ),
    Telling("promise", "yesterday 10:30", "Send the reference list", {"side": "ours", "due": "in 3 days"}),
    Telling("promise", "2 days ago 10:31", "Decide on the pilot class", {"side": "theirs", "due": "yesterday"}),
    Telling(
        "promise", "2 days ago 10:32", "Bring the demo device", {"side": "ours", "due": "yesterday", "state": "kept"}
    ),
    Telling("signal", "yesterday 10:40", "Asked who would install it", {"voiced": "implicit"}),
    Telling(
        "pain",
        "yesterday 10:50",
        "Timetables are copied by hand",
        {"voiced": "stated", "evidence": "two clerks, three days each term", "solution": "import from their sheets"},
    ),
    Telling(
        "objection", "yesterday 11:00", "Too expensive for one campus", {"state": "eased", "answer": "price per pupil"}
    ),
    Telling("referral", "yesterday 11:10", "Knows the head of the vocational school"),
    Telling("note", "yesterday 11:20", "Write to them on Thursday after the board"),
)
"""What is told, in the order in which it is written down."""
