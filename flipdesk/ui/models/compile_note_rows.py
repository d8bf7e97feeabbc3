"""Notes of a session as rows: the group each stands in, its chips, its state in the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.dates import format_time
from flipdesk.domain.document_snapshot import Lines
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, OutcomeKind, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.withheld import WithheldReason, reason_sentence
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.ui.delegates.roles import ReflectionRow, Tone, spoken
from flipdesk.ui.models.note_words import KIND_ICONS, NoteWords
from flipdesk.ui.widgets.chip import ChipSpec

Note = Reflection | Outcome | Marker

_SAID_BY_NOTHING_MORE = (
    ReflectionKind.REFLECTION,
    ReflectionKind.EXAMPLE,
    ReflectionKind.RESEARCH_INPUT,
)
_PROMISED = (OutcomeKind.ACTION, OutcomeKind.TRIAL)
_WARNING: Tone = "warning"
_MUTED: Tone = "muted"
_WAITING = (WithheldReason.QUOTE_NOT_ALLOWED, WithheldReason.QUOTE_WITHOUT_SPEAKER)


@dataclass(frozen=True)
class GroupRow:
    """The heading of one agenda item's notes."""

    title: str
    count: int

    @property
    def count_text(self) -> str:
        """How many notes stand under the heading."""
        return ngettext("{count} note", "{count} notes", self.count).format(count=self.count)

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.count_text)


@dataclass(frozen=True)
class NoteState:
    """Whether the minutes hold a note; reason is the sentence that says why not."""

    text: str
    tone: Tone = "muted"
    reason: str = ""


@dataclass(frozen=True)
class NoteGroup:
    """An agenda item's GUID, "" for none, its heading and its notes in the order of time."""

    key: str
    row: GroupRow
    notes: tuple[Note, ...]


def note_states(snapshot: MinutesSnapshot) -> dict[str, NoteState]:
    """Return the state of every note that the minutes hold or leave out, by its GUID."""
    included = NoteState(pgettext("note in the minutes", "Included"), "success")
    states = dict.fromkeys(_keys(snapshot), included)
    for one in snapshot.withheld:
        reason = reason_sentence(one.reason)
        if one.reason is WithheldReason.SPEAKER_NOT_NAMED:
            text, tone = pgettext("note in the minutes", "No name"), _WARNING
        elif one.reason in _WAITING:
            text, tone = pgettext("note in the minutes", "Awaits ok"), _WARNING
        else:
            text, tone = pgettext("note in the minutes", "Left out"), _MUTED
        states[one.key] = NoteState(text, tone, reason)
    return states


def note_groups(record: SessionRecord, headings: Mapping[str, str]) -> tuple[NoteGroup, ...]:
    """Return the notes under their agenda items, in the order of time; empty items left out.

    `headings` are the words of the minutes for agenda items, by GUID.
    """
    by_item: dict[AgendaItemId | None, list[Note]] = {}
    notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
    for note in notes:
        by_item.setdefault(_home(record, note), []).append(note)
    groups = []
    number = 0
    for item in record.agenda:
        number += item.kind is not AgendaKind.BREAK
        title = item.title if item.kind is AgendaKind.BREAK else f"{number}. {item.title}"
        if item.id in by_item:
            title = headings.get(item.id, title)
            groups.append(_group(record, item.id, title, by_item[item.id]))
    if None in by_item:
        groups.append(_group(record, "", _("Outside the agenda"), by_item[None]))
    return tuple(groups)


def note_row(
    record: SessionRecord, words: NoteWords, note: Note, state: NoteState | None
) -> ReflectionRow:
    """Return a note as the delegate paints it."""
    shown = state or NoteState("")
    when = time_text(record, note)
    if isinstance(note, Marker):
        text = note.label or _("Marker without text")
        return ReflectionRow(when, text=text, icon="bookmark", one_line=True)
    person = record.participant(note.speaker_id if isinstance(note, Reflection) else note.owner_id)
    return ReflectionRow(
        when,
        initials=person.initials if person else "",
        research=person.role.is_research if person else False,
        text=note.text,
        quote=isinstance(note, Reflection) and note.kind is ReflectionKind.QUOTE,
        chips=_chips(words, note),
        state_text=shown.text,
        tone=shown.tone,
    )


def time_text(record: SessionRecord, note: Note) -> str:
    """Return the offset into the recording, the clock time where there is none."""
    if note.at_ms is not None:
        return format_offset(note.at_ms // 1000 * 1000)
    if note.said_at is None:
        return ""
    return format_time(note.said_at.astimezone(zone_info(record.session.zone)))


def _chips(words: NoteWords, note: Reflection | Outcome) -> tuple[ChipSpec, ...]:
    """Return potentials, what kind of note it is where that tells something, and other codes."""
    chips = words.chips(note)
    place = len(note.potentials)
    kind: tuple[ChipSpec, ...] = ()
    if note.kind not in _SAID_BY_NOTHING_MORE:
        kind = (ChipSpec(word(note.kind), icon=KIND_ICONS[note.kind]),)
    if isinstance(note, Outcome) and note.is_live and note.kind in _PROMISED and note.due is None:
        chips += (ChipSpec(_("due?"), icon="calendar", full=_("No due date yet")),)
    return (*chips[:place], *kind, *chips[place:])


def _group(record: SessionRecord, key: str, title: str, notes: list[Note]) -> NoteGroup:
    start = record.recording_start()

    def moment(note: Note) -> tuple[bool, float, int]:
        said = record.moment(note.at_ms, note.said_at)
        if note.at_ms is not None and start is None:
            return False, note.at_ms / 1000, note.position
        return said is None, said.timestamp() if said else 0.0, note.position

    return NoteGroup(key, GroupRow(title, len(notes)), tuple(sorted(notes, key=moment)))


def _home(record: SessionRecord, note: Note) -> AgendaItemId | None:
    """Return the agenda item a note was written under, else the one held at its moment."""
    if not isinstance(note, Marker) and record.agenda_item(note.agenda_item_id):
        return note.agenda_item_id
    moment = record.moment(note.at_ms, note.said_at)
    held = (item for item in record.agenda if moment is not None and _was_held(item, moment))
    return next((item.id for item in held), None)


def _was_held(item: AgendaItem, moment: datetime) -> bool:
    started, ended = item.started, item.ended
    return started is not None and started <= moment and (ended is None or moment < ended)


def _keys(snapshot: MinutesSnapshot) -> set[str]:
    keys = {
        one.key for item in snapshot.items for group in item.groups for one in group.contributions
    }
    for section in snapshot.sections:
        parts = section.lines if isinstance(section, Lines) else section.rows
        keys |= {part.key for part in parts if part.key}
    return keys
