"""The list of all scenes. A new screen, dialog or state is added to one of the lists it is made of."""

from crmdesk.ui.gallery.customer_scenes import customer_scenes
from crmdesk.ui.gallery.exchange_scenes import exchange_scenes
from crmdesk.ui.gallery.fact_scenes import fact_scenes
from crmdesk.ui.gallery.loss_scenes import loss_scenes
from crmdesk.ui.gallery.portrait_scenes import portrait_scenes
from crmdesk.ui.gallery.quick_log_scenes import quick_log_scenes
from crmdesk.ui.gallery.scene import Scene
from crmdesk.ui.gallery.settings_scenes import settings_scenes
from crmdesk.ui.gallery.window_scenes import window_scenes


def scenes() -> tuple[Scene, ...]:
    """All scenes, in the order in which a person meets them."""
    return (
        *customer_scenes(), *fact_scenes(), *quick_log_scenes(), *loss_scenes(), *portrait_scenes(), *exchange_scenes(),
        *settings_scenes(), *window_scenes(),
    )  # fmt: skip
