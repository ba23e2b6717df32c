"""Moments as the workspace keeps them: milliseconds of UTC, offset, precision."""

from datetime import UTC, date, datetime, timedelta

from crmdesk.domain.moment import Moment, Precision

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_PRECISIONS = {precision.value: precision for precision in Precision}


def milliseconds(moment: Moment) -> int:
    """Milliseconds since 1970-01-01 in UTC; negative before."""
    return (moment.utc - _EPOCH) // _MILLISECOND


def created_when(created_at: Moment) -> dict[str, int | str]:
    """The columns that say when a customer or a deal began."""
    return {
        "created_at": milliseconds(created_at),
        "created_offset": created_at.offset,
        "created_precision": created_at.precision.value,
    }


def moment(at: int, offset: int, precision: str = Precision.SECOND) -> Moment:
    """The moment kept in these columns."""
    return Moment(_EPOCH + timedelta(0, 0, 0, at), offset, _PRECISIONS[precision])


def moment_or_none(at: int | None, offset: int | None, precision: str | None) -> Moment | None:
    """The moment kept in columns that may be empty."""
    return None if at is None else moment(at, offset or 0, precision or Precision.SECOND)


def day(text: str | None) -> date | None:
    """A calendar day kept as ISO text."""
    return date.fromisoformat(text) if text else None
