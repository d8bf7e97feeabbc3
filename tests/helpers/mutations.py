"""Calls of every method of every service that changes something, with arguments made by type.

A new method needs nothing here as long as its parameters are of types that are known; a test says
which ones are not, and those get a line in `Maker.values`.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from inspect import Parameter, signature
from random import Random
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_template import AgendaTemplate
from flipdesk.domain.buffer import AddBuffer
from flipdesk.domain.capture import Captured
from flipdesk.domain.changes import Step
from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.ids import (
    AgendaBlockId,
    AgendaItemId,
    AgendaTemplateId,
    CoderId,
    CodingId,
    EarRoundId,
    EvidenceId,
    KnowledgeItemId,
    MaterialId,
    MemoId,
    MinutesId,
    OrganisationId,
    OutcomeId,
    ParticipantId,
    PassageId,
    RecordingId,
    ReflectionId,
    ReviewChangeId,
    ReviewCommentId,
    SavedSearchId,
    SeriesId,
    SessionId,
    TranscriptId,
    TranscriptSegmentId,
    WordTemplateId,
)
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.passage import Passage
from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.domain.recording import Recording
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.word_template import TemplateSubject
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.session_files import Deleted, Imported
from flipdesk.services.template_files import CheckedTemplate
from flipdesk.services.transcript_import import ImportedTranscript
from tests.helpers.word_templates import checked

_TEXTS = ("MH: hun sagde det #3", "! vi gør det", "+ ÅB ringer", "Fire sekunder", "Æble & ø")
_FIELDS_LEFT = ("id", "codebook", "zone", "key")
_SPANS = {"from_ms": (0, 50), "to_ms": (60, 90), "at_ms": (0, 90), "now_ms": (0, 90)}
_MINUTE = 60_000


class UnknownTypeError(Exception):
    """Nothing is known of how to make a value of a type."""


class NothingThereError(Exception):
    """There is no such thing in the knowledge base just now."""


def mutations(desk: Desk) -> dict[str, Callable[..., object]]:
    """Return what changes something, under names such as "run_sheet.move"."""
    found = {}
    for service_name, service in vars(desk).items():
        if not type(service).__module__.startswith("flipdesk.services"):
            continue
        for name in dir(service):
            method = getattr(service, name)
            if name.startswith("_") or not callable(method) or service is desk.history:
                continue
            if _step_in(get_type_hints(method).get("return")):
                found[f"{service_name}.{name}"] = method
    return found


def _step_in(returned: object) -> bool:
    if returned in (Step, Imported, Deleted, ImportedTranscript):
        return True
    return get_origin(returned) is tuple and Step in get_args(returned)


def step_of(result: object) -> Step:
    """Return the step among what a method returned."""
    if isinstance(result, Step):
        return result
    if isinstance(result, Imported | Deleted | ImportedTranscript):
        return result.step
    assert isinstance(result, tuple)
    return next(one for one in result if isinstance(one, Step))


class _Place:
    """Where in a session a note of a round is made."""

    moment: Moment


_OPEN_FIELDS: dict[str, tuple[type, tuple[str, ...]]] = {
    "Consents.describe": (Consent, ("way", "basis")),
    "LendAnEar.begin": (EarRound, ("question",)),
    "LendAnEar.change": (EarRound, ("question",)),
    "LendAnEar.note_pattern": (_Place, ("moment",)),
    "LendAnEar.note_moment": (_Place, ("moment",)),
}
"""What a method takes beside its named parameters, where its first one does not tell."""


class Maker:
    """Makes arguments out of what is stored at this moment."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self._desk = desk
        self._random = random
        sessions = desk.base.sessions.all()
        if not sessions:
            raise NothingThereError
        self._record = desk.base.record(random.choice(sessions).id)

    def arguments(self, method: Callable[..., object]) -> dict[str, Any]:
        """Return arguments by name for one call of a method.

        Raises:
            UnknownTypeError: a parameter is of a type that nobody has said how to make.
            NothingThereError: it needs a thing of which there is none.
        """
        hints = get_type_hints(method)
        made: dict[str, Any] = {}
        for name, parameter in signature(method).parameters.items():
            if method.__qualname__ in _OPEN_FIELDS and parameter.kind is Parameter.VAR_KEYWORD:
                made.update(self._one_field(*_OPEN_FIELDS[method.__qualname__]))
            elif parameter.kind is Parameter.VAR_KEYWORD:
                made.update(self._changed_fields(next(iter(made.values()))))
            elif parameter.default is Parameter.empty or self._random.random() < 0.5:
                made[name] = self.make(hints[name], name)
        return made

    def make(self, wanted: Any, name: str) -> Any:
        """Return a value of a type; its name tells what a text or number is for."""
        origin = get_origin(wanted)
        if origin in (Union, types.UnionType):
            return self._one_of(get_args(wanted), name)
        if origin is Literal:
            return self._random.choice(get_args(wanted))
        if origin is not None and issubclass(origin, Mapping):
            keys, values = get_args(wanted)
            return {self.make(keys, name): self.make(values, name)}
        if origin is not None and issubclass(origin, Iterable):
            return tuple(self.make(get_args(wanted)[0], name) for _n in range(2))
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return self._random.choice(list(wanted))
        known = list(self.values(wanted, name))
        if known:
            return self._random.choice(known)
        if isinstance(wanted, type) and is_dataclass(wanted):
            return self._filled_in(wanted)
        raise UnknownTypeError(f"{name}: {wanted}")

    def values(self, wanted: Any, name: str) -> Iterator[Any]:
        """Yield some values of a type, none when nothing is known of it.

        Raises:
            NothingThereError: it is a kind of thing of which there is none now.
        """
        record, base = self._record, self._desk.base
        stored: dict[Any, Sequence[Any]] = {
            # The session that all the other things are from.
            SessionId: [record.session.id],
            SeriesId: [one.id for one in base.series.all()],
            ParticipantId: [one.id for one in record.participants],
            AgendaItemId: [one.id for one in record.agenda],
            PassageId: [one.id for one in record.passages],
            RecordingId: [one.id for one in record.clips],
            ReflectionId: [one.id for one in record.reflections],
            OutcomeId: [one.id for one in record.outcomes],
            Reflection: record.reflections,
            Outcome: record.outcomes,
            Marker: record.markers,
            Participant: record.participants,
            AgendaItem: record.agenda,
            Passage: record.passages,
            Session: base.sessions.all(),
            Series: base.series.all(),
            SessionRecord: [record],
            AgendaTemplate: _templates(),
            OrganisationId: [one.id for one in base.organisations.all()],
            QueueEntry: record.queue,
            EarRoundId: [one.id for one in record.ear_rounds],
            EarRound: record.ear_rounds,
            MinutesId: [one.id for one in base.minutes.of_session(record.session.id)],
            MaterialId: [one.id for one in base.session_materials.of_session(record.session.id)],
            ReviewChangeId: (),
            ReviewCommentId: (),
            TranscriptId: [one.id for one in record.transcripts],
            TranscriptSegmentId: [
                one.id for one in base.transcript_segments.of_session(record.session.id)
            ],
            CoderId: [one.id for one in base.coders.all()],
            CodingId: [one.id for one in base.codings.of_session(record.session.id)],
            MemoId: [one.id for one in base.memos.of_session(record.session.id)],
            Recording: record.recordings,
            AgendaBlockId: [one.id for one in base.agenda_blocks.all()],
            SavedSearchId: [one.id for one in base.saved_searches.all()],
            KnowledgeItemId: [one.id for one in base.knowledge_items.all()],
            EvidenceId: [
                one.evidence.id for lines in base.evidence.all_lines().values() for one in lines
            ],
            AgendaTemplateId: [one.id for one in base.agenda_templates.all()],
            WordTemplateId: [one.id for one in base.word_templates.all()],
            TemplateSubject: self._desk.word_templates.subjects(record.series.id),
            CheckedTemplate: _word_templates(),
        }
        now = self._desk.clock.now()
        if wanted in stored:
            if not stored[wanted]:
                raise NothingThereError(name)
            yield from stored[wanted]
        elif wanted is str:
            yield from self._texts(name)
        elif wanted is bool:
            yield from (True, False)
        elif wanted is int:
            low, high = _SPANS.get(name, (1, 9))
            yield self._random.randint(low, high) * (_MINUTE if name in _SPANS else 1)
        elif wanted is datetime:
            yield now + timedelta(minutes=self._random.randint(0, 90))
        elif wanted is AddBuffer:
            yield AddBuffer(1, self._random.randint(5, 20), None)
        elif wanted is time:
            yield time(self._random.randint(7, 20), self._random.randint(0, 59))
        elif wanted is date:
            yield now.date() + timedelta(days=self._random.randint(0, 90))
        elif wanted is bytes:
            yield self._desk.files.text(record.session.id).encode()
        elif wanted is Moment:
            yield Moment(now, self._random.randint(0, 90) * _MINUTE)
        elif wanted is Captured:
            yield self._desk.capturing.understood(record.session.id, self._random.choice(_TEXTS))

    def _texts(self, name: str) -> Sequence[str]:
        if name in ("slug", "potential"):
            return ("samtale", "viden")
        if name in ("axis", "code"):
            return {"axis": ("potentials", "tags"), "code": ("samtale", "viden", "inddragelse")}[
                name
            ]
        if name == "label":
            return ("S00", "Aftaler")
        if name == "language":
            return ("da", "en")
        if name == "initials":
            return ("", f"X{self._random.randint(10, 99)}")
        return _TEXTS

    def _one_of(self, kinds: tuple[Any, ...], name: str) -> Any:
        order = list(kinds)
        self._random.shuffle(order)
        for kind in order:
            if kind is type(None):
                return None
            try:
                return self.make(kind, name)
            except NothingThereError:
                continue
        raise NothingThereError(name)

    def _filled_in(self, wanted: type) -> Any:
        hints = get_type_hints(wanted)
        values = {}
        for field in fields(wanted):
            needed = field.default is MISSING and field.default_factory is MISSING
            if (needed or self._random.random() < 0.5) and field.name != "zone":
                values[field.name] = self.make(hints[field.name], field.name)
        return wanted(**values)

    def _one_field(self, kind: type, names: Sequence[str]) -> dict[str, Any]:
        name = self._random.choice(names)
        return {name: self.make(get_type_hints(kind)[name], name)}

    def _changed_fields(self, thing: Any) -> dict[str, Any]:
        """Return another text, number or choice for one field of a thing, given it or its id."""
        base = self._desk.base
        if isinstance(thing, str):
            stores: tuple[Any, ...] = (
                *(base.sessions, base.series, base.participants, base.agenda, base.passages),
                *(base.reflections, base.outcomes, base.markers),
            )
            things = (store.get(thing) for store in stores)
            thing = next(one for one in things if one is not None)
        hints = get_type_hints(type(thing))
        plain = [
            field.name
            for field in fields(thing)
            if field.name not in _FIELDS_LEFT and _is_plain(hints[field.name])
        ]
        name = self._random.choice(plain)
        return {name: self.make(hints[name], name)}


@cache
def _templates() -> Sequence[AgendaTemplate]:
    return load_templates("da")


@cache
def _word_templates() -> Sequence[CheckedTemplate]:
    """Return Word templates; each call of `checked` would make others, which bear the time."""
    return tuple(checked(text) for text in _TEXTS)


def _is_plain(hint: Any) -> bool:
    kinds = [one for one in (get_args(hint) or (hint,)) if one is not type(None)]
    return all(one is str or (isinstance(one, type) and issubclass(one, Enum)) for one in kinds)
