"""Which document is made of a customer."""

from enum import StrEnum


class HandoverKind(StrEnum):
    """The story for whoever takes over, the sheet with everything at a glance, or both in one."""

    BOTH = "both"
    STORY = "story"
    SHEET = "sheet"
