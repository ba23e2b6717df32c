"""The lists of a workspace that people edit, one editor each."""

from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.configuration.competitors import Competitors
from crmdesk.services.configuration.note_sets import NoteSets
from crmdesk.services.configuration.packs import Packs
from crmdesk.services.configuration.people import People
from crmdesk.services.configuration.quick_notes import QuickNotes
from crmdesk.services.configuration.reason_sets import ReasonSets
from crmdesk.services.configuration.reasons import Reasons
from crmdesk.services.configuration.stages import Stages
from crmdesk.services.configuration.tag_groups import TagGroups
from crmdesk.services.configuration.tags import Tags
from crmdesk.services.desk import Desk


class ConfigurationService:
    """Every change is one operation that can be undone; a retired entry is no longer offered and stays in the past."""

    def __init__(self, desk: Desk) -> None:
        self.stages = Stages(desk)
        self.reasons = Reasons(desk)
        self.reason_sets = ReasonSets(desk)
        self.tag_groups = TagGroups(desk)
        self.tags = Tags(desk)
        self.packs = Packs(desk)
        self.quick_notes = QuickNotes(desk)
        self.note_sets = NoteSets(desk)
        self.competitors = Competitors(desk)
        self.people = People(desk)
        self.company = CompanyFacts(desk)
