"""A decision that something in a text may stay as it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import KeptTraceId, SessionId
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import N_, _


class KeepReason(StrEnum):
    """Why something may stay."""

    NOBODY = "nobody"
    AGREED = "agreed"
    PUBLIC = "public"
    NEEDED = "needed"


_REASONS = {
    KeepReason.NOBODY: N_("Nobody can be known by it"),
    KeepReason.AGREED: N_("The person has said yes"),
    KeepReason.PUBLIC: N_("It is public already"),
    KeepReason.NEEDED: N_("The document needs it"),
}


def keep_words(reason: KeepReason) -> str:
    """Return a reason as the window shows it: "Har sagt ja"."""
    return _(_REASONS[reason])


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
