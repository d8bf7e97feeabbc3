"""How the ideas of a series travelled: noted, taken up again, and what they became."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, OutcomeId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_words import SharedWords
from flipdesk.domain.vocabulary import (
    STATUSES,
    Audience,
    OutcomeKind,
    OutcomeStatus,
    ReflectionKind,
    SessionState,
)
from flipdesk.services.compose_minutes import screened
from flipdesk.services.minutes_items import outcomes_by_item
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.nameless import gives_away
from flipdesk.services.reports.slow_reading import Slow, finished

IDEAS = (OutcomeKind.TRIAL, OutcomeKind.PARKED, OutcomeKind.KNOWLEDGE_REQUEST)
_MOST_SAID = 3
_FIRST = (ReflectionKind.CONCLUSION, ReflectionKind.INSIGHT)


@dataclass(frozen=True, slots=True)
class Held:
    """One session of the series and what may be told of it."""

    record: SessionRecord
    voices: Voices
    shown: tuple[Reflection, ...]

    @classmethod
    def of(cls, record: SessionRecord) -> "Held":
        voices = Voices.of(record, Audience.SUMMARY)
        present = [one for one in record.participants if one.attendance.came]
        shown, _withheld = screened(record, voices)
        told = tuple(
            one
            for one in shown
            if not gives_away(one.text, record.participant(one.speaker_id), present)
        )
        return cls(record, voices, told)

    @property
    def is_ahead(self) -> bool:
        """Whether it has not been held yet."""
        return self.record.session.state is SessionState.PLANNED


@dataclass(frozen=True, slots=True)
class Station:
    """Where an idea was noted or dealt with, and what was said then.

    `item` is the agenda item that took it up, together with `others` more; None where it was noted.
    `more` counts what was said that is not among `said`; `became` is what it led to.
    """

    held: Held
    item: AgendaItem | None = None
    others: int = 0
    said: tuple[Reflection, ...] = ()
    more: int = 0
    became: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """One idea and its stations in order of time, the first being where it was noted."""

    outcome: Outcome
    stations: tuple[Station, ...]

    @property
    def has_moved(self) -> bool:
        """Whether anything has become of it since it was noted."""
        is_new = self.outcome.status is STATUSES[self.outcome.kind][0]
        return not is_new or any(not one.held.is_ahead for one in self.stations[1:])

    @property
    def is_dropped(self) -> bool:
        return self.outcome.status is OutcomeStatus.DROPPED


@dataclass(frozen=True, slots=True)
class Ideas:
    """Finds the journeys in the sessions of a series, which are given in order of time.

    `homes` tells the agenda item an outcome belongs to, `takers` those that took it up.
    """

    sessions: list[Held] = field(default_factory=list)
    words: SharedWords = field(default_factory=SharedWords)
    homes: dict[OutcomeId, AgendaItemId] = field(default_factory=dict)
    takers: dict[OutcomeId, list[tuple[Held, AgendaItem]]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[SessionRecord]) -> "Ideas":
        return finished(cls.read(records))

    @classmethod
    def read(cls, records: Iterable[SessionRecord]) -> Slow["Ideas"]:
        """Return the same, with a pause after each session."""
        ideas = cls()
        for record in records:
            ideas._take_in(Held.of(record))
            yield
        return ideas

    def journeys(self) -> tuple[Journey, ...]:
        """Return the journey of every idea that says anything, the oldest first."""
        return tuple(self.each())

    def each(self) -> Iterator[Journey]:
        """Yield them one by one, for finding what is like an idea takes its time."""
        for held in self.sessions:
            for outcome in held.record.outcomes:
                if outcome.kind in IDEAS and outcome.text.strip() and not outcome.left_out:
                    yield Journey(outcome, (self._noted(held, outcome), *self._taken_up(outcome)))

    def _take_in(self, held: Held) -> None:
        self.sessions.append(held)
        self.words.add(one.text for one in held.shown)
        for item_id, outcomes in outcomes_by_item(held.record).items():
            self.homes.update(dict.fromkeys((one.id for one in outcomes), item_id))
        for item in held.record.agenda:
            for outcome_id in () if item.skipped else item.takes_up:
                self.takers.setdefault(outcome_id, []).append((held, item))

    def _noted(self, held: Held, outcome: Outcome) -> Station:
        said = [one for one in held.shown if one.text.strip() != outcome.text.strip()]
        near = self.words.like(outcome.text, [one.text for one in said], most=2)
        return Station(held, said=tuple(said[number] for number in near))

    def _taken_up(self, outcome: Outcome) -> Iterator[Station]:
        for held, item in self.takers.get(outcome.id, ()):
            yield self._station(held, item, outcome)

    def _station(self, held: Held, item: AgendaItem, outcome: Outcome) -> Station:
        others = len(item.takes_up) - 1
        here = [one for one in held.shown if one.agenda_item_id == item.id]
        if others:
            near = self.words.like(outcome.text, [one.text for one in here], most=_MOST_SAID)
            return Station(held, item, others, tuple(here[number] for number in near))
        said = _most_telling(here)
        became = tuple(
            one
            for one in held.record.outcomes
            if self.homes.get(one.id) == item.id and one.text.strip()
        )
        return Station(held, item, 0, said, len(here) - len(said), became)


def _most_telling(said: Iterable[Reflection]) -> tuple[Reflection, ...]:
    """Return a few, conclusions and insights first, in the order they were said."""
    numbered = list(enumerate(said))
    ranked = sorted(numbered, key=lambda pair: (pair[1].kind not in _FIRST, pair[0]))
    return tuple(one for _number, one in sorted(ranked[:_MOST_SAID], key=lambda pair: pair[0]))
