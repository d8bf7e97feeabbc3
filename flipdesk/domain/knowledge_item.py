"""A knowledge item: what many sessions show, with the reflections that speak for and against."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import EvidenceId, KnowledgeItemId, ReflectionId, SessionId
from flipdesk.domain.vocabulary import ReflectionKind, Role


class KnowledgeKind(StrEnum):
    """An insight is condensed from reflections; a scene lets one of them be seen (R44)."""

    INSIGHT = "insight"
    SCENE = "scene"


class Stance(StrEnum):
    """What a reflection says of an insight. One that speaks against it is as much evidence."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    """One item; its potentials are those of its evidence."""

    id: KnowledgeItemId
    kind: KnowledgeKind
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reflection beside one item; `note` says why it stands there."""

    id: EvidenceId
    item_id: KnowledgeItemId
    reflection_id: ReflectionId
    position: int
    stance: Stance = Stance.FOR
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence with what has to be known of the reflection, which may have been merged since.

    `reflection_id` is the note as it stands now; `at_ms` is the offset into the recording.
    """

    evidence: Evidence
    reflection_id: ReflectionId
    session_id: SessionId
    session_title: str
    organisation: str
    starts: datetime
    kind: ReflectionKind
    role: Role | None
    text: str
    at_ms: int | None
    potentials: tuple[str, ...]
    is_withdrawn: bool = False
    """Whether who said it has withdrawn consent: it can support nothing that leaves the house."""


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind an item: what speaks for and against, and from how many places.

    Organisations and sessions are those with something that speaks for it.
    """

    speaks_for: int = 0
    speaks_against: int = 0
    organisations: int = 0
    sessions: int = 0
    potentials: tuple[str, ...] = ()

    @classmethod
    def of(cls, lines: "tuple[EvidenceLine, ...]") -> "Support":
        """Return the counts of evidence; what was merged into one reflection counts once."""
        seen = {one.reflection_id: one for one in lines}
        pro = [one for one in seen.values() if one.evidence.stance is Stance.FOR]
        return cls(
            speaks_for=len(pro),
            speaks_against=len(seen) - len(pro),
            organisations=len({one.organisation for one in pro if one.organisation}),
            sessions=len({one.session_id for one in pro}),
            potentials=tuple(dict.fromkeys(code for one in pro for code in one.potentials)),
        )
