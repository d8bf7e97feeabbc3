"""The agenda items of the minutes and what was said under each, voices kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.codebook import Axis
from flipdesk.domain.document_snapshot import Contribution, Group, Item, Line, Lines
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.potential_mark import potential_marks
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind, Audience, OutcomeKind, ReflectionKind
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.services.minutes_outcomes import heading_of
from flipdesk.services.minutes_voices import Voice, Voices

_FOR_INFORMATION = frozenset({AgendaKind.FRAMING, AgendaKind.PRESENTATION})
_PLAIN = frozenset({ReflectionKind.REFLECTION, ReflectionKind.QUOTE})
_REFLECTIONS = {
    Voice.PRACTICE: (3, N_("Reflections from practice")),
    Voice.RESEARCH: (4, N_("Reflections from research")),
    Voice.UNKNOWN: (5, N_("Reflections")),
}
_SHARED = {
    ReflectionKind.DILEMMA: (
        6,
        (N_("Dilemmas"), N_("Dilemmas from practice"), N_("Dilemmas from research")),
    ),
    ReflectionKind.CONCLUSION: (
        9,
        (N_("Conclusion"), N_("Conclusion from practice"), N_("Conclusion from research")),
    ),
}


def items(record: SessionRecord, voices: Voices, shown: Sequence[Reflection]) -> tuple[Item, ...]:
    """Return every agenda item with its contributions; breaks only if something was said in them.

    What belongs to no item comes last, ordered by time.
    """
    said = _said(record, shown)
    outcomes = outcomes_by_item(record)
    drawn = [
        _item(record, voices, number, item, said[item.id], outcomes[item.id])
        for number, item in _numbered(record, said)
    ]
    if said[None]:
        loose = sorted(said[None], key=lambda one: (one.at_ms is None, one.at_ms or 0))
        drawn.append(Item(_("Outside the agenda"), _groups(record, voices, None, loose)))
    return tuple(drawn)


def appendices(record: SessionRecord, voices: Voices, shown: Sequence[Reflection]) -> Lines:
    """Return the materials of each agenda item on one line."""
    lines = []
    for number, item in _numbered(record, _said(record, shown)):
        materials = "; ".join(voices.text(one) for one in item.materials if one.strip())
        if materials:
            text = _("Item {number}: {materials}").format(number=number, materials=materials)
            lines.append(Line(text))
    return Lines(_("Appendices"), tuple(lines))


def _said(
    record: SessionRecord, shown: Sequence[Reflection]
) -> dict[AgendaItemId | None, list[Reflection]]:
    """Return what was said under each item; under None what belongs to no item."""
    said: dict[AgendaItemId | None, list[Reflection]] = defaultdict(list)
    known = {item.id for item in record.agenda}
    for reflection in shown:
        home = reflection.agenda_item_id
        said[home if home in known else None].append(reflection)
    return said


def _numbered(
    record: SessionRecord, said: Mapping[AgendaItemId | None, list[Reflection]]
) -> Iterator[tuple[int, AgendaItem]]:
    """Yield the items with their numbers; a break counts only if something was said in it."""
    is_silent = {item.id for item in record.agenda if not said.get(item.id) and not item.materials}
    held = (o for o in record.agenda if o.kind is not AgendaKind.BREAK or o.id not in is_silent)
    return enumerate(held, start=1)


def _item(
    record: SessionRecord,
    voices: Voices,
    number: int,
    item: AgendaItem,
    said: Sequence[Reflection],
    outcomes: Sequence[Outcome],
) -> Item:
    return Item(
        heading=f"{number}. {voices.text(item.title)}",
        groups=_groups(record, voices, item, said),
        key=item.id,
        label=_label(item, outcomes),
        note=" ".join(_note(record, voices, item, said, outcomes)),
    )


def _label(item: AgendaItem, outcomes: Sequence[Outcome]) -> str:
    """Return "til beslutning" where something was decided, else what the kind of item is for."""
    kinds = {outcome.kind for outcome in outcomes}
    if OutcomeKind.DECISION in kinds:
        return _("for decision")
    if item.kind is AgendaKind.WRAP_UP and OutcomeKind.ACTION in kinds:
        return _("for decision")
    if item.kind is AgendaKind.BREAK:
        return ""
    return _("for information") if item.kind in _FOR_INFORMATION else _("for discussion")


def _note(
    record: SessionRecord,
    voices: Voices,
    item: AgendaItem,
    said: Sequence[Reflection],
    outcomes: Sequence[Outcome],
) -> Iterator[str]:
    """Yield the day if there are several, who led the item, its purpose, and where to look."""
    if any((other.day or 1) > 1 for other in record.agenda):
        yield _("Day {number}.").format(number=item.day or 1)
    owner = voices.listed(item.owner_id)
    if owner:
        yield _("Led by {name}.").format(name=owner)
    if item.purpose and item.purpose.strip():
        purpose = voices.text(item.purpose).rstrip(".")
        yield _("Purpose: {purpose}.").format(purpose=purpose)
    if said:
        return
    sections = ", ".join(dict.fromkeys(heading_of(outcome) for outcome in outcomes))
    if sections:
        yield _("See below: {sections}.").format(sections=sections)
    else:
        yield _("The item was skipped.") if item.skipped else _("No notes on this item.")


def outcomes_by_item(record: SessionRecord) -> dict[AgendaItemId, list[Outcome]]:
    """Return what each item led to and is not left out: as noted on it, else by its moment."""
    by_item: dict[AgendaItemId, list[Outcome]] = defaultdict(list)
    for outcome in (one for one in record.outcomes if not one.left_out):
        home = outcome.agenda_item_id or _item_at(record, outcome)
        if home is not None:
            by_item[home].append(outcome)
    return by_item


def _item_at(record: SessionRecord, outcome: Outcome) -> AgendaItemId | None:
    moment = record.moment(outcome.at_ms, outcome.said_at)
    if moment is None:
        return None
    for item in record.agenda:
        if item.started and item.ended and item.started <= moment < item.ended:
            return item.id
    return None


def _groups(
    record: SessionRecord,
    voices: Voices,
    item: AgendaItem | None,
    said: Sequence[Reflection],
) -> tuple[Group, ...]:
    """Return the contributions under their sub-headings; for researchers in the order of time."""
    contributions = [_contribution(record, voices, one) for one in said]
    if voices.audience is Audience.RESEARCHERS:
        return (Group("", tuple(contributions)),) if contributions else ()
    mixed = _kinds_of_both_voices(voices, said)
    grouped: dict[tuple[int, str], list[Contribution]] = defaultdict(list)
    for reflection, contribution in zip(said, contributions, strict=True):
        kind, voice = reflection.kind, voices.voice(reflection)
        if kind in _SHARED:
            place = _shared_place(kind, voice if kind in mixed else Voice.UNKNOWN)
        else:
            place = _place(item.kind if item else None, kind, voice)
        grouped[place].append(contribution)
    return tuple(Group(place[1], tuple(grouped[place])) for place in sorted(grouped))


def _kinds_of_both_voices(voices: Voices, said: Iterable[Reflection]) -> frozenset[ReflectionKind]:
    heard = {(one.kind, voices.voice(one)) for one in said}
    both = ((kind, {(kind, Voice.PRACTICE), (kind, Voice.RESEARCH)}) for kind in _SHARED)
    return frozenset(kind for kind, voiced in both if voiced <= heard)


def _place(item_kind: AgendaKind | None, kind: ReflectionKind, voice: Voice) -> tuple[int, str]:
    """Return where a reflection stands within its item, and under which sub-heading."""
    is_input = item_kind is AgendaKind.PRESENTATION or kind is ReflectionKind.RESEARCH_INPUT
    if voice is Voice.RESEARCH and is_input:
        return 1, _("Input from research")
    is_supplement = item_kind is AgendaKind.PRACTICE_SUPPLEMENT or kind is ReflectionKind.EXAMPLE
    if voice is Voice.PRACTICE and is_supplement:
        return 2, _("Supplement from practice")
    place, heading = _REFLECTIONS[voice]
    return place, _(heading)


def _shared_place(kind: ReflectionKind, voice: Voice) -> tuple[int, str]:
    """Return the place of dilemmas and conclusions, apart by voice only where both voices spoke."""
    first, headings = _SHARED[kind]
    return first + voice.value, _(headings[voice.value])


def _contribution(record: SessionRecord, voices: Voices, reflection: Reflection) -> Contribution:
    is_research_version = voices.audience is Audience.RESEARCHERS
    is_plain = reflection.kind in _PLAIN
    if not is_research_version:
        is_plain = is_plain or _is_said_by_heading(reflection.kind, voices.voice(reflection))
    is_timed = is_research_version and reflection.at_ms is not None
    return Contribution(
        key=reflection.id,
        text=voices.text(reflection.text),
        speaker=voices.speaker(reflection),
        is_quote=reflection.kind is ReflectionKind.QUOTE,
        kind="" if is_plain else word(reflection.kind),
        marks=potential_marks(record.codebook, reflection.potentials),
        tags=_tags(record, reflection) if is_research_version else (),
        offset=format_offset(reflection.at_ms or 0) if is_timed else "",
        caution=voices.caution(reflection),
    )


def _is_said_by_heading(kind: ReflectionKind, voice: Voice) -> bool:
    is_input = kind is ReflectionKind.RESEARCH_INPUT and voice is Voice.RESEARCH
    return is_input or kind in _SHARED


def _tags(record: SessionRecord, reflection: Reflection) -> tuple[str, ...]:
    """Return dimensions, pattern with uptake, and free tags, as words."""
    book = record.codebook
    tags = [_code_name(book.axis("dimensions"), slug) for slug in reflection.dimensions]
    if reflection.pattern:
        pattern = _code_name(book.axis("patterns"), reflection.pattern.code)
        uptake = reflection.pattern.uptake
        tags.append(f"{pattern}: {word(uptake)}" if uptake else pattern)
    tags += [_code_name(book.axis("tags"), slug) for slug in reflection.tags]
    return tuple(tags)


def _code_name(axis: Axis, slug: str) -> str:
    """Return the full name of a code: its title up to the colon that explains it."""
    code = axis.code(slug)
    return code.title.partition(":")[0] if code else slug
