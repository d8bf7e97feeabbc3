"""What of the traces in a text is a concern for an audience, and what can be done about it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flipdesk.domain.concern import Concern, Fix, PlaceKind
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.vocabulary import Answer, Audience, QuoteConsent, RecordingConsent
from flipdesk.domain.withheld import names_nobody
from flipdesk.services.gate_texts import GateText

_CAN_BE_CHANGED = frozenset(PlaceKind) - {PlaceKind.OTHER}
_CAN_BE_LEFT_OUT = (PlaceKind.REFLECTION, PlaceKind.OUTCOME)
_NO = (Answer.DECLINED, Answer.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class GateRules:
    """The rules for one audience and the participants of one session.

    With `names_all` it is of no account what they said to being named: they are anyway.
    """

    audience: Audience
    participants: Mapping[str, Participant]
    names_all: bool = False

    def concerns(self, said: GateText, traces: tuple[Trace, ...]) -> Iterator[Concern]:
        """Yield one concern for each kind of trace that has to be decided or looked at."""
        for kind in TraceKind:
            found = [one for one in traces if one.kind is kind and self._counts(said, one)]
            if found:
                yield self._concern(said, kind, found)

    def _counts(self, said: GateText, trace: Trace) -> bool:
        if trace.kind is TraceKind.ADDRESS:
            return not said.is_head
        if trace.kind is not TraceKind.NAME or names_nobody(self.audience):
            return True
        return not said.is_head and any(self._may_object(said, key) for key in trace.people)

    def _may_object(self, said: GateText, key: str) -> bool:
        """Return whether somebody was not in the room, or has not said yes to being named."""
        person = self.participants.get(key)
        if person is None or self.names_all:
            return person is None
        if _says_no(person):
            return True
        is_quoted = said.place.kind is PlaceKind.REFLECTION
        return is_quoted and person.consent.quote is not QuoteConsent.NAME

    def _concern(self, said: GateText, kind: TraceKind, found: list[Trace]) -> Concern:
        people = dict.fromkeys(key for one in found for key in one.people)
        sha256 = sha256_of(said.text)
        code = hashlib.sha256(f"{said.place.key}\x1f{kind}\x1f{sha256}".encode()).hexdigest()[:8]
        return Concern(
            kind=kind,
            place=said.place,
            text=said.text,
            words=tuple(said.text[one.start : one.end] for one in found),
            fixes=self._fixes(said, kind, tuple(people)),
            must=self._must(kind, tuple(people)),
            code=code,
            text_sha256=sha256,
            people=tuple(ParticipantId(key) for key in people if key in self.participants),
        )

    def _must(self, kind: TraceKind, people: tuple[str, ...]) -> bool:
        if kind is not TraceKind.NAME or names_nobody(self.audience):
            return True
        if self.names_all:
            return any(key not in self.participants for key in people)
        return any(key not in self.participants or _says_no(self.participants[key])
                   for key in people)  # fmt: skip

    def _fixes(self, said: GateText, kind: TraceKind, people: tuple[str, ...]) -> tuple[Fix, ...]:
        fixes: list[Fix] = []
        is_colleague = kind is TraceKind.NAME
        if said.place.kind in _CAN_BE_CHANGED:
            if is_colleague:
                fixes.append(Fix.COLLEAGUE)
            elif kind is TraceKind.LIKELY_NAME:
                fixes.append(Fix.CITIZEN)
            fixes.append(Fix.BLANK)
        # What is left out of minutes is in a session file all the same.
        if said.place.kind in _CAN_BE_LEFT_OUT and not self.names_all:
            fixes.append(Fix.LEAVE_OUT)
        if is_colleague and not names_nobody(self.audience) and not self.names_all:
            fixes += [Fix.ASK] if any(key in self.participants for key in people) else []
        return tuple(fixes)


def sha256_of(text: str) -> str:
    """Return the hash by which it is known that a text may stay as it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _says_no(person: Participant) -> bool:
    consent = person.consent
    return consent.by_name in _NO or consent.recording is RecordingConsent.WITHDRAWN
