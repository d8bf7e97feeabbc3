"""A decision that something in a text may stay as it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import KeptTraceId, SessionId
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience


class KeepReason(StrEnum):
    """Why something may stay."""

    NOBODY = "nobody"
    AGREED = "agreed"
    PUBLIC = "public"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class KeptTrace:
    """What of one kind stands in a text may stay there for one audience.

    The text is known by its SHA-256 alone, so that it is asked about again when it changes.
    """

    id: KeptTraceId
    session_id: SessionId
    position: int
    audience: Audience
    kind: TraceKind
    text_sha256: str
    reason: KeepReason
    kept: datetime
