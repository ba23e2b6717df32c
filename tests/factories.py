"""Small builders: a workspace with its services, and things to put into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.attachment import Attachment, FileSource, KeptFile
from crmdesk.domain.clock import Clock
from crmdesk.domain.customer import CustomerDraft, PointDraft, PointKind
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft
from crmdesk.services.attached_files import AttachedFiles
from crmdesk.services.attachments import AttachmentService
from crmdesk.services.care import CareService
from crmdesk.services.competitors import CompetitorService
from crmdesk.services.configuration import ConfigurationService
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.contacts import ContactService
from crmdesk.services.customer_facts import CustomerFacts
from crmdesk.services.customers import CustomerService, NewCustomer
from crmdesk.services.deal_edits import DealEdits
from crmdesk.services.deals import DealService
from crmdesk.services.desk import Desk
from crmdesk.services.history import HistoryService
from crmdesk.services.loss_accounts import LossAccounts
from crmdesk.services.loss_pool import PoolService
from crmdesk.services.loss_reasons import LossReasonService
from crmdesk.services.loss_voices import LossVoiceService
from crmdesk.services.losses import LossService
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.points import read_point
from crmdesk.services.portrait import PortraitService
from crmdesk.services.standings import StandingService
from crmdesk.services.tags import TagService
from crmdesk.services.template_effects import TemplateEffects
from crmdesk.services.timeline_overview import TimelineService
from crmdesk.services.touch_editing import TouchEditing
from crmdesk.services.touch_states import TouchStates
from crmdesk.services.touches import TouchService, TouchWords
from crmdesk.services.watch import Unwatched
from crmdesk.services.win_backs import WinBackService
from crmdesk.services.wins import WinService
from crmdesk.store.queries.catalogue import settings, touch_kinds
from crmdesk.store.repos.customers import add_customers, add_points
from crmdesk.store.repos.defaults import seed
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Workspace, create_workspace, open_workspace

ME = "Lin Tao"


@dataclass(frozen=True, slots=True)
class Office:
    """One person's services on one workspace."""

    desk: Desk
    customers: CustomerService
    touches: TouchService
    timeline: TimelineService
    touch_editing: TouchEditing
    attachments: AttachmentService
    attached_files: AttachedFiles
    touch_states: TouchStates
    standings: StandingService
    deals: DealService
    tags: TagService
    losses: LossService
    pool: PoolService
    outcomes: OutcomeBook
    loss_reasons: LossReasonService
    loss_voices: LossVoiceService
    win_backs: WinBackService
    wins: WinService
    competitors: CompetitorService
    history: HistoryService
    care: CareService
    configuration: ConfigurationService
    facts: CustomerFacts
    contacts: ContactService
    deal_edits: DealEdits
    loss_accounts: LossAccounts
    portrait: PortraitService

    @property
    def workspace(self) -> Workspace:
        return self.desk.workspace

    @property
    def path(self) -> Path:
        return self.workspace.path


def seeded_workspace(path: Path, clock: Clock, language: str = "en") -> Workspace:
    """A new workspace with the default lists."""
    facts = {"language": language, "currency": "CNY", "packs": [], "created": clock.now().isoformat()}

    def fill(workspace: Workspace) -> None:
        with workspace.unit("Create the workspace", "crmdesk") as unit:
            seed(unit, load_defaults(language), (), facts)

    return create_workspace(path, clock, fill)


def office_at(path: Path, clock: Clock, actor: str = ME) -> Office:
    """The services on a workspace file, as a start of the program makes them."""
    workspace = open_workspace(path, clock, before_upgrade=lambda _path: None)
    with workspace.read() as source:
        facts = settings(source)
    desk = Desk(workspace, clock, actor, language=facts["language"], currency=facts["currency"])
    tags, deals = TagService(desk), DealService(desk)
    outcomes = OutcomeBook(desk)
    customers = CustomerService(desk, tags)
    win_backs = WinBackService(desk, CompanyFacts(desk))
    return Office(
        desk=desk,
        customers=customers,
        touches=TouchService(desk, tags, TemplateEffects(desk, deals, tags)),
        timeline=TimelineService(desk),
        touch_editing=TouchEditing(desk, tags),
        attachments=AttachmentService(desk),
        attached_files=AttachedFiles(desk),
        touch_states=TouchStates(desk),
        standings=StandingService(desk),
        deals=deals,
        tags=tags,
        losses=LossService(desk),
        pool=PoolService(desk, outcomes),
        outcomes=outcomes,
        loss_reasons=LossReasonService(desk),
        loss_voices=LossVoiceService(desk),
        win_backs=win_backs,
        wins=WinService(desk),
        competitors=CompetitorService(desk),
        history=HistoryService(desk),
        care=CareService(desk, win_backs),
        configuration=ConfigurationService(desk),
        facts=CustomerFacts(desk, customers, tags),
        contacts=ContactService(desk),
        deal_edits=DealEdits(desk),
        loss_accounts=LossAccounts(desk),
        portrait=PortraitService(desk, ConfigurationService(desk).company),
    )


def add_customer(office: Office, name: str = "Acme", **fields: object) -> str:
    """Add a customer through the service; returns its uid."""
    return office.customers.add_customer(NewCustomer(name, **fields))[0].uid  # type: ignore[arg-type]


def add_deal(office: Office, customer: str, name: str = "Pump", *, amount: str = "", stage: str = "") -> str:
    """Add a deal through the service; returns its uid."""
    return office.deals.add_deal(customer, name, amount=amount, stage=stage)[0].uid


def log(office: Office, customer: str, text: str = "", *, kind: str = "call", at: str = "") -> str:
    """Log a touch through the service; returns its uid."""
    return office.touches.log_touch(customer, TouchWords(kind=kind, text=text, at=at))[0].uid


def keep(office: Office, *files: Path | tuple[str, bytes]) -> tuple[KeptFile, ...]:
    """Take in files that are there, or bytes under a name."""
    sources = [FileSource(file) if isinstance(file, Path) else FileSource(name=file[0], data=file[1]) for file in files]
    return office.attached_files.keep(sources, Unwatched())


def attach(office: Office, touch: str, *files: Path | tuple[str, bytes]) -> tuple[Attachment, ...]:
    """Put files on a touch."""
    return office.attachments.attach(touch, keep(office, *files))[0]


def bulk_customers(unit: Unit, names: Iterable[str], phone: str = "") -> list[int]:
    """Customers straight through the repository, each with the phone number if one is given."""
    ids = add_customers(unit, [CustomerDraft(name=name, created_at=unit.now) for name in names])
    if phone:
        add_points(unit, [PointDraft(row_id, read_point(PointKind.PHONE, phone)) for row_id in ids])
    return ids


def bulk_notes(unit: Unit, customer_id: int, notes: Iterable[tuple[str, Moment]]) -> list[int]:
    """Notes straight through the repository."""
    kind = next(kind.id for kind in touch_kinds(unit) if kind.key == "note")
    return add_touches(
        unit,
        [TouchDraft(customer_id, kind, occurred_at=at, recorded_at=unit.now, body=text) for text, at in notes],
    )
