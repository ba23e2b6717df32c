"""Reusable Qt kit that knows nothing of CRM: theme, models, widgets, tasks. May import PySide6 and ``i18n``."""
