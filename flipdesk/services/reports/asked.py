"""What a report is asked for with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Scope
from flipdesk.domain.session_record import SessionRecord
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.reports.kept_counts import KeptCounts

Known = Callable[[SessionId], SessionRecord | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """The knowledge base and what of it, when, and what is known already.

    `known` returns the record of a session that somebody has read anyway, else None.
    """

    base: KnowledgeBase
    scope: Scope
    now: datetime
    kept: KeptCounts
    known: Known
