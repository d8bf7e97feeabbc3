"""What the room may see on the second screen: a frozen view drawn from the record of a session.

Everything on that screen comes from `AudienceView`, and `audience_view` never looks at reflections,
markers, turns, tags or airtime. How late an item is cannot be told from it: with less than a
minute left there is no number at all, and no time of day stands anywhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flipdesk.domain.agenda import AgendaItem, running, upcoming
from flipdesk.domain.audience_names import shown_names
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import LegalBasis, OutcomeKind
from flipdesk.i18n import _

NEXT_SPEAKERS = 3
_MINUTE = timedelta(minutes=1)


class Layer(StrEnum):
    """What can be shown or not, one by one; title and next item always are."""

    CLOCK = "clock"
    QUESTION = "question"
    FLOOR = "floor"
    PARKED = "parked"
    RULE = "rule"
    PROGRAM = "program"
    RECORDING = "recording"


class NameStyle(StrEnum):
    """How people are called in front of the others."""

    FIRST_NAME = "first_name"
    ROLE = "role"


class RoomSound(StrEnum):
    """Whether the room is being recorded at this moment, in truth."""

    OFF = "off"
    RECORDED = "recorded"
    PAUSED = "paused"
    OFF_RECORD = "off_record"


DEFAULT_LAYERS = frozenset({Layer.CLOCK, Layer.QUESTION, Layer.FLOOR, Layer.RECORDING})


@dataclass(frozen=True, slots=True)
class AudienceChoice:
    """What is chosen to be shown."""

    layers: frozenset[Layer] = DEFAULT_LAYERS
    names: NameStyle = NameStyle.FIRST_NAME


@dataclass(frozen=True, slots=True)
class AudienceWords:
    """Words written for the room: the ground rule of the day, and a question for this item."""

    rule: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the speakers' list."""

    participant_id: ParticipantId
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class FloorNow:
    """Who has the floor and who waits, the next first."""

    speaker_id: ParticipantId | None = None
    queue: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class QueuedName:
    name: str
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class ProgramLine:
    title: str
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class AudienceView:
    """All the words and the one number on the screen; what is "" or empty is not shown.

    `minutes` are the whole minutes left, at least 1; `is_closing` says that less is left, or none.
    """

    title: str
    question: str = ""
    minutes: int | None = None
    is_closing: bool = False
    speaker: str = ""
    queue: tuple[QueuedName, ...] = ()
    parked: tuple[str, ...] = ()
    rule: str = ""
    program: tuple[ProgramLine, ...] = ()
    recording: str = ""
    is_recorded: bool = False
    next_title: str = ""


def audience_view(
    record: SessionRecord,
    now: datetime,
    choice: AudienceChoice,
    words: AudienceWords,
    floor: FloorNow,
    sound: RoomSound,
) -> AudienceView:
    """Return what the room sees of a session at a moment."""
    layers, current = choice.layers, running(record.agenda)
    following = upcoming(record.agenda)
    here = current or following
    minutes, is_closing = _left(current, now) if Layer.CLOCK in layers else (None, False)
    names = shown_names(record.participants, by_role=choice.names is NameStyle.ROLE)
    queue = tuple(
        QueuedName(names[one.participant_id], one.is_reply)
        for one in floor.queue
        if one.participant_id in names
    )
    has_floor = Layer.FLOOR in layers
    return AudienceView(
        title=_title(record, current, following),
        question=_question(record.session, current, words) if Layer.QUESTION in layers else "",
        minutes=minutes,
        is_closing=is_closing,
        speaker=names.get(floor.speaker_id, "") if has_floor and floor.speaker_id else "",
        queue=queue[:NEXT_SPEAKERS] if has_floor else (),
        parked=_parked(record) if Layer.PARKED in layers else (),
        rule=words.rule if Layer.RULE in layers else "",
        program=_program(record, here) if Layer.PROGRAM in layers else (),
        recording=_recording(record.session, sound) if Layer.RECORDING in layers else "",
        is_recorded=sound is RoomSound.RECORDED and Layer.RECORDING in layers,
        next_title=following.title if following is not None else "",
    )


def _title(record: SessionRecord, current: AgendaItem | None, following: AgendaItem | None) -> str:
    if current is not None:
        return current.title
    is_over = bool(record.agenda) and following is None
    return _("Thank you for today") if is_over else record.session.title


def _left(item: AgendaItem | None, now: datetime) -> tuple[int | None, bool]:
    """Return the whole minutes left, or None and whether the item is coming to its end."""
    if item is None or item.started is None:
        return None, False
    left = (item.started + item.allowed_minutes * _MINUTE - now) // _MINUTE
    # A clock that was set back must not promise more than there is.
    return (min(left, item.allowed_minutes), False) if left >= 1 else (None, True)


def _question(session: Session, item: AgendaItem | None, words: AudienceWords) -> str:
    if item is None:
        return session.purpose or ""
    return words.question or item.purpose or ""


def _parked(record: SessionRecord) -> tuple[str, ...]:
    return tuple(
        one.text for one in record.outcomes if one.kind is OutcomeKind.PARKED and one.is_live
    )


def _program(record: SessionRecord, here: AgendaItem | None) -> tuple[ProgramLine, ...]:
    """Return the items of the day, without times."""
    shown = here or (record.agenda[-1] if record.agenda else None)
    day = (shown.day or 1) if shown is not None else 1
    return tuple(
        ProgramLine(item.title, item.is_running)
        for item in record.agenda
        if (item.day or 1) == day and not item.skipped
    )


def _recording(session: Session, sound: RoomSound) -> str:
    if sound is RoomSound.PAUSED:
        return _("The recording is paused")
    if sound is RoomSound.OFF_RECORD:
        return _("Off the record: nothing is being recorded")
    if sound is not RoomSound.RECORDED:
        return ""
    if session.legal_basis in (LegalBasis.RESEARCH, LegalBasis.CONSENT):
        return _("We are recording, for research only")
    return _("We are recording")
