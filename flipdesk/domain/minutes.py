"""Minutes: every written version is kept as the bytes that were handed out."""

from dataclasses import dataclass
from datetime import date, datetime

from flipdesk.domain.ids import MinutesId, SessionId
from flipdesk.domain.vocabulary import Audience, MinutesState


@dataclass(frozen=True, slots=True)
class Minutes:
    """One written version; its Word bytes are read apart, for they are large.

    `comments_by` is the last day for comments on one that is or was out for them.
    """

    id: MinutesId
    session_id: SessionId
    version: int
    audience: Audience
    language: str
    file_name: str
    sha256: str
    size_bytes: int
    written: datetime
    state: MinutesState = MinutesState.DRAFT
    comments_by: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
