"""What is handed out and sent before a session: made ready here, written anywhere, kept nowhere.

A paper can be made again at any time from what is stored, so it is a file and nothing more.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flipdesk.domain.calendar_entry import CalendarEntry
from flipdesk.domain.clock import Clock
from flipdesk.domain.document_form import DocumentForm, form_of
from flipdesk.domain.ids import SessionId
from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.gate_texts import texts_on
from flipdesk.services.leaving import Leaving
from flipdesk.services.word_templates import WordTemplates


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper ready to be written, on any thread and without a knowledge base.

    `template` is that of its series, None for FlipDesk's own look.
    """

    paper: Paper
    template: bytes | None = None

    @property
    def file_name(self) -> str:
        from flipdesk.documents.file_name import paper_file_name

        return paper_file_name(self.paper)

    def render(self, form: DocumentForm = DocumentForm.WORD) -> bytes:
        """Return the file in a form."""
        from flipdesk.documents.forms import draw

        return draw(self.paper, form, self.template)

    def write(self, path: Path) -> None:
        """Write the file in the form its name asks for; an old one is whole until the new one is.

        Raises:
            KnownError: the file cannot be written, or not in the template.
        """
        from flipdesk.documents.forms import check_of
        from flipdesk.documents.save import save_file

        form = form_of(path)
        save_file(path, self.render(form), check_of(form))


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The days of a session, ready to be written for calendars; `made` is aware."""

    name: str
    held_on: date
    entries: tuple[CalendarEntry, ...]
    made: datetime

    @property
    def file_name(self) -> str:
        from flipdesk.documents.file_name import dated_name
        from flipdesk.exchange.calendar_file import SUFFIX

        return f"{dated_name(self.held_on, self.name)}{SUFFIX}"

    def write(self, path: Path) -> None:
        """Write the calendar file; an old file there is whole until the new one is.

        Raises:
            KnownError: the file cannot be written.
        """
        from flipdesk.documents.save import save_file
        from flipdesk.exchange.calendar_file import check_calendar, write_calendar

        save_file(path, write_calendar(self.entries, self.made), check_calendar)


PAPER_READERS = Audience.PARTICIPANTS
_CONTACT = frozenset({TraceKind.PHONE, TraceKind.EMAIL, TraceKind.ADDRESS})
"""Where to come and whom to call is what a paper is for."""

Printed = PaperFile | CalendarFile


def place(printed: Printed, folder: Path) -> Path:
    """Return where in a folder a file can go without writing over anything."""
    from flipdesk.documents.save import free_path

    name = printed.file_name
    return free_path(folder / name, Path(name).suffix)


def handout(kind: PaperKind, language: str, made: datetime) -> PaperFile:
    """Return a sheet that belongs to no session, in `language` ("da" or "en")."""
    from flipdesk.exchange.handout_file import load_handout

    words = load_handout(kind, language)
    return PaperFile(
        Paper(
            kind=kind,
            language=language,
            identifier=f"urn:flipdesk:handout:{kind}:{language}",
            title=words.title,
            subtitle=words.subtitle,
            below=words.title,
            author="FlipDesk",
            made=made,
            blocks=words.blocks,
        )
    )


def _advice() -> str:
    return _(
        "Change the text in Forbered, or decide about it in Bearbejd, in the minutes for"
        " participants."
    )


class Papers:
    """Makes the papers of a session ready. Who has its record at hand gives it."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self.gate = Gate(base, clock)
        self._templates = WordTemplates(base, clock)

    def prepare(
        self, kind: PaperKind, session_id: SessionId, language: str = "da", *, advice: str = ""
    ) -> PaperFile:
        """Return the program or the run sheet of a session; `advice` says how to decide.

        Raises:
            NotClearedError: something in it has to be decided first.
        """
        ready, leaving = self.make(kind, session_id, language)
        self.gate.refuse_leaving(leaving, advice=advice or _advice())
        return ready

    def calendar(
        self, session_id: SessionId, language: str = "da", *, advice: str = ""
    ) -> CalendarFile:
        """Return the entries for calendars, one a day; raises as `prepare` does."""
        ready, leaving = self.make_calendar(session_id, language)
        self.gate.refuse_leaving(leaving, advice=advice or _advice())
        return ready

    def make(
        self,
        kind: PaperKind,
        session_id: SessionId,
        language: str = "da",
        *,
        record: SessionRecord | None = None,
    ) -> tuple[PaperFile, Leaving]:
        """Return the program or the run sheet, and what the gate has to look at before it leaves.

        The run sheet is for the team, who know everybody in the room: only others are asked about.
        """
        made = self._clock.now()
        record = record or self._base.record(session_id)
        look: bytes | None = None
        if kind is PaperKind.RUN_SHEET:
            from flipdesk.services.compose_run_sheet import compose_run_sheet

            paper = compose_run_sheet(record, language, made)
        else:
            from flipdesk.services.compose_program import compose_program

            paper = compose_program(record, language, made)
            look = self._templates.look(record.series.id)
        return PaperFile(paper, look), _leaving(record, paper)

    def make_calendar(
        self, session_id: SessionId, language: str = "da", *, record: SessionRecord | None = None
    ) -> tuple[CalendarFile, Leaving]:
        """Return the same for calendars."""
        from flipdesk.services.compose_program import compose_entries, compose_program

        record = record or self._base.record(session_id)
        made = self._clock.now()
        # What stands in the entries is part of the program.
        leaving = _leaving(record, compose_program(record, language, made))
        entries = compose_entries(record, language)
        return CalendarFile(record.full_title, record.held_on, entries, made), leaving


def _leaving(record: SessionRecord, paper: Paper) -> Leaving:
    return Leaving(record, PAPER_READERS, lambda: texts_on(paper, record), _CONTACT)
