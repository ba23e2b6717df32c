"""What every table has in common."""

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table: an integer key that never comes back."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dict[str, Any]: JSON}  # noqa: RUF012  # SQLAlchemy reads it from the class

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        """AUTOINCREMENT: the key of a deleted row is never given to another."""
        return {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-2)


class Record(Base):
    """Every table whose rows can leave the file: a uid beside the key."""

    __abstract__ = True

    uid: Mapped[str] = mapped_column(String(36), unique=True, sort_order=-1)


def reference(table: str, *, index: bool = True) -> MappedColumn[Any]:
    """A foreign key; always indexed, because deleting a parent looks for children.

    Without ``index`` where a wider index of the table begins with it.
    """
    return mapped_column(ForeignKey(f"{table}.id"), index=index)


def instant(*, index: bool = False) -> MappedColumn[Any]:
    """Milliseconds since 1970-01-01 in UTC."""
    return mapped_column(BigInteger, index=index)


def day(*, index: bool = False) -> MappedColumn[Any]:
    """A calendar day as ISO text."""
    return mapped_column(String(10), index=index)
