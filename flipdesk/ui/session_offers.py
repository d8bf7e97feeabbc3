"""What the palette offers of sessions, and of all that is in the one that is open."""

from flipdesk.domain.agenda import running
from flipdesk.domain.offer import Kind, Offer
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.models.note_words import KIND_ICONS

_LONGEST = 90
VERBS = {
    "floor": (N_("give the floor"), N_("floor")),
    "go": (N_("go to"), N_("open …")),
    "begin": (N_("begin"), N_("start")),
}
"""What one may say before a name, by the verb of an offer."""


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


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
