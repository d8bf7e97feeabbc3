"""The digest of a series: made ready here, written anywhere, kept nowhere, as papers are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.document_form import DocumentForm, form_of
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.series import Series
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.digest_gate import DIGEST_READERS, DigestGate
from flipdesk.services.gate import Gate
from flipdesk.services.leaving import Leaving, Look
from flipdesk.services.meant import meant
from flipdesk.services.reports.slow_reading import Slow, finished
from flipdesk.services.word_templates import WordTemplates


@dataclass(frozen=True, slots=True)
class DigestFile:
    """A digest ready to be written, on any thread and without a knowledge base.

    `template` is that of the series, None for FlipDesk's own look.
    """

    snapshot: DigestSnapshot
    template: bytes | None = None

    @property
    def file_name(self) -> str:
        from flipdesk.documents.file_name import digest_file_name

        return digest_file_name(self.snapshot)

    def place(self, folder: Path) -> Path:
        """Return where in a folder the file can go without writing over anything."""
        from flipdesk.documents.save import free_path

        return free_path(folder / self.file_name, Path(self.file_name).suffix)

    def render(self, form: DocumentForm = DocumentForm.WORD) -> bytes:
        """Return the file in a form."""
        from flipdesk.documents.forms import draw

        return draw(self.snapshot, form, self.template)

    def write(self, path: Path) -> None:
        """Write the file in the form its name asks for; an old one is whole until the new one is.

        Raises:
            KnownError: the file cannot be written, or not in the template.
        """
        from flipdesk.documents.forms import check_of
        from flipdesk.documents.save import save_file

        form = form_of(path)
        save_file(path, self.render(form), check_of(form))


def digest_file(
    records: Sequence[SessionRecord],
    language: str,
    written: datetime,
    template: bytes | None = None,
) -> DigestFile:
    """Return the digest of a series from what `Digests` gave; safe on any thread."""
    return finished(digest_file_steps(records, language, written, template))


def digest_file_steps(
    records: Sequence[SessionRecord],
    language: str,
    written: datetime,
    template: bytes | None = None,
) -> Slow[DigestFile]:
    """Return the same, with a pause after each session."""
    from flipdesk.services.compose_digest import digest_steps

    snapshot = yield from digest_steps(records, language, written)
    return DigestFile(snapshot, template)


class Digests:
    """Gives out what the digest of a series is made of, a session at a time or all at once."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._gate = Gate(base, clock)

    def mind(self, record: SessionRecord) -> Look:
        """Return what a `DigestGate` has to know of a session, for who reads one at a time."""
        return self._gate.look(Leaving(record, DIGEST_READERS, tuple))

    def prepare(self, series_id: SeriesId, language: str = "da") -> DigestFile:
        """Return the digest of a series up to now, in `language` ("da" or "en").

        Raises:
            KnownError: none of its sessions has been held yet.
            NotClearedError: something in its texts has to be decided first.
        """
        records = [self.record(one, language) for one in self.sessions(series_id)]
        ready = digest_file(records, language, self._clock.now(), self.look(series_id))
        found = DigestGate(ready.snapshot, [self.mind(one) for one in records]).concerns()
        advice = _(
            "Change the text in Bearbejd, or decide about it in the minutes for researchers:"
            " flipdesk minutes check SESSION --audience researchers."
        )
        self._gate.refuse_concerns(found, advice)
        return ready

    def look(self, series_id: SeriesId) -> bytes | None:
        """Return the template that the digest of a series is written in, None for our own look."""
        return WordTemplates(self._base, self._clock).look(series_id)

    def sessions(self, series_id: SeriesId) -> tuple[SessionId, ...]:
        """Return the sessions of a series in order of time.

        Raises:
            KnownError: none of them has been held yet.
        """
        sessions = self._base.sessions.of_series(series_id)
        if all(one.state is SessionState.PLANNED for one in sessions):
            sentence = _("None of the sessions has been held yet. Make the digest after the first.")
            raise KnownError(sentence)
        return tuple(one.id for one in sessions)

    def record(self, session_id: SessionId, language: str) -> SessionRecord:
        """Return one session, its codes in the words of a language."""
        from flipdesk.services.codebook_words import codebook_in

        record = self._base.record(session_id)
        return replace(record, codebook=codebook_in(record.codebook, language))

    def find(self, wanted: str) -> Series:
        """Return the series with this GUID, beginning of one, or title.

        Raises:
            KnownError: no series, or more than one, is meant.
        """
        none = _("There is no series “{wanted}”; see flipdesk series list.")
        several = _("“{wanted}” can be several series; name one of them: {series}.")
        return meant(
            self._base.series.all(),
            wanted,
            none=none.format(wanted=wanted),
            several=several.format(wanted=wanted, series="{found}"),
        )
