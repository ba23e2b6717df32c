"""Facts about the workspace itself."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record


class SettingRow(Record):
    """One fact: language, currency, industry packs, day of creation, tokeniser version of the search index."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Any] = mapped_column(JSON)
