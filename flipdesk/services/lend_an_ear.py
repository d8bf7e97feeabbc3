"""Lån et øre: rounds in which a group hears a clip on behalf of a colleague."""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.domain.ids import (
    AgendaItemId,
    EarRoundId,
    OutcomeId,
    ParticipantId,
    PassageId,
    ReflectionId,
    SessionId,
    new_guid,
)
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.reflection import Pattern, Reflection
from flipdesk.domain.vocabulary import (
    STATUSES,
    Attendance,
    OutcomeKind,
    ReflectionKind,
    Uptake,
)
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Moment
from flipdesk.services.history import step
from flipdesk.services.passages import Heard, shown_title
from flipdesk.services.said_when import said_at

_AWAY = (Attendance.REGRETS, Attendance.ABSENT)


class EarMark(Enum):
    """The patterns one listens for, as the buttons of the guide offer them."""

    TAKEN_UP = Pattern("gribning", Uptake.TAKEN_UP)
    OVERHEARD = Pattern("gribning", Uptake.OVERHEARD)
    OVERTAKEN = Pattern("gribning", Uptake.OVERTAKEN)
    INSTITUTIONAL_TURN = Pattern("institutional_turn")
    PERSPECTIVE = Pattern("labour_market_perspective")


class LendAnEar:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def current(self, session_id: SessionId, item_id: AgendaItemId | None) -> EarRound | None:
        """Return the round of a block that is not over yet."""
        for one in reversed(self._base.ear_rounds.of_session(session_id)):
            if one.agenda_item_id == item_id:
                return None if one.is_over else one
        return None

    def begin(self, session_id: SessionId, item_id: AgendaItemId | None, **fields: Any) -> Step:
        """Begin a round; `changes.ids("ear_round")` has its id."""
        one = EarRound(
            id=EarRoundId(new_guid()),
            session_id=session_id,
            position=self._base.ear_rounds.next_position(session_id),
            agenda_item_id=item_id,
            **fields,
        )
        return step(_("begin a round of Lend an ear"), self._base.ear_rounds.add(one))

    def change(self, round_id: EarRoundId, **fields: Any) -> Step:
        """Change any field of a round.

        Raises:
            KnownError: the passage is not to be heard, because of a consent.
        """
        passage_id = fields.get("passage_id")
        passage = None if passage_id is None else self._base.passages.get(passage_id)
        if passage is not None and passage.kind is not PassageKind.EXCERPT:
            raise KnownError(
                _("This passage is there because of a consent; choose another one for the block.")
            )
        changed = replace(self._round(round_id), **fields)
        return step(_("change the round of Lend an ear"), self._base.ear_rounds.save(changed))

    def go_to(self, round_id: EarRoundId, wanted: EarStep) -> Step:
        """Let a round be at another step; the round of voices begins with the first of them."""
        one = replace(self._round(round_id), step=wanted)
        if wanted is EarStep.HEARD and one.turn_id is None:
            voices = self.voices(one)
            one = replace(one, turn_id=voices[0].id if voices else None)
        return step(_("go on in Lend an ear"), self._base.ear_rounds.save(one))

    def voices(self, one: EarRound) -> tuple[Participant, ...]:
        """Return who says in turn what they heard: all in the room but the colleague."""
        return tuple(each for each in self.in_room(one.session_id) if each.id != one.colleague_id)

    def in_room(self, session_id: SessionId) -> tuple[Participant, ...]:
        """Return those who are, or are expected, in the room, in the order of the session."""
        return tuple(
            each
            for each in self._base.participants.of_session(session_id)
            if each.attendance not in _AWAY and each.left is None
        )

    def note_pattern(self, round_id: EarRoundId, mark: EarMark, words: str, **place: Any) -> Step:
        """Note a pattern; `place` is `moment`, and `clip_ms` where there was sound."""
        note = self._note(round_id, words, ReflectionKind.OBSERVATION, None, **place)
        note = replace(note, pattern=mark.value)
        return step(_("note a pattern"), self._base.reflections.add(note))

    def note_moment(self, round_id: EarRoundId, words: str, **place: Any) -> Step:
        """Note that something is heard at a place in the clip, without saying what."""
        note = self._note(round_id, words, ReflectionKind.OBSERVATION, None, **place)
        return step(_("mark a moment in the clip"), self._base.reflections.add(note))

    def say_heard(self, round_id: EarRoundId, words: str, moment: Moment) -> Step:
        """Store what the one whose turn it is heard, nothing when they pass; the next has it."""
        one = self._round(round_id)
        with self._base.atomic():
            changes = Changes()
            if words.strip():
                kind = ReflectionKind.REFLECTION
                note = self._note(round_id, words, kind, one.turn_id, moment=moment)
                changes += self._base.reflections.add(note)
            changes += self._base.ear_rounds.save(self._next_voice(one))
        return step(_("what I heard"), changes)

    def take_along(
        self, round_id: EarRoundId, words: str, moment: Moment, *, is_trial: bool = False
    ) -> Step:
        """Store the colleague's own words on what they take along, or what they will try."""
        one = self._round(round_id)
        if not words.strip():
            return Step("", Changes())
        if not is_trial:
            kind = ReflectionKind.INSIGHT
            note = self._note(round_id, words, kind, one.colleague_id, moment=moment)
            return step(_("what I take along"), self._base.reflections.add(note))
        trial = Outcome(
            id=OutcomeId(new_guid()),
            session_id=one.session_id,
            position=self._base.outcomes.next_position(one.session_id),
            kind=OutcomeKind.TRIAL,
            text=words.strip(),
            status=STATUSES[OutcomeKind.TRIAL][0],
            at_ms=moment.at_ms,
            said_at=said_at(self._base, one.session_id, moment.said_at, moment.at_ms),
            agenda_item_id=one.agenda_item_id,
            owner_id=one.colleague_id,
        )
        return step(_("what I will try"), self._base.outcomes.add(trial))

    def notes(self, round_id: EarRoundId) -> tuple[Reflection, ...]:
        """Return what was noted in a round at a place of its clip, the newest last."""
        session_id = self._round(round_id).session_id
        return tuple(
            one
            for one in self._base.reflections.of_session(session_id)
            if one.round_id == round_id and one.kind is ReflectionKind.OBSERVATION
        )

    def place_of(self, note: Reflection) -> tuple[PassageId, int] | None:
        """Return the passage and the place in it, in milliseconds, that a note is about."""
        one = None if note.round_id is None else self._base.ear_rounds.get(note.round_id)
        if one is None or one.passage_id is None or note.clip_ms is None:
            return None
        return one.passage_id, note.clip_ms

    def clips(self, session_id: SessionId, item_id: AgendaItemId | None) -> tuple[Heard, ...]:
        """Return what can be chosen: the block's passages, the session's, the earlier sessions'."""
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        given = [] if item_id is None else list(self._base.passages.of_block(item_id))
        series = self._base.sessions.of_series(session.series_id)
        place = [one.id for one in series].index(session_id)
        for one in reversed(series[: place + 1]):
            given += self._base.passages.of_session(one.id)
        titles = {one.id: one.title for one in series if one.id != session_id}
        excerpts = (one for one in given if one.kind is PassageKind.EXCERPT)
        once = {one.id: one for one in excerpts}
        return tuple(Heard(one, titles.get(one.session_id, "")) for one in once.values())

    def free_clips(self, session_id: SessionId) -> tuple[Heard, ...]:
        """Return those of the clips that no block has yet: giving one away would take it there."""
        clips = self.clips(session_id, None)
        return tuple(heard for heard in clips if heard.passage.agenda_item_id is None)

    def titles(self, one: EarRound) -> Iterator[str]:
        """Yield what may be shown to everybody: the question, then the title of the clip."""
        if one.question:
            yield one.question
        passage = None if one.passage_id is None else self._base.passages.get(one.passage_id)
        if passage is not None:
            yield shown_title(passage)

    def _note(
        self,
        round_id: EarRoundId,
        words: str,
        kind: ReflectionKind,
        speaker_id: ParticipantId | None,
        *,
        moment: Moment,
        clip_ms: int | None = None,
    ) -> Reflection:
        one = self._round(round_id)
        return Reflection(
            id=ReflectionId(new_guid()),
            session_id=one.session_id,
            position=self._base.reflections.next_position(one.session_id),
            text=words.strip(),
            kind=kind,
            at_ms=moment.at_ms,
            said_at=said_at(self._base, one.session_id, moment.said_at, moment.at_ms),
            agenda_item_id=one.agenda_item_id,
            speaker_id=speaker_id,
            round_id=one.id,
            clip_ms=clip_ms,
        )

    def _next_voice(self, one: EarRound) -> EarRound:
        ids = [each.id for each in self.voices(one)]
        place = ids.index(one.turn_id) + 1 if one.turn_id in ids else len(ids)
        if place < len(ids):
            return replace(one, turn_id=ids[place])
        return replace(one, turn_id=None, step=EarStep.TAKING)

    def _round(self, round_id: EarRoundId) -> EarRound:
        one = self._base.ear_rounds.get(round_id)
        if one is None:
            raise BugError(f"no round {round_id}")
        return one
