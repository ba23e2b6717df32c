"""Which touches of a customer have a pin, read off the index that has no others."""

from sqlalchemy import Connection, text

# Named, for SQLite knows nothing of how few they are before the file was analysed, and would look into every touch.
_PINNED = text(
    "SELECT id FROM touch INDEXED BY ix_touch_pinned WHERE customer_id = :customer AND pinned"
    " ORDER BY occurred_at DESC, id DESC LIMIT :limit"
)


def pinned_ids(connection: Connection, customer_id: int, limit: int) -> list[int]:
    """Their ids, the latest first."""
    return list(connection.execute(_PINNED, {"customer": customer_id, "limit": limit}).scalars())
