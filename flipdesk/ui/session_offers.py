"""What the palette offers of sessions, and of all that is in the one that is open."""

from flipdesk.domain.agenda import running
from flipdesk.domain.dates import format_date_weekday
from flipdesk.domain.offer import Kind, Offer
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.command_words import in_each_language
from flipdesk.ui.models.note_words import KIND_ICONS

_LONGEST = 90
_GIVE = (N_("give the floor {name}"), N_("floor {name}"))
_GO = (N_("go to {name}"), N_("open {name}"))


def record_offers(record: SessionRecord) -> list[Offer]:
    """Return people, agenda items, notes and materials of the open session."""
    return [*_people(record), *_items(record), *_notes(record)]


def place_offers(base: KnowledgeBase) -> list[Offer]:
    """Return every session, the latest first, and every series."""
    series = {one.id: one for one in base.series.all()}
    sessions = sorted(base.sessions.all(), key=lambda one: one.starts, reverse=True)
    offers = []
    for session in sessions:
        one = series[session.series_id]
        offers.append(
            Offer(
                f"session:{session.id}",
                Kind.SESSION,
                session.title,
                also=(
                    f"{session.title} {one.organisation} {one.title}",
                    *_names(_GO, session.title),
                ),
                icon="calendar",
                beside=_when(session),
                when_asked=True,
            )
        )
    offers += [
        Offer(
            f"series:{one.id}",
            Kind.SERIES,
            one.title,
            also=(f"{one.title} {one.organisation}", *_names(_GO, one.title)),
            icon="folder-open",
            beside=one.organisation,
            when_asked=True,
        )
        for one in series.values()
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
                also=(*_names(_GIVE, one.name), *_names(_GIVE, one.initials)),
                icon="volume-2",
                beside=one.initials,
                when_asked=True,
            )
        )
        offers.append(
            Offer(
                f"person:{one.id}",
                Kind.PERSON,
                one.name,
                also=(f"{one.name} {one.initials} {one.organisation}", *_names(_GO, one.name)),
                icon="user-round",
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
                also=in_each_language_of(N_("begin {name}"), coming.title),
                icon="play",
                when_asked=True,
            )
        )
    for one in record.agenda:
        offers.append(
            Offer(
                f"item:{one.id}",
                Kind.ITEM,
                one.title,
                also=_names(_GO, one.title),
                icon="clipboard-list",
                beside=_("now") if on is not None and on.id == one.id else word(one.kind),
                when_asked=True,
            )
        )
        offers += [
            Offer(
                f"material:{one.id}:{number}",
                Kind.MATERIAL,
                material,
                also=_names(_GO, material),
                icon="paperclip",
                beside=one.title,
                when_asked=True,
            )
            for number, material in enumerate(one.materials)
        ]
    return offers


def _notes(record: SessionRecord) -> list[Offer]:
    notes: tuple[Reflection | Outcome, ...] = (*record.reflections, *record.outcomes)
    return [
        Offer(
            f"note:{note.id}",
            Kind.NOTE,
            _short(note.text),
            also=(note.text,) if len(note.text) > _LONGEST else (),
            icon=KIND_ICONS[note.kind],
            beside=word(note.kind),
            when_asked=True,
        )
        for note in notes
        if note.text
    ]


def _names(patterns: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(said for pattern in patterns for said in in_each_language_of(pattern, name))


def in_each_language_of(pattern: str, name: str) -> tuple[str, ...]:
    """Return a marked pattern with a name in it, as each language says it."""
    return tuple(said.format(name=name) for said in in_each_language(pattern))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _when(session: Session) -> str:
    return format_date_weekday(session.starts.astimezone(zone_info(session.zone)))
