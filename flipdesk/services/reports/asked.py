"""What a report is asked for with."""

from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.report import Scope
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.reports.kept_counts import KeptCounts


@dataclass(frozen=True, slots=True)
class Asked:
    """The knowledge base and what of it, when, and what was counted before."""

    base: KnowledgeBase
    scope: Scope
    now: datetime
    kept: KeptCounts
