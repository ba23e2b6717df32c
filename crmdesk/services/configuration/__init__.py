"""Editing the lists of a workspace: stages, loss reasons, tags, quick notes, people. Knows no Qt."""

from crmdesk.services.configuration.service import ConfigurationService

__all__ = ["ConfigurationService"]
