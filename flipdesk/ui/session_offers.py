"""What the palette offers of sessions, and of all that is in the one that is open."""

from collections.abc import Iterator, Mapping, Sequence

from flipdesk.domain.agenda import running
from flipdesk.domain.offer import Kind, Offer
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.ui.models.note_words import KIND_ICONS

_LONGEST = 90
VERBS = {
    "floor": (N_("give the floor"), N_("floor")),
    "go": (N_("go to"), N_("open …")),
    "begin": (N_("begin"), N_("start")),
}
"""What one may say before a name, by the verb of an offer."""


Note = Reflection | Outcome
NoteOffers = Mapping[str, tuple[Note, Offer]]
"""What is offered of each note, with the note as it was then, by its id."""


def record_offers(record: SessionRecord) -> list[Offer]:
    """Return people, agenda items and materials of the open session."""
    return [*_people(record), *_items(record)]


def unmade(record: SessionRecord, made: NoteOffers) -> int:
    """Return how many notes there are of which nothing is offered yet as they are now."""
    return sum(made.get(note.id, (None,))[0] is not note for note in _notes_of(record))


def note_offers(record: SessionRecord, made: NoteOffers) -> NoteOffers:
    """Return what is offered of the notes of a session; what is made is not made again."""
    offers: dict[str, tuple[Note, Offer]] = {}
    for note in _notes_of(record):
        known = made.get(note.id)
        if known is None or known[0] is not note:
            known = (note, _note(note))
        offers[note.id] = known
    return offers


def place_offers(series: Sequence[Series], sessions: Sequence[Session]) -> list[Offer]:
    """Return every session, the latest first, and every series."""
    of_id = {one.id: one for one in series}
    offers = []
    for session in sorted(sessions, key=lambda one: one.starts, reverse=True):
        one = of_id[session.series_id]
        offers.append(
            Offer(
                f"session:{session.id}",
                Kind.SESSION,
                session.title,
                also=(f"{one.organisation} {one.title}",),
                icon="calendar",
                verb="go",
                when=session.starts.astimezone(zone_info(session.zone)),
                when_asked=True,
            )
        )
    offers += [
        Offer(
            f"series:{one.id}",
            Kind.SERIES,
            one.title,
            also=(f"{one.title} {one.organisation}",),
            icon="folder-open",
            verb="go",
            beside=one.organisation,
            when_asked=True,
        )
        for one in series
    ]
    return offers


def _people(record: SessionRecord) -> list[Offer]:
    offers = []
    for one in record.participants:
        role = word(one.role)
        offers.append(
            Offer(
                f"floor:{one.id}",
                Kind.PERSON,
                _("Give {name} the floor").format(name=one.name),
                also=(one.name, one.initials),
                icon="volume-2",
                verb="floor",
                beside=one.initials,
                when_asked=True,
            )
        )
        offers.append(
            Offer(
                f"person:{one.id}",
                Kind.PERSON,
                one.name,
                also=(f"{one.name} {one.initials} {one.organisation}",),
                icon="user-round",
                verb="go",
                beside=role,
                when_asked=True,
            )
        )
    return offers


def _items(record: SessionRecord) -> list[Offer]:
    offers = []
    on = running(record.agenda)
    coming = next((one for one in record.agenda if one.started is None), None)
    if coming is not None:
        offers.append(
            Offer(
                f"begin:{coming.id}",
                Kind.ITEM,
                _("Begin {title}").format(title=coming.title),
                also=(coming.title,),
                icon="play",
                verb="begin",
                when_asked=True,
            )
        )
    for one in record.agenda:
        offers.append(
            Offer(
                f"item:{one.id}",
                Kind.ITEM,
                one.title,
                icon="clipboard-list",
                verb="go",
                beside=_("now") if on is not None and on.id == one.id else word(one.kind),
                when_asked=True,
            )
        )
        offers += [
            Offer(
                f"material:{one.id}:{number}",
                Kind.MATERIAL,
                material,
                icon="paperclip",
                verb="go",
                beside=one.title,
                when_asked=True,
            )
            for number, material in enumerate(one.materials)
        ]
    return offers


def _notes_of(record: SessionRecord) -> Iterator[Note]:
    notes: tuple[Note, ...] = (*record.reflections, *record.outcomes)
    return (note for note in notes if note.text)


def _note(note: Note) -> Offer:
    return Offer(
        f"note:{note.id}",
        Kind.NOTE,
        _short(note.text),
        also=(note.text,) if len(note.text) > _LONGEST else (),
        icon=KIND_ICONS[note.kind],
        beside=word(note.kind),
        when_asked=True,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
