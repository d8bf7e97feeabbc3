"""Minutes that carried somebody are written again without, and the old versions go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.domain.changes import Changes
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.erasure import ErasurePlan
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from flipdesk.services.minutes import MinutesDesk
    from flipdesk.services.word_templates import WordTemplates


@dataclass(frozen=True, slots=True)
class Reissue:
    """A version to be written again: what it will say, and the template of its series if any."""

    label: str
    snapshot: MinutesSnapshot
    template: bytes | None


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The same as bytes."""

    reissue: Reissue
    document: bytes
    forms: dict[DocumentForm, bytes]


class MinutesAgain:
    """Between `prepare` and `store` lies `draw`, which may run in a job."""

    def __init__(
        self, base: KnowledgeBase, minutes: "MinutesDesk", templates: "WordTemplates"
    ) -> None:
        self._base = base
        self._minutes = minutes
        self._templates = templates

    def prepare(self, plan: ErasurePlan) -> tuple[Reissue, ...]:
        """Return the newest version of each kind as it is without the person; rows are erased."""
        found = []
        for one in plan.minutes:
            kept = self._base.minutes.get(one.id)
            if kept is None or not one.is_newest:
                continue
            snapshot = self._minutes.prepare(one.session_id, kept.audience, kept.language)
            look = self._templates.look_of_session(one.session_id)
            found.append(Reissue(one.label, snapshot, look))
        return tuple(found)

    def draw(self, one: Reissue) -> Redrawn:
        """Draw a version; for any thread."""
        document = self._minutes.render(one.snapshot, one.template)
        return Redrawn(one, document, self._minutes.render_others(one.snapshot))

    def store(self, one: Redrawn) -> tuple[Changes, str]:
        """Keep a version that was drawn; return why not when something must be decided first."""
        try:
            _version, changes = self._minutes.store(one.reissue.snapshot, one.document, one.forms)
        except KnownError as error:
            return Changes(), str(error)
        return changes, ""
