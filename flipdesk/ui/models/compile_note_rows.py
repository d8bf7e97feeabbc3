"""Notes of a session as rows: the group each stands in, its chips, its state in the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass

from flipdesk.domain.dates import format_time
from flipdesk.domain.document_snapshot import Lines
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.placing import Note, grouped
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
        elif one.reason is WithheldReason.LEFT_OUT:
            text, tone = pgettext("note in the minutes", "Taken out"), _MUTED
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
    by_item = grouped(record)
    groups = []
    number = 0
    for item in record.agenda:
        number += item.kind is not AgendaKind.BREAK
        title = item.title if item.kind is AgendaKind.BREAK else f"{number}. {item.title}"
        if by_item[item.id]:
            title = headings.get(item.id, title)
            groups.append(_group(item.id, title, by_item[item.id]))
    if by_item[None]:
        groups.append(_group("", _("Outside the agenda"), by_item[None]))
    return tuple(groups)


def note_row(
    record: SessionRecord,
    words: NoteWords,
    note: Note,
    state: NoteState | None,
    parts: int = 0,
) -> ReflectionRow:
    """Return a note as the delegate paints it; `parts` is how many were merged into it."""
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
        chips=(*_chips(words, note), *_merged(parts)),
        state_text=shown.text,
        tone=shown.tone,
        faded=isinstance(note, Reflection) and note.left_out,
    )


def time_text(record: SessionRecord, note: Note) -> str:
    """Return the offset into the recording, the clock time where there is none."""
    if note.at_ms is not None:
        return format_offset(note.at_ms // 1000 * 1000)
    if note.said_at is None:
        return ""
    return format_time(note.said_at.astimezone(zone_info(record.session.zone)))


def _merged(parts: int) -> tuple[ChipSpec, ...]:
    if not parts:
        return ()
    full = _("{count} notes were merged into this one").format(count=parts)
    return (ChipSpec(_("merged of {count}").format(count=parts), icon="copy", full=full),)


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


def _group(key: str, title: str, notes: list[Note]) -> NoteGroup:
    return NoteGroup(key, GroupRow(title, len(notes)), tuple(notes))


def _keys(snapshot: MinutesSnapshot) -> set[str]:
    keys = {
        one.key for item in snapshot.items for group in item.groups for one in group.contributions
    }
    for section in snapshot.sections:
        parts = section.lines if isinstance(section, Lines) else section.rows
        keys |= {part.key for part in parts if part.key}
    return keys
