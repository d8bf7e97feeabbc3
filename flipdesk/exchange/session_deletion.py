"""The days of a session file on which parts of a session have to be gone."""

from flipdesk.domain.retention import FIELDS
from flipdesk.domain.session import Session

DELETION_FIELDS = tuple(FIELDS.values())


def deletion_days(session: Session) -> dict[str, str | None]:
    """Return what stands in the file of each; None for what is left out."""
    days = {field: getattr(session, field) for field in DELETION_FIELDS}
    return {field: None if day is None else day.isoformat() for field, day in days.items()}
