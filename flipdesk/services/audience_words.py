"""The words written for the room: the ground rule of the day, and a question for one item.

One of each is kept, with what it belongs to, so that yesterday's words are never shown today.
"""

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.audience import AudienceWords
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase

RULE = "audience_rule"
QUESTION = "audience_question"


class AudienceWording:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def words(self, session_id: SessionId, item: AgendaItem | None) -> AudienceWords:
        """Return what was written for this session and this item."""
        question = self._kept(QUESTION, item.id) if item is not None else ""
        return AudienceWords(self._kept(RULE, session_id), question)

    def set_rule(self, session_id: SessionId, rule: str) -> Step:
        """Write the ground rule of the day, "" for none."""
        changes = self._base.settings.set(RULE, f"{session_id}\n{_one_line(rule)}")
        return Step(_("ground rule for the audience"), changes)

    def set_question(self, item: AgendaItem, question: str) -> Step:
        """Write what the room is asked during an item, "" for its purpose."""
        changes = self._base.settings.set(QUESTION, f"{item.id}\n{_one_line(question)}")
        return Step(_("question for the audience"), changes)

    def _kept(self, name: str, owner: str) -> str:
        whose, _separator, text = self._base.settings.get(name).partition("\n")
        return text if whose == owner else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
