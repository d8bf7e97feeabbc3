"""Notes of a session as rows: the group each stands in, its chips, its state in the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.codebook import Axis, Codebook
from flipdesk.domain.dates import format_day_month, format_time
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.minutes_snapshot import Lines, MinutesSnapshot
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, OutcomeKind, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.withheld import WithheldReason, reason_sentence
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.ui.delegates.roles import ReflectionRow, Tone, spoken
from flipdesk.ui.widgets.chip import SHORT, ChipSpec

Note = Reflection | Outcome | Marker

KIND_ICONS = {
    ReflectionKind.QUOTE: "quote",
    ReflectionKind.DILEMMA: "scale",
    ReflectionKind.OBSERVATION: "ear",
    ReflectionKind.INSIGHT: "lightbulb",
    ReflectionKind.QUESTION: "circle-question-mark",
    ReflectionKind.CONCLUSION: "check",
}
OUTCOME_ICONS = {
    OutcomeKind.DECISION: "gavel",
    OutcomeKind.ACTION: "square-check",
    OutcomeKind.PARKED: "square-parking",
    OutcomeKind.KNOWLEDGE_REQUEST: "circle-question-mark",
    OutcomeKind.TRIAL: "flask-conical",
}
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


def note_row(record: SessionRecord, note: Note, state: NoteState | None) -> ReflectionRow:
    """Return a note as the delegate paints it."""
    shown = state or NoteState("")
    when = time_text(record, note)
    if isinstance(note, Marker):
        text = note.label or _("Marker without text")
        return ReflectionRow(when, text=text, icon="bookmark", one_line=True)
    person = record.participant(note.speaker_id if isinstance(note, Reflection) else note.owner_id)
    if isinstance(note, Reflection):
        codes = _reflection_chips(record, note)
    else:
        codes = _outcome_chips(note)
    return ReflectionRow(
        when,
        initials=person.initials if person else "",
        research=person.role.is_research if person else False,
        text=note.text,
        quote=isinstance(note, Reflection) and note.kind is ReflectionKind.QUOTE,
        chips=(*potential_chips(record.codebook, note.potentials), *codes),
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


def potential_chips(codebook: Codebook, slugs: tuple[str, ...]) -> tuple[ChipSpec, ...]:
    """Return a chip for each potential."""
    chips = []
    for slug in slugs:
        code = codebook.potential(slug)
        name, title = (code.name, code.title) if code else (slug, slug)
        chips.append(ChipSpec(name, potential=slug, full=title))
    return tuple(chips)


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


def _reflection_chips(record: SessionRecord, note: Reflection) -> tuple[ChipSpec, ...]:
    book = record.codebook
    chips = []
    if note.kind in KIND_ICONS:
        chips.append(ChipSpec(word(note.kind), icon=KIND_ICONS[note.kind]))
    chips += [_code_chip(book.axis("dimensions"), slug, "scale") for slug in note.dimensions]
    if note.pattern:
        chip = _code_chip(book.axis("patterns"), note.pattern.code)
        if note.pattern.uptake:
            full = f"{chip.text}: {word(note.pattern.uptake)}"
            short = full if len(full) <= SHORT else capital(word(note.pattern.uptake))
            chip = ChipSpec(short, full=full)
        chips.append(chip)
    chips += [_code_chip(book.axis("tags"), slug) for slug in note.tags]
    if note.is_private:
        chips.append(ChipSpec(_("Private"), icon="lock"))
    return tuple(chips)


def _outcome_chips(note: Outcome) -> tuple[ChipSpec, ...]:
    chips = [ChipSpec(word(note.kind), icon=OUTCOME_ICONS[note.kind])]
    if note.due:
        due = _("due {date}").format(date=format_day_month(note.due))
        chips.append(ChipSpec(due, icon="calendar"))
    elif note.is_live and note.kind in (OutcomeKind.ACTION, OutcomeKind.TRIAL):
        chips.append(ChipSpec(_("due?"), icon="calendar", full=_("No due date yet")))
    return tuple(chips)


def _code_chip(axis: Axis, slug: str, icon: str = "") -> ChipSpec:
    code = axis.code(slug)
    return ChipSpec(code.name if code else slug, icon=icon, full=code.title if code else slug)
