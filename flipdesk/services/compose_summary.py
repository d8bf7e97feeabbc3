"""The summary for those who were in the room: two pages at most, and nobody can be known by it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flipdesk.domain import page_room
from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.danish import sort_key
from flipdesk.domain.dates import format_date_medium, format_when
from flipdesk.domain.document_snapshot import Contribution, Group, HeadRow, Item, Line, Lines
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.page_room import Piece
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.withheld import Withheld, WithheldReason
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, ngettext
from flipdesk.services.minutes_outcomes import is_next_meeting, of_kind
from flipdesk.services.minutes_voices import Voice, Voices
from flipdesk.services.nameless import Nameless, gives_away

PAGES = 2
_FOUND = (ReflectionKind.CONCLUSION, ReflectionKind.INSIGHT)
_FOUND_PLACE, _AGREED_PLACE, _NEXT_PLACE = "found", "agreed", "next"
_HEADINGS = {
    _FOUND_PLACE: N_("What we found out"),
    _AGREED_PLACE: N_("What we agreed"),
    _NEXT_PLACE: N_("What happens next"),
}
_LEADS = {
    OutcomeStatus.PROPOSED: N_("We try:"),
    OutcomeStatus.TRYING: N_("We are trying:"),
    OutcomeStatus.TRIED: N_("We have tried:"),
    OutcomeStatus.ADOPTED: N_("We go on with:"),
    OutcomeStatus.TAKEN_UP: N_("Taken up again:"),
    OutcomeStatus.ANSWERED: N_("Research has answered:"),
}
_AHEAD = (OutcomeKind.TRIAL, OutcomeKind.PARKED, OutcomeKind.KNOWLEDGE_REQUEST)
_VOICES = {Voice.RESEARCH: N_("From research"), Voice.PRACTICE: N_("From practice")}


@dataclass(frozen=True, slots=True)
class _Told:
    """Something that may be told, and the piece of paper it needs."""

    piece: Piece
    line: Line
    source: Reflection | None = None


def summarised(
    snapshot: MinutesSnapshot,
    record: SessionRecord,
    voices: Voices,
    shown: Sequence[Reflection],
) -> MinutesSnapshot:
    """Return minutes with everything that names somebody replaced, cut to two pages.

    What there was no room for is counted, and the minutes of the discussion are pointed to.
    """
    nameless = Nameless.of(record.participants)
    title, name = nameless.text(snapshot.title), nameless.text(snapshot.name)
    status = next(row.lines[0].text for row in snapshot.head if row.label == _("Status"))
    head = _head(record, nameless, status)
    known = {one.id for one in shown if _is_known_by(record, one)}
    told_ones = [one for one in shown if one.id not in known]
    told = [*_said(record, voices, told_ones, nameless), *_found(told_ones, nameless)]
    told += [*_agreed(record, nameless), *_next(record, nameless)]
    room = page_room.room_pt(PAGES, _taken_pt(title, head))
    fits = page_room.fitting([one.piece for one in told], room)
    kept = [one for number, one in enumerate(told) if number in fits]
    left = [one for number, one in enumerate(told) if number not in fits]
    unsaid = [one.line.key for one in left if one.source is not None]
    return replace(
        snapshot,
        title=title,
        name=name,
        head=head,
        summary=Lines("", ()),
        items_heading=_("What we talked about"),
        items=tuple(_items(record, voices, kept, nameless)),
        items_rest=_items_rest(len(known) + len(unsaid)) if told or known else _nothing_yet(),
        sections=tuple(_sections(kept, left)),
        withheld=tuple(_withheld(snapshot, shown, known, left)),
    )


def _withheld(
    snapshot: MinutesSnapshot,
    shown: Iterable[Reflection],
    known: Collection[str],
    left: Iterable[_Told],
) -> Iterator[Withheld]:
    """Yield what stays out, and why; that nobody is named goes without saying."""
    for held in snapshot.withheld:
        if held.reason is not WithheldReason.SPEAKER_NOT_NAMED:
            yield held
    no_room = {told.line.key for told in left}
    for one in shown:
        if one.id in known or one.id in no_room:
            reason = WithheldReason.KNOWN_BY_ROLE if one.id in known else WithheldReason.NO_ROOM
            yield Withheld(one.id, one.kind, one.text, reason)


def _head(record: SessionRecord, nameless: Nameless, status: str) -> tuple[HeadRow, ...]:
    session = record.session
    zone = zone_info(session.zone)
    when = capital(format_when(session.starts.astimezone(zone), session.ends.astimezone(zone)))
    came = [one for one in record.participants if one.attendance.came]
    places = sorted({one.organisation for one in came if one.organisation}, key=sort_key)
    count = ngettext("{count} participant", "{count} participants", len(came))
    who = count.format(count=len(came))
    if places:
        first, last = ", ".join(places[:-1]), places[-1]
        both = _("{first} and {last}").format(first=first, last=last) if first else last
        who = _("{people} from {places}").format(people=who, places=both)
    rows = (
        (_("Time and place"), (when, nameless.text(session.place or ""))),
        (_("Purpose"), (nameless.text(session.purpose or ""),)),
        (_("Participants"), (who if came else "",)),
        (_("Status"), (status,)),
    )
    drawn = ((label, tuple(Line(text) for text in texts if text)) for label, texts in rows)
    return tuple(HeadRow(label, lines) for label, lines in drawn if lines)


def _taken_pt(title: str, head: Iterable[HeadRow]) -> float:
    """Return what stands on the pages whatever is told, and what says that there is more."""
    taken = page_room.TITLE.height_pt(title) + page_room.SUBTITLE.height_pt("")
    taken += page_room.head_pt(head)
    rests = 1 + len(_HEADINGS)
    return taken + page_room.HEADING_1.height_pt("") + rests * page_room.NOTE.height_pt("")


def _said(
    record: SessionRecord, voices: Voices, shown: Sequence[Reflection], nameless: Nameless
) -> Iterator[_Told]:
    """Yield what was said under each item, in order; the first of every item come first."""
    by_item: dict[str, list[Reflection]] = defaultdict(list)
    for one in shown:
        if one.kind not in _FOUND:
            by_item[one.agenda_item_id or ""].append(one)
    titles: dict[str, str] = {item.id: item.title for item in record.agenda}
    marked = _voices_of_several(record)
    for place, said in by_item.items():
        heading = (place, page_room.HEADING_2.height_pt(titles.get(place, "")))
        for number, one in enumerate(said):
            voice = voices.voice(one)
            above = [heading]
            if voice in marked:
                above.append((f"{place} {voice.name}", page_room.HEADING_3.height_pt("")))
            text = nameless.text(one.text)
            height = page_room.WORDS.height_pt(text)
            piece = Piece(f"item {place}", 3 + 2 * number, height, tuple(above))
            yield _Told(piece, Line(text, key=one.id), one)


def _found(shown: Sequence[Reflection], nameless: Nameless) -> Iterator[_Told]:
    found = [one for kind in _FOUND for one in shown if one.kind is kind]
    for number, one in enumerate(found):
        yield _bullet(_FOUND_PLACE, 1 + number, Line(nameless.text(one.text), key=one.id))


def _agreed(record: SessionRecord, nameless: Nameless) -> Iterator[_Told]:
    decided = [one for one in of_kind(record, OutcomeKind.DECISION) if not is_next_meeting(one)]
    actions = [one for one in of_kind(record, OutcomeKind.ACTION) if _stands(one)]
    for number, one in enumerate((*decided, *actions)):
        line = Line(nameless.text(one.text), key=one.id)
        if one.status is OutcomeStatus.DONE:
            line = replace(line, tail=f" ({word(one.status)})")
        elif one.due is not None:
            by_then = _("by {day}").format(day=format_date_medium(one.due))
            line = replace(line, tail=f" ({by_then})")
        yield _bullet(_AGREED_PLACE, number, line)


def _next(record: SessionRecord, nameless: Nameless) -> Iterator[_Told]:
    meetings = [one for one in of_kind(record, OutcomeKind.DECISION) if is_next_meeting(one)]
    for one in meetings:
        yield _bullet(_NEXT_PLACE, 0, Line(nameless.text(one.text), key=one.id))
    ahead = [one for kind in _AHEAD for one in of_kind(record, kind) if _stands(one)]
    for number, one in enumerate(ahead, 2):
        line = Line(nameless.text(one.text), key=one.id, lead=f"{_lead(one)} ")
        yield _bullet(_NEXT_PLACE, number, line)


def _stands(outcome: Outcome) -> bool:
    return outcome.status is not OutcomeStatus.DROPPED


def _lead(outcome: Outcome) -> str:
    if outcome.status in _LEADS:
        return _(_LEADS[outcome.status])
    is_parked = outcome.kind is OutcomeKind.PARKED
    return _("Comes up again:") if is_parked else _("We ask research:")


def _bullet(place: str, rank: float, line: Line) -> _Told:
    heading = ((place, page_room.HEADING_1.height_pt("")),)
    height = page_room.BULLET.height_pt(f"{line.lead}{line.text}{line.tail}")
    return _Told(Piece(place, rank, height, heading), line)


def _items(
    record: SessionRecord, voices: Voices, kept: Sequence[_Told], nameless: Nameless
) -> Iterator[Item]:
    """Yield the items of which something is told; what belongs to none comes last."""
    by_item: dict[str, list[_Told]] = defaultdict(list)
    known = {item.id for item in record.agenda}
    for one in kept:
        if one.source is not None:
            home = one.source.agenda_item_id
            by_item[home if home in known else ""].append(one)
    marked = _voices_of_several(record)
    items: list[AgendaItem | None] = [*record.agenda, None]
    for item in items:
        told = by_item[item.id if item else ""]
        if not told:
            continue
        heading = nameless.text(item.title) if item else _("Outside the agenda")
        yield Item(heading, tuple(_groups(voices, told, marked)), item.id if item else None)


def _voices_of_several(record: SessionRecord) -> frozenset[Voice]:
    """Return the voices that more than one person spoke with, so that none of them is known."""
    came = [one for one in record.participants if one.attendance.came]
    research = sum(one.role.is_research for one in came)
    counts = {Voice.RESEARCH: research, Voice.PRACTICE: len(came) - research}
    return frozenset(voice for voice, count in counts.items() if count > 1)


def _groups(voices: Voices, told: Iterable[_Told], marked: frozenset[Voice]) -> Iterator[Group]:
    by_voice: dict[str, list[Contribution]] = defaultdict(list)
    for one in told:
        assert one.source is not None
        voice = voices.voice(one.source)
        heading = _(_VOICES[voice]) if voice in marked else ""
        is_quote = one.source.kind is ReflectionKind.QUOTE
        words = Contribution(one.source.id, one.line.text, is_quote=is_quote)
        by_voice[heading].append(words)
    # What nobody is said to have said stands before the first sub-heading.
    for heading in sorted(by_voice, key=bool):
        yield Group(heading, tuple(by_voice[heading]))


def _is_known_by(record: SessionRecord, reflection: Reflection) -> bool:
    present = [one for one in record.participants if one.attendance.came]
    return gives_away(reflection.text, record.participant(reflection.speaker_id), present)


def _nothing_yet() -> str:
    return _("Nothing has been noted yet.")


def _items_rest(count: int) -> str:
    if not count:
        return ""
    sentence = ngettext(
        "{count} more thing was said; it stands in the minutes of the discussion.",
        "{count} more things were said; they stand in the minutes of the discussion.",
        count,
    )
    return sentence.format(count=count)


def _sections(kept: Sequence[_Told], left: Sequence[_Told]) -> Iterator[Lines]:
    for place, heading in _HEADINGS.items():
        lines = tuple(one.line for one in kept if one.piece.place == place)
        count = sum(one.piece.place == place for one in left)
        more = ngettext(
            "And {count} more in the minutes of the discussion.",
            "And {count} more in the minutes of the discussion.",
            count,
        )
        rest = more.format(count=count) if count else ""
        if lines or rest:
            yield Lines(_(heading), lines, rest, shows_reflections=place == _FOUND_PLACE)
