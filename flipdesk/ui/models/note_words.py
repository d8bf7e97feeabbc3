"""How a note of a session is shown: its moment, its words and its chips."""

from datetime import date, datetime

from flipdesk.domain.capture import DUE_WITHOUT_A_WORD, Captured, NoteKind
from flipdesk.domain.codebook import DIMENSIONS_AXIS, PATTERNS_AXIS, POTENTIALS_AXIS, TAGS_AXIS
from flipdesk.domain.dates import (
    format_date_medium,
    format_date_weekday,
    format_day_month,
    format_time,
)
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Marker, Pattern, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.delegates.roles import ReflectionRow
from flipdesk.ui.widgets.chip import SHORT, ChipSpec

KIND_ICONS: dict[NoteKind, str] = {
    ReflectionKind.REFLECTION: "message-square-text",
    ReflectionKind.QUOTE: "quote",
    ReflectionKind.DILEMMA: "scale",
    ReflectionKind.EXAMPLE: "book-open",
    ReflectionKind.RESEARCH_INPUT: "library-big",
    ReflectionKind.QUESTION: "circle-question-mark",
    ReflectionKind.OBSERVATION: "ear",
    ReflectionKind.INSIGHT: "lightbulb",
    ReflectionKind.CONCLUSION: "check",
    OutcomeKind.DECISION: "gavel",
    OutcomeKind.ACTION: "square-check",
    OutcomeKind.PARKED: "square-parking",
    OutcomeKind.KNOWLEDGE_REQUEST: "circle-question-mark",
    OutcomeKind.TRIAL: "flask-conical",
}

DUE_ICON = "calendar"


def _short(day: date) -> str:
    """Return "fre. 30.4.": what is typed is due within a year, or says its year itself."""
    return format_date_weekday(day).removesuffix(str(day.year)).rstrip()


class NoteWords:
    """The rows and chips of one session's notes; made anew when anything but the notes changes."""

    def __init__(self, record: SessionRecord) -> None:
        self._record = record
        self._zone = zone_info(record.session.zone)
        self._people = {one.id: one for one in record.participants}

    def shows_like(self, record: SessionRecord) -> bool:
        """Return whether notes of this record would be shown in the same way."""
        mine = self._record
        return (
            mine.session == record.session
            and mine.codebook == record.codebook
            and mine.participants == record.participants
            and mine.recording_start() == record.recording_start()
        )

    def moment(self, note: Note) -> datetime | None:
        """Return when a note was said, by the clock on the wall."""
        moment = self._record.moment(note.at_ms, note.said_at)
        return moment.astimezone(self._zone) if moment is not None else None

    def row(self, note: Note) -> ReflectionRow:
        """Return what a delegate paints for a note."""
        moment = self.moment(note)
        time_text = format_time(moment) if moment is not None else ""
        if isinstance(note, Marker):
            kind = _("Marker")
            return ReflectionRow(time_text, kind, text=note.label, one_line=True, icon="bookmark")
        if isinstance(note, Outcome):
            return self._outcome_row(note, time_text)
        speaker = self._person(note.speaker_id)
        return ReflectionRow(
            time_text,
            word(note.kind),
            initials=speaker.initials if speaker else "",
            research=speaker.role.is_research if speaker else False,
            text=note.text,
            quote=note.kind is ReflectionKind.QUOTE,
            chips=self.chips(note),
        )

    def chips(self, note: Reflection | Outcome) -> tuple[ChipSpec, ...]:
        """Return the chips of a stored note: its codes, and when it is due."""
        if isinstance(note, Outcome):
            chips = self._codes(POTENTIALS_AXIS, note.potentials)
            return chips + self._due(note)
        chips = self._codes(POTENTIALS_AXIS, note.potentials)
        chips += self._codes(DIMENSIONS_AXIS, note.dimensions, "scale")
        chips += self._pattern(note.pattern)
        chips += self._codes(TAGS_AXIS, note.tags, "tag")
        return chips + self._private(is_private=note.is_private)

    def understood(self, captured: Captured) -> tuple[ChipSpec, ...]:
        """Return the chips that say what was understood of a line."""
        chips: tuple[ChipSpec, ...] = ()
        if captured.speaker is not None:
            name = captured.speaker.name
            chips += (ChipSpec(name, icon="user-round", full=name, rounded=True),)
        if captured.kind is not ReflectionKind.REFLECTION:
            chips += (ChipSpec(word(captured.kind), icon=KIND_ICONS[captured.kind]),)
        chips += self._codes(POTENTIALS_AXIS, captured.potentials)
        chips += self._codes(DIMENSIONS_AXIS, captured.dimensions, "scale")
        chips += self._pattern(captured.pattern)
        chips += self._codes(TAGS_AXIS, captured.tags, "tag")
        if captured.due is not None:
            words = _("due {date}").format(date=_short(captured.due))
            full = _("Due {date}. Click here, or Ctrl+Z, leaves it as words.")
            full = full.format(date=format_date_medium(captured.due))
            chips += (ChipSpec(words, icon=DUE_ICON, full=full),)
        return chips + self._private(is_private=captured.is_private)

    @staticmethod
    def _due(note: Outcome) -> tuple[ChipSpec, ...]:
        if note.due is not None:
            due = _("Due {date}").format(date=format_date_medium(note.due))
            return (ChipSpec(format_day_month(note.due), icon=DUE_ICON, full=due),)
        if note.kind in DUE_WITHOUT_A_WORD and note.is_live:
            return (ChipSpec(_("due?"), icon=DUE_ICON, full=_("No due date yet"), warns=True),)
        return ()

    def _outcome_row(self, note: Outcome, time_text: str) -> ReflectionRow:
        owner = self._person(note.owner_id)
        return ReflectionRow(
            time_text,
            word(note.kind),
            initials=owner.initials if owner else "",
            research=owner.role.is_research if owner else False,
            text=note.text,
            chips=self.chips(note),
            one_line=True,
            icon=KIND_ICONS[note.kind],
        )

    def _person(self, participant_id: ParticipantId | None) -> Participant | None:
        return None if participant_id is None else self._people.get(participant_id)

    def _codes(self, axis: str, slugs: tuple[str, ...], icon: str = "") -> tuple[ChipSpec, ...]:
        potential = axis == POTENTIALS_AXIS
        chips = []
        for slug in slugs:
            code = self._record.codebook.axis(axis).code(slug)
            name, full = (code.name, code.title) if code else (slug[:SHORT], slug)
            if potential:
                chips.append(ChipSpec(name, potential=slug, full=full))
            else:
                chips.append(ChipSpec(name, icon=icon, full=full))
        return tuple(chips)

    def _pattern(self, pattern: Pattern | None) -> tuple[ChipSpec, ...]:
        if pattern is None:
            return ()
        code = self._record.codebook.axis(PATTERNS_AXIS).code(pattern.code)
        name = code.name if code else pattern.code
        if pattern.uptake is not None:
            name = f"{name}: {word(pattern.uptake)}"
        return (ChipSpec(name, full=code.title if code else pattern.code),)

    @staticmethod
    def _private(*, is_private: bool) -> tuple[ChipSpec, ...]:
        full = _("Private: only you see this note")
        return (ChipSpec(_("Private"), icon="lock", full=full),) if is_private else ()
