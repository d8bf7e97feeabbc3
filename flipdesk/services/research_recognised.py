"""What of a project is ours although its GUIDs are lost: known again by its very words.

Some programs, QualCoder among them, give everything new GUIDs at each export. A text that says
exactly what we handed out is that text; a coder of the same name is that coder.
"""

from collections.abc import Iterator
from dataclasses import replace

from flipdesk.domain.ids import SessionId
from flipdesk.domain.plain_values import from_plain, to_plain
from flipdesk.domain.playing import main_recording
from flipdesk.domain.research_project import ResearchProject, TextSelection, TextSource
from flipdesk.domain.selection import Selection
from flipdesk.domain.session import Session
from flipdesk.domain.shared_session import SharedSession
from flipdesk.domain.vocabulary import SessionState
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.research_project import file_name_of
from flipdesk.services.research_sources import CODER_ID, notes_source_id
from flipdesk.services.research_texts import notes_text, transcript_text
from flipdesk.services.shared_codings import coder_name
from flipdesk.services.shared_reader import Terms
from flipdesk.services.sharing import Sharing

_TERMS = tuple(Terms(with_names=named, with_transcripts=True) for named in (False, True))
_OURS = "FlipDesk"


def recognised(
    base: KnowledgeBase, sharing: Sharing, project: ResearchProject, known: frozenset[str]
) -> ResearchProject:
    """Return a project with our own GUIDs where they were lost; `known` sources have them still."""
    looking = _Looking(base, sharing, project, known)
    looking.look()
    if not looking.ids:
        return project
    # Every reference to a thing is a text of its own, and no text is a GUID by chance.
    found = from_plain(ResearchProject, _swapped(to_plain(project), looking.ids))
    texts = (_with_notes(one, looking.notes.get(one.id, ())) for one in found.texts)
    return replace(found, texts=tuple(texts))


class _Looking:
    def __init__(
        self,
        base: KnowledgeBase,
        sharing: Sharing,
        project: ResearchProject,
        known: frozenset[str],
    ) -> None:
        self._base = base
        self._sharing = sharing
        self._project = project
        self._known = known
        self.ids: dict[str, str] = {}
        self.notes: dict[str, tuple[TextSelection, ...]] = {}

    def look(self) -> None:
        """Find what is ours; sources first, for only they say that the rest can be."""
        texts = {one.id: one.text for one in self._project.texts if one.id not in self._known}
        texts |= {
            each.id: each.text
            for one in self._project.sounds
            for each in one.transcripts
            if each.id not in self._known
        }
        names = {one.name for one in self._project.sounds if one.id not in self._known}
        names |= {one.name for one in self._project.texts if one.id not in self._known}
        for session in self._base.sessions.all() if names else ():
            if session.state is not SessionState.PLANNED and self._can_be(session, names):
                self._session(session.id, texts)
        if self.ids or self._known:
            self.ids |= dict(self._coders())

    @staticmethod
    def _can_be(session: Session, names: set[str]) -> bool:
        return any(file_name_of(session.title) in one for one in names)

    def _session(self, session_id: SessionId, texts: dict[str, str]) -> None:
        for terms in _TERMS:
            shared = self._sharing.share(session_id, Selection(), terms)
            if self._texts(shared, texts):
                break
        recording = main_recording(self._base.recordings.of_session(session_id))
        for sound in self._project.sounds:
            stem = sound.name.rpartition(".")[0]
            if recording is not None and stem.endswith(file_name_of(shared.full_title)):
                self.ids.setdefault(sound.id, recording.id)

    def _texts(self, shared: SharedSession, texts: dict[str, str]) -> bool:
        """Meet the texts of a session; return whether its notes were among them."""
        said, places = notes_text(shared)
        ours = {said: notes_source_id(shared.id)}
        ours |= {transcript_text(one)[0]: one.id for one in shared.transcripts}
        met = {key: ours[text] for key, text in texts.items() if text in ours and key != ours[text]}
        self.ids |= met
        self.notes[notes_source_id(shared.id)] = tuple(
            TextSelection(key, *place) for key, place in places.items()
        )
        return ours[said] in met.values()

    def _coders(self) -> Iterator[tuple[str, str]]:
        """Yield whose GUID stands for whom."""
        names = {_OURS: CODER_ID}
        for one in self._base.coders.all():
            names |= {one.name: one.id, coder_name(one.id): one.id}
        kept = {one.id for one in self._base.coders.all()} | {CODER_ID}
        for coder in self._project.coders:
            if coder.id not in kept and coder.name in names:
                yield coder.id, names[coder.name]


def _with_notes(source: TextSource, notes: tuple[TextSelection, ...]) -> TextSource:
    """Return a text that says where its notes stand, if nothing in it says so."""
    told = {one.id for one in source.selections}
    missing = tuple(one for one in notes if one.id not in told)
    return replace(source, selections=(*source.selections, *missing))


def _swapped(value: object, ids: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_swapped(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value
