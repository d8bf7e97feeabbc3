"""Taking in what QDA programs write: codes, codings and memos come home, other sources come in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.ids import SessionId
from flipdesk.domain.research_project import ResearchProject
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.research_codes import built_in_ids
from flipdesk.services.research_codes_in import CodesIn
from flipdesk.services.research_codings_in import CodingsIn
from flipdesk.services.research_homes import ResearchHomes
from flipdesk.services.research_recognised import recognised
from flipdesk.services.research_sources import notes_source_id
from flipdesk.services.sharing import Sharing


@dataclass(frozen=True, slots=True)
class ImportedProject:
    """What became of a file; `notes` are sentences about what did not come in."""

    step: Step
    texts: int
    codes: int
    codings: int
    memos: int
    notes: tuple[str, ...] = ()

    def statement(self) -> str:
        """Return what came in, in one sentence."""
        parts = (
            ngettext("{count} text", "{count} texts", self.texts).format(count=self.texts),
            ngettext("{count} new code", "{count} new codes", self.codes).format(count=self.codes),
            ngettext("{count} coding", "{count} codings", self.codings).format(count=self.codings),
            ngettext("{count} memo", "{count} memos", self.memos).format(count=self.memos),
        )
        return _("Taken in: {parts}.").format(parts=", ".join(parts))


class ResearchImport:
    """Reads files in jobs and stores what is not here yet. The same file twice changes nothing."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    @staticmethod
    def read_file(path: Path, is_cancelled: Callable[[], bool] = lambda: False) -> ResearchProject:
        """Return what a .qdpx or .qdc says; safe on any thread.

        Raises:
            KnownError: it is neither, is damaged, or must not be read.
        """
        from flipdesk.exchange.refi.guarded import read_guarded_project

        return read_guarded_project(path, is_cancelled)

    def take_in(self, project: ResearchProject) -> ImportedProject:
        """Store what a project holds and this knowledge base does not, in one step."""
        base = self._base
        kept = frozenset(self._known(project))
        project = recognised(base, Sharing(base, self._clock), project, kept)
        known = self._known(project)
        with base.atomic():
            homes = ResearchHomes(base, project, self._clock.now())
            changes = homes.make(known)
            codes = CodesIn(base, project.codes)
            work = CodingsIn(base, project, homes.homes, codes, self._clock.now())
            work.known = frozenset(known)
            work.read()
            if not homes.homes:
                self._keep_all(codes, project, base.codebooks.all())
            before = _count(base.codebooks.all())
            changes += codes.store(base.codebooks.all())
            fresh = _count(base.codebooks.all()) - before
            changes += work.store()
        self._base.uses.note(Act.IMPORTED, Thing.SELECTION)
        name = project.name or _("a project")
        label = _("import of {title}").format(title=name)
        return ImportedProject(
            step(label, changes),
            homes.fresh,
            fresh,
            len(work.codings),
            len(work.memos),
            tuple(self._notes(project, work)),
        )

    def _known(self, project: ResearchProject) -> dict[str, SessionId]:
        """Return the sessions of sources that are of this knowledge base."""
        known: dict[str, SessionId] = {}
        for session in self._base.sessions.all():
            known[notes_source_id(session.id)] = session.id
            for recording in self._base.recordings.of_session(session.id):
                known[recording.id] = session.id
            for transcript in self._base.transcripts.of_session(session.id):
                known[transcript.id] = session.id
        wanted = {one.id for one in project.texts} | {one.id for one in project.sounds}
        wanted |= {each.id for one in project.sounds for each in one.transcripts}
        return {key: session for key, session in known.items() if key in wanted}

    @staticmethod
    def _keep_all(codes: CodesIn, project: ResearchProject, books: Iterable[Codebook]) -> None:
        """Keep every code of a codebook that came alone, in every codebook, if none has it."""
        known = tuple(books)
        built_in = built_in_ids(known)
        for one in project.codes:
            is_known = one.id in built_in or any(codes.knows(book, one.id) for book in known)
            for book in known if one.is_codable and not is_known else ():
                codes.place(book, one.id)

    @staticmethod
    def _notes(project: ResearchProject, work: CodingsIn) -> Iterator[str]:
        if work.lost:
            yield ngettext(
                "{count} coding has no place here: its words were not found.",
                "{count} codings have no place here: their words were not found.",
                work.lost,
            ).format(count=work.lost)
        if project.cases:
            yield _("Cases and their variables do not come in: participants are noted here.")
        if any(one.file_name for one in project.sounds):
            yield _("Sound does not come in with a project; import it by itself.")
        if project.left_out:
            yield _("Not read: {things}.").format(things=", ".join(project.left_out))


def _count(books: Iterable[Codebook]) -> int:
    """Return how many codes there are, those of several codebooks once."""
    return len({(axis.key, code.slug) for book in books for axis, code in book})
