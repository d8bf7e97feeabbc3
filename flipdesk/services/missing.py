"""What still has to be seen to before the minutes of a session are good."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from flipdesk.domain.concern import Concern
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import (
    Answer,
    OutcomeKind,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
)

Drafts = Mapping[str, int | None]
T = TypeVar("T", Marker, Reflection, Outcome)
_NO = (Answer.DECLINED, Answer.WITHDRAWN)
_NO_DRAFTS: Drafts = MappingProxyType({})
_PROMISED = (OutcomeKind.ACTION, OutcomeKind.TRIAL)


class Lack(StrEnum):
    """What is missing."""

    DRAFT = "draft"
    MARKER_TEXT = "marker_text"
    QUOTE_CONSENT = "quote_consent"
    NAME_CONSENT = "name_consent"
    OWNER = "owner"
    DUE = "due"
    RECORDING_CONSENT = "recording_consent"
    NAME_IN_TEXT = "name_in_text"
    NUMBER_IN_TEXT = "number_in_text"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, in one or more places.

    `keys` are the GUIDs of the notes concerned, of the participants where a consent to recording
    is missing, the codes of concerns where a text is to be decided about, in the order of time;
    `kind` says which outcomes; `at_ms` is the first one's moment. `reason` says why it was set
    aside.
    """

    lack: Lack
    keys: tuple[str, ...]
    people: tuple[Participant, ...] = ()
    kind: OutcomeKind | None = None
    at_ms: int | None = None
    reason: str = ""


def missing(record: SessionRecord, drafts: Drafts = _NO_DRAFTS) -> tuple[Missing, ...]:
    """Return what is missing, the most pressing kinds last for they take a talk with somebody.

    What was set aside is not among it; `drafts` are the texts with an unsaved edit, each with its
    moment.
    """
    aside = _set_aside(record)
    found = (_without(one, aside) for one in _all_missing(record, drafts))
    return tuple(one for one in found if one.keys)


def set_asides(record: SessionRecord) -> tuple[Missing, ...]:
    """Return what is missing still and was set aside, each with the reason given."""
    aside = _set_aside(record)
    found = []
    for one in _all_missing(record):
        for reason in dict.fromkeys(aside.get((one.lack, key)) for key in one.keys):
            if reason is not None:
                keys = tuple(key for key in one.keys if aside.get((one.lack, key)) == reason)
                found.append(replace(one, keys=keys, people=_concerned(one, keys), reason=reason))
    return tuple(found)


def _all_missing(record: SessionRecord, drafts: Drafts = _NO_DRAFTS) -> tuple[Missing, ...]:
    return (
        *_unsaved(drafts),
        *_markers(record),
        *_voices(record, Lack.QUOTE_CONSENT),
        *_voices(record, Lack.NAME_CONSENT),
        *_promises(record),
        *_consents(record),
    )


def _set_aside(record: SessionRecord) -> dict[tuple[str, str], str]:
    return {(one.lack, one.subject_id): one.reason for one in record.set_asides}


def _without(one: Missing, aside: Mapping[tuple[str, str], str]) -> Missing:
    keys = tuple(key for key in one.keys if (one.lack, key) not in aside)
    return one if keys == one.keys else replace(one, keys=keys, people=_concerned(one, keys))


def _concerned(one: Missing, keys: Sequence[str]) -> tuple[Participant, ...]:
    """Return the people of what is left; where each thing is a person, those."""
    if one.lack is not Lack.RECORDING_CONSENT:
        return one.people
    return tuple(person for person in one.people if person.id in keys)


def _unsaved(drafts: Drafts) -> Iterator[Missing]:
    if drafts:
        at_ms = min((one for one in drafts.values() if one is not None), default=None)
        yield Missing(Lack.DRAFT, tuple(drafts), at_ms=at_ms)


def in_texts(concerns: Iterable[Concern]) -> tuple[Missing, ...]:
    """Return the names, and the numbers and addresses, about which it has to be decided."""
    must = [one for one in concerns if one.must]
    names = (TraceKind.NAME, TraceKind.LIKELY_NAME)
    found = (
        (Lack.NAME_IN_TEXT, [one for one in must if one.kind in names]),
        (Lack.NUMBER_IN_TEXT, [one for one in must if one.kind not in names]),
    )
    return tuple(Missing(lack, tuple(one.code for one in ones)) for lack, ones in found if ones)


def _markers(record: SessionRecord) -> Iterator[Missing]:
    empty = _in_time([marker for marker in record.markers if not marker.label.strip()])
    if empty:
        yield Missing(Lack.MARKER_TEXT, _ids(empty), at_ms=empty[0].at_ms)


def _voices(record: SessionRecord, lack: Lack) -> Iterator[Missing]:
    """Yield for each speaker who may not be quoted the quotes, or the other notes, that are theirs.

    A quote is then left out of the minutes; another note stands there without its speaker.
    """
    wanted = lack is Lack.QUOTE_CONSENT
    for person in record.participants:
        consent = person.consent
        # Who has said no is not asked again, and the minutes do as they said.
        if consent.quote is not QuoteConsent.NONE or consent.by_role in _NO:
            continue
        said = _in_time(
            [
                one
                for one in record.reflections
                if one.speaker_id == person.id
                and not one.is_private
                and not one.left_out
                and (one.kind is ReflectionKind.QUOTE) == wanted
            ]
        )
        if said:
            yield Missing(lack, _ids(said), (person,), at_ms=said[0].at_ms)


def _promises(record: SessionRecord) -> Iterator[Missing]:
    for kind in _PROMISED:
        live = [one for one in record.outcomes if one.kind is kind and one.is_live]
        for lack, places in (
            (Lack.OWNER, [one for one in live if record.participant(one.owner_id) is None]),
            (Lack.DUE, [one for one in live if one.due is None]),
        ):
            if places:
                ids, owners = _ids(_in_time(places)), _owners(record, places)
                yield Missing(lack, ids, owners, kind, _in_time(places)[0].at_ms)


def _consents(record: SessionRecord) -> Iterator[Missing]:
    """Yield those of whom nobody knows whether they may be recorded, if they were in the room."""
    unknown = tuple(
        one
        for one in record.participants
        if one.consent.recording is RecordingConsent.UNKNOWN and not one.attendance.is_away
    )
    if unknown:
        yield Missing(Lack.RECORDING_CONSENT, tuple(one.id for one in unknown), unknown)


def _owners(record: SessionRecord, outcomes: Iterable[Outcome]) -> tuple[Participant, ...]:
    owners = (record.participant(one.owner_id) for one in outcomes)
    return tuple(dict.fromkeys(one for one in owners if one is not None))


def _in_time(notes: Sequence[T]) -> list[T]:
    return sorted(notes, key=lambda one: (one.at_ms is None, one.at_ms or 0, one.position))


def _ids(notes: Iterable[Marker | Reflection | Outcome]) -> tuple[str, ...]:
    return tuple(one.id for one in notes)
