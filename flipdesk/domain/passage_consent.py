"""Whether a stretch of a recording may leave FlipDesk: everybody in it has consented, or it stays.

Turns say who speaks, so where nobody is noted nobody can have consented.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.i18n import N_, _

LONGEST_UNNOTED_MS = 5_000
"""What may pass between two turns without anybody being noted: breath, chairs, laughter."""
END_MS = 3_600_000_000
"""Later than any recording: where a turn ends that has not ended yet."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What keeps a passage from leaving; nothing at all when it may.

    `people` are those who speak and have not consented, in the order in which they come to speak;
    `unnoted` where nobody is noted as speaking; `closed` the passages in it that are marked or
    silenced because of somebody's consent.
    """

    people: tuple[Participant, ...] = ()
    unnoted: tuple[Stretch, ...] = ()
    closed: tuple[Passage, ...] = ()

    @property
    def may_leave(self) -> bool:
        return not (self.people or self.unnoted or self.closed)

    def sentence(self) -> str:
        """Return why it stays, in one sentence; "" when it may leave."""
        reasons = [*_people_reasons(self.people)]
        if self.unnoted:
            stretches = _listed([span(*one) for one in self.unnoted])
            reasons.append(_("nobody is noted as speaking {stretches}").format(stretches=stretches))
        for kind, words in _CLOSED.items():
            places = [span(one.from_ms, one.to_ms) for one in self.closed if one.kind is kind]
            if places:
                reasons.append(_(words).format(stretches=_listed(places)))
        if not reasons:
            return ""
        return _("The passage stays here: {reasons}.").format(reasons="; ".join(reasons))

    def remedies(self) -> tuple[str, ...]:
        """Return what can be done about each reason, one sentence each, in the same order."""
        return (
            *(_(_REMEDIES[one.consent.recording]).format(name=one.name) for one in self.people),
            *(
                _("Listen {stretch} and note who speaks.").format(stretch=span(*one))
                for one in self.unnoted
            ),
            *(
                _("Leave out what is {stretch}.").format(stretch=span(one.from_ms, one.to_ms))
                for one in self.closed
            ),
        )


def speakers_in(record: SessionRecord, from_ms: int, to_ms: int) -> tuple[Participant, ...]:
    """Return those who speak in a stretch, interruptions too, in the order they come to speak."""
    speaking = sorted(_turns_in(record, from_ms, to_ms), key=lambda turn: turn.from_ms)
    found = (record.participant(turn.speaker_id) for turn in speaking)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def may_leave(record: SessionRecord, from_ms: int, to_ms: int) -> Verdict:
    """Return the verdict on a stretch of the session timeline, to after from."""
    people = speakers_in(record, from_ms, to_ms)
    turns = _turns_in(record, from_ms, to_ms)
    return Verdict(
        tuple(one for one in people if one.consent.recording is not RecordingConsent.GIVEN),
        _unnoted(turns, from_ms, to_ms),
        tuple(
            one
            for one in record.passages
            if one.kind is not PassageKind.EXCERPT and one.from_ms < to_ms and one.to_ms > from_ms
        ),
    )


def silenced(record: SessionRecord) -> tuple[Stretch, ...]:
    """Return what is never to be heard, joined and in order.

    That is every silenced passage, and every turn of those whose voice is silenced, also one that
    has not ended: it then reaches to `END_MS`.
    """
    stretches = [
        (one.from_ms, one.to_ms) for one in record.passages if one.kind is PassageKind.SILENCED
    ]
    quiet = {one.id for one in record.participants if withdrawal(one) is PassageKind.SILENCED}
    stretches += [_stretch(turn) for turn in record.turns if turn.speaker_id in quiet]
    return joined(stretches)


def sound_that_stays(record: SessionRecord) -> tuple[Stretch, ...]:
    """Return what of a recording others may not hear, joined and in order.

    When everybody who came has consented, that is what is marked or silenced. Else only the turns
    of those who have consented may be heard, and where nobody is noted as speaking, nothing.
    """
    closed = [
        (one.from_ms, one.to_ms) for one in record.passages if one.kind is not PassageKind.EXCERPT
    ]
    closed += silenced(record)
    given = RecordingConsent.GIVEN
    yes = {one.id for one in record.participants if one.consent.recording is given}
    closed += [_stretch(turn) for turn in record.turns if turn.speaker_id not in yes]
    if not all(one.id in yes for one in record.participants if one.attendance.came):
        spoken = joined(_stretch(turn) for turn in record.turns if turn.speaker_id in yes)
        reached = 0
        for start, end in (*spoken, (END_MS, END_MS)):
            closed.append((reached, start))
            reached = end
    return joined(closed)


def withdrawal(participant: Participant) -> PassageKind | None:
    """Return what becomes of somebody's turns as their consent stands, None for nothing."""
    return participant.withdrawal if is_against(participant) else None


def is_against(participant: Participant) -> bool:
    """Return whether somebody has said that they may not be recorded."""
    return participant.consent.recording in (
        RecordingConsent.DECLINED,
        RecordingConsent.WITHDRAWN,
    )


def turns_of(record: SessionRecord, participant_id: ParticipantId) -> tuple[Turn, ...]:
    """Return when somebody had the floor."""
    return tuple(turn for turn in record.turns if turn.speaker_id == participant_id)


def span(from_ms: int, to_ms: int) -> str:
    """Return "from 0:12 to 0:40" in the language in use."""
    return _("from {start} to {end}").format(
        start=format_duration(from_ms), end=format_duration(to_ms)
    )


_AGAINST = {
    RecordingConsent.DECLINED: N_("{names} may not be recorded"),
    RecordingConsent.WITHDRAWN: N_("{names} withdrew their consent"),
    RecordingConsent.UNKNOWN: N_("the consent of {names} is unknown"),
}
_REMEDIES = {
    RecordingConsent.DECLINED: N_("Leave out what {name} says, or ask {name} about this passage."),
    RecordingConsent.WITHDRAWN: N_("Leave out what {name} says."),
    RecordingConsent.UNKNOWN: N_("Ask {name} and write the answer down under Participants."),
}
_CLOSED = {
    PassageKind.WITHDRAWN: N_("it is marked as withdrawn {stretches}"),
    PassageKind.SILENCED: N_("it is silenced {stretches}"),
}


def _people_reasons(people: Iterable[Participant]) -> Iterable[str]:
    everybody = tuple(people)
    for consent, words in _AGAINST.items():
        names = [one.name for one in everybody if one.consent.recording is consent]
        if names:
            yield _(words).format(names=_listed(names))


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{most} and {last}").format(most=", ".join(words[:-1]), last=words[-1])


def _turns_in(record: SessionRecord, from_ms: int, to_ms: int) -> list[Turn]:
    def overlaps(turn: Turn) -> bool:
        start, end = _stretch(turn)
        return start < to_ms and end > from_ms

    return [turn for turn in record.turns if overlaps(turn)]


def _stretch(turn: Turn) -> Stretch:
    """Return where a turn is; one of no length still says that somebody spoke there."""
    end = END_MS if turn.to_ms is None else turn.to_ms
    return turn.from_ms, max(end, turn.from_ms + 1)


def _unnoted(turns: list[Turn], from_ms: int, to_ms: int) -> tuple[Stretch, ...]:
    if not turns:
        return ((from_ms, to_ms),)
    found: list[Stretch] = []
    reached = from_ms
    for start, end in (*joined([_stretch(turn) for turn in turns]), (to_ms, to_ms)):
        if start - reached > LONGEST_UNNOTED_MS:
            found.append((reached, start))
        reached = max(reached, end)
    return tuple(found)
