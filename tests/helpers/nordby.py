"""The sample session as a record, and ways to vary it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.participant import Consent
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, MinutesState, QuoteConsent, ReflectionKind
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.paths import resource
from flipdesk.services.compose_minutes import compose

WRITTEN = datetime(2021, 4, 23, 8, tzinfo=UTC)
SAMPLE = resource("samples", "samtaleflip-3-nordby.flip.json")


def nordby(language: str = "da") -> SessionRecord:
    """Return the sample session, with codes named in a language."""
    return read_session(SAMPLE.read_bytes(), load_shipped(language), SAMPLE.name)


def minutes(
    record: SessionRecord,
    audience: Audience = Audience.PARTICIPANTS,
    language: str = "da",
    state: MinutesState = MinutesState.DRAFT,
    comments_by: date | None = None,
) -> MinutesSnapshot:
    """Return version 1 of the minutes, written the day after."""
    standing = Standing(state, comments_by)
    return compose(record, audience, language, 1, WRITTEN, standing=standing)


def with_consent(record: SessionRecord, initials: str, consent: Consent) -> SessionRecord:
    """Return the record with somebody's consent changed."""
    people = (
        replace(one, consent=consent) if one.initials == initials else one
        for one in record.participants
    )
    return replace(record, participants=tuple(people))


def quotable(quote: QuoteConsent) -> Consent:
    """Return a consent that says this about quotes."""
    return Consent(quote=quote)


def said(
    record: SessionRecord,
    text: str,
    *,
    initials: str | None = None,
    kind: ReflectionKind = ReflectionKind.REFLECTION,
    item: int | None = None,
    at_ms: int | None = None,
    is_private: bool = False,
) -> SessionRecord:
    """Return the record with one reflection more; `item` is an index into the agenda."""
    speaker = record.by_initials(initials) if initials else None
    number = len(record.reflections)
    reflection = Reflection(
        id=ReflectionId(f"00000000-0000-4000-8000-{number:012d}"),
        session_id=record.session.id,
        position=number,
        text=text,
        kind=kind,
        at_ms=at_ms,
        agenda_item_id=None if item is None else record.agenda[item].id,
        speaker_id=speaker.id if speaker else None,
        is_private=is_private,
    )
    return replace(record, reflections=(*record.reflections, reflection))


def without_reflections(record: SessionRecord) -> SessionRecord:
    """Return the record as if nothing had been noted."""
    return replace(record, reflections=())


def many(count: int) -> SessionRecord:
    """Return the sample with `count` reflections, its own ones over and over."""
    record = nordby()
    own = record.reflections
    copies = (
        replace(
            own[number % len(own)],
            id=ReflectionId(f"00000000-0000-4000-8000-{number:012d}"),
            position=number,
            text=f"{own[number % len(own)].text} ({number})",
        )
        for number in range(count)
    )
    return replace(record, reflections=tuple(copies))
