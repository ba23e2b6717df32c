"""The tables of a workspace as mapped classes, private to ``store``.

Values are kept in the plainest form that sorts and travels: instants as integer milliseconds since 1970 in UTC, days as
ISO text, money as integer minor units beside a currency, free-form columns as JSON. Every row has an integer key for
use inside the file and a ``uid`` for use outside it. No foreign key cascades: deletions are written out, so that the
journal sees each of them.
"""

from crmdesk.store.schema.attachments import AttachmentRow
from crmdesk.store.schema.base import Base
from crmdesk.store.schema.catalogue import (
    CompetitorRow,
    EngagementLevelRow,
    LossReasonRow,
    StageRow,
    TagGroupRow,
    TagRow,
    TemplateRow,
    TouchKindRow,
)
from crmdesk.store.schema.deals import (
    DealCompetitorRow,
    DealRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    WinReasonLinkRow,
)
from crmdesk.store.schema.journal import ChangeRow, ChangeSetRow
from crmdesk.store.schema.parties import (
    ContactPointRow,
    ContactRow,
    CustomerRow,
    FirstTouchpointRow,
    MemberRow,
    TagAssignmentRow,
)
from crmdesk.store.schema.timeline import ImportBatchRow, TouchRow
from crmdesk.store.schema.views import SavedViewRow
from crmdesk.store.schema.workspace import SettingRow

__all__ = [
    "AttachmentRow",
    "Base",
    "ChangeRow",
    "ChangeSetRow",
    "CompetitorRow",
    "ContactPointRow",
    "ContactRow",
    "CustomerRow",
    "DealCompetitorRow",
    "DealRow",
    "EngagementLevelRow",
    "FirstTouchpointRow",
    "ImportBatchRow",
    "LossCompetitorRow",
    "LossEventRow",
    "LossReasonLinkRow",
    "LossReasonRow",
    "MemberRow",
    "SavedViewRow",
    "SettingRow",
    "StageRow",
    "TagAssignmentRow",
    "TagGroupRow",
    "TagRow",
    "TemplateRow",
    "TouchKindRow",
    "TouchRow",
    "WinReasonLinkRow",
]
