"""Opening a workspace and building the services on it, without Qt. Used by the command line and by the window."""

import platform
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from crmdesk import __version__
from crmdesk.domain.clock import Clock
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.money import check_currency
from crmdesk.i18n import _, language
from crmdesk.services.attached_files import AttachedFiles
from crmdesk.services.attachments import AttachmentService
from crmdesk.services.bulk import BulkService
from crmdesk.services.care import CareService
from crmdesk.services.choices import choose
from crmdesk.services.competitors import CompetitorService
from crmdesk.services.configuration import ConfigurationService
from crmdesk.services.contacts import ContactService
from crmdesk.services.customer_facts import CustomerFacts
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.customers import CustomerService
from crmdesk.services.deal_edits import DealEdits
from crmdesk.services.deals import DealService
from crmdesk.services.demo import DemoService
from crmdesk.services.desk import SYSTEM_ACTOR, Desk, Later, at_once
from crmdesk.services.exporting import ExportService
from crmdesk.services.finding import FindingService
from crmdesk.services.first_touchpoints import FirstTouchService
from crmdesk.services.handover import HandoverService
from crmdesk.services.history import HistoryService
from crmdesk.services.importing import ImportPreparation, ImportService
from crmdesk.services.loss_accounts import LossAccounts
from crmdesk.services.loss_pool import PoolService
from crmdesk.services.loss_reasons import LossReasonService
from crmdesk.services.loss_voices import LossVoiceService
from crmdesk.services.losses import LossService
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.outcome_figures import OutcomeFigures
from crmdesk.services.portrait import PortraitService
from crmdesk.services.quick_notes import QuickNoteService
from crmdesk.services.saved_views import SavedViewService
from crmdesk.services.standings import StandingService
from crmdesk.services.tags import TagService
from crmdesk.services.template_effects import TemplateEffects
from crmdesk.services.timeline_overview import TimelineService
from crmdesk.services.touch_editing import TouchEditing
from crmdesk.services.touch_states import TouchStates
from crmdesk.services.touches import TouchService
from crmdesk.services.watch import Watch
from crmdesk.services.win_backs import WinBackService
from crmdesk.services.wins import WinService
from crmdesk.store.backup import back_up_automatically
from crmdesk.store.dialects.sqlite import library_version
from crmdesk.store.failures import damaged
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.repos.defaults import seed
from crmdesk.store.workspace import Workspace, create_workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that can be done with an open workspace."""

    desk: Desk
    customers: CustomerService
    customer_list: CustomerListService
    bulk: BulkService
    touches: TouchService
    timeline: TimelineService
    touch_editing: TouchEditing
    touch_states: TouchStates
    standings: StandingService
    attachments: AttachmentService
    attached_files: AttachedFiles
    quick_notes: QuickNoteService
    deals: DealService
    tags: TagService
    losses: LossService
    pool: PoolService
    outcomes: OutcomeBook
    figures: OutcomeFigures
    loss_reasons: LossReasonService
    loss_voices: LossVoiceService
    win_backs: WinBackService
    wins: WinService
    competitors: CompetitorService
    portrait: PortraitService
    imports: ImportService
    import_preparation: ImportPreparation
    exports: ExportService
    history: HistoryService
    care: CareService
    configuration: ConfigurationService
    facts: CustomerFacts
    contacts: ContactService
    deal_edits: DealEdits
    loss_accounts: LossAccounts
    finding: FindingService
    first_touchpoints: FirstTouchService
    handover: HandoverService
    saved_views: SavedViewService
    demo: DemoService


def open_services(path: Path, clock: Clock, actor: str, *, later: Later = at_once) -> Services:
    """Open a workspace file and build the services for one person; ``later`` as in ``Desk``.

    Raises StorageUnavailableError and its children when it cannot be opened.
    """

    def back_up_first(workspace: Path) -> None:
        back_up_automatically(workspace, clock.now().utc, "before-upgrade", at_once=True)

    return build_services(open_workspace(path, clock, before_upgrade=back_up_first), clock, actor, later)


def new_services(
    path: Path,
    clock: Clock,
    actor: str,
    *,
    currency: str,
    packs: Collection[str],
    later: Later = at_once,
    sample: Watch | None = None,
) -> Services:
    """Create a workspace with the default lists in the language in use; with ``sample`` the sample company is in it.

    Packs are named by key, name or part of one. Raises ValidationError for an unknown currency or pack,
    StorageUnavailableError when it cannot be made, and CancelledError as ``sample`` wishes; there is then no file.
    """
    code = check_currency(currency)
    defaults = load_defaults(language())
    chosen = [choose(defaults.packs, pack, "industry").key for pack in packs]
    facts = {"language": language(), "currency": code, "packs": sorted(chosen), "created": clock.now().isoformat()}

    def fill(workspace: Workspace) -> None:
        with workspace.unit(_("Create the workspace"), SYSTEM_ACTOR) as unit:
            seed(unit, defaults, chosen, facts)
        if sample is not None:
            DemoService(Desk(workspace, clock, actor, language=language(), currency=code)).add(sample)

    return build_services(create_workspace(path, clock, fill), clock, actor, later)


def build_services(workspace: Workspace, clock: Clock, actor: str, later: Later) -> Services:
    """The services on an open workspace.

    Raises WorkspaceRefusedError when it lacks what every workspace is made with.
    """
    with workspace.read() as source:
        facts = settings(source)
    if not {"language", "currency"} <= set(facts):
        raise damaged()
    return _services_at(
        Desk(workspace, clock, actor, language=facts["language"], currency=facts["currency"], later=later)
    )


def _services_at(desk: Desk) -> Services:
    tags, deals = TagService(desk), DealService(desk)
    customers = CustomerService(desk, tags)
    configuration = ConfigurationService(desk)
    outcomes = OutcomeBook(desk)
    win_backs = WinBackService(desk, configuration.company)
    customer_facts, standings = CustomerFacts(desk, customers, tags), StandingService(desk)
    return Services(
        desk=desk,
        customers=customers,
        customer_list=CustomerListService(desk),
        bulk=BulkService(desk, tags),
        touches=TouchService(desk, tags, TemplateEffects(desk, deals, tags)),
        timeline=TimelineService(desk),
        touch_editing=TouchEditing(desk, tags),
        touch_states=TouchStates(desk),
        standings=standings,
        attachments=AttachmentService(desk),
        attached_files=AttachedFiles(desk),
        quick_notes=QuickNoteService(desk),
        deals=deals,
        tags=tags,
        losses=LossService(desk),
        pool=PoolService(desk, outcomes),
        outcomes=outcomes,
        figures=OutcomeFigures(desk, outcomes, configuration.company),
        loss_reasons=LossReasonService(desk),
        loss_voices=LossVoiceService(desk),
        win_backs=win_backs,
        wins=WinService(desk),
        competitors=CompetitorService(desk),
        portrait=PortraitService(desk, configuration.company),
        imports=ImportService(desk),
        import_preparation=ImportPreparation(desk),
        exports=ExportService(desk),
        history=HistoryService(desk),
        care=CareService(desk, win_backs),
        configuration=configuration,
        facts=customer_facts,
        contacts=ContactService(desk),
        deal_edits=DealEdits(desk),
        loss_accounts=LossAccounts(desk),
        finding=FindingService(desk),
        first_touchpoints=FirstTouchService(desk),
        handover=HandoverService(desk, customer_facts, standings),
        demo=DemoService(desk),
        saved_views=SavedViewService(desk),
    )


def versions() -> dict[str, str]:
    """What the program runs on."""
    return {"crmdesk": __version__, "python": platform.python_version(), "sqlite": library_version()}
