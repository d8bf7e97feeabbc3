"""What may leave FlipDesk: only what everybody who speaks in it has agreed to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.ids import ParticipantId, PassageId, TurnId
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.passage_consent import (
    END_MS,
    LONGEST_UNNOTED_MS,
    may_leave,
    silenced,
    speakers_in,
)
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent
from tests.helpers.nordby import nordby

_BARE = replace(nordby(), turns=(), passages=())
_INITIALS = [one.initials for one in _BARE.participants]
_LONG = 600_000


def _person(initials: str) -> ParticipantId:
    person = _BARE.by_initials(initials)
    assert person is not None
    return person.id


def _turn(initials: str, from_ms: int, to_ms: int | None, *, interruption: bool = False) -> Turn:
    turn_id = TurnId(f"{initials}{from_ms}")
    return Turn(turn_id, _BARE.session.id, 0, _person(initials), from_ms, to_ms, interruption)


def _passage(kind: PassageKind, from_ms: int, to_ms: int) -> Passage:
    return Passage(PassageId("p"), _BARE.session.id, 0, from_ms, to_ms, kind)


def _record(
    turns: tuple[Turn, ...],
    consents: dict[str, RecordingConsent] | None = None,
    passages: tuple[Passage, ...] = (),
) -> SessionRecord:
    """Return a record in which everybody has consented but those who are named."""
    wanted = consents or {}
    people = tuple(
        replace(
            one,
            consent=replace(
                one.consent, recording=wanted.get(one.initials, RecordingConsent.GIVEN)
            ),
        )
        for one in _BARE.participants
    )
    return replace(_BARE, participants=people, turns=turns, passages=passages)


def test_passage_of_those_who_consented_may_leave() -> None:
    record = _record((_turn("MH", 0, 20_000), _turn("KS", 20_000, 40_000)))
    verdict = may_leave(record, 5_000, 35_000)
    assert verdict.may_leave
    assert (verdict.sentence(), verdict.remedies()) == ("", ())
    assert [one.initials for one in speakers_in(record, 5_000, 35_000)] == ["MH", "KS"]


def test_interruption_counts_as_speaking() -> None:
    turns = (_turn("MH", 0, 40_000), _turn("KS", 9_000, 9_400, interruption=True))
    record = _record(turns, {"KS": RecordingConsent.WITHDRAWN})
    assert not may_leave(record, 0, 40_000).may_leave
    assert may_leave(record, 9_400, 40_000).may_leave


@pytest.mark.parametrize(
    ("consent", "reason", "remedy"),
    [
        (
            RecordingConsent.DECLINED,
            "Klippet bliver her: Mette Holm må ikke optages.",
            "Udelad det, Mette Holm siger, eller spørg Mette Holm om netop det her klip.",
        ),
        (
            RecordingConsent.WITHDRAWN,
            "Klippet bliver her: Mette Holm har trukket samtykket tilbage.",
            "Udelad det, Mette Holm siger.",
        ),
        (
            RecordingConsent.UNKNOWN,
            "Klippet bliver her: samtykket fra Mette Holm er ukendt.",
            "Spørg Mette Holm, og notér svaret under Deltagere.",
        ),
    ],
)
def test_who_has_not_consented_is_named_with_what_to_do(
    consent: RecordingConsent, reason: str, remedy: str
) -> None:
    verdict = may_leave(_record((_turn("MH", 0, 20_000),), {"MH": consent}), 0, 20_000)
    assert verdict.sentence() == reason
    assert verdict.remedies() == (remedy,)


def test_nobody_noted_is_told_with_the_place() -> None:
    record = _record((_turn("MH", 10_000, 20_000), _turn("KS", 25_000, 40_000)))
    assert may_leave(record, 10_000, 45_000).may_leave
    verdict = may_leave(record, 2_000, 46_000)
    assert verdict.unnoted == ((2_000, 10_000), (40_000, 46_000))
    assert verdict.sentence() == (
        "Klippet bliver her: ingen er noteret som taler fra 0:02 til 0:10 og fra 0:40 til 0:46."
    )
    assert verdict.remedies()[0] == "Lyt fra 0:02 til 0:10, og notér, hvem der taler."


def test_short_passage_without_any_turn_stays() -> None:
    verdict = may_leave(_record((_turn("MH", 10_000, 20_000),)), 21_000, 22_000)
    assert verdict.unnoted == ((21_000, 22_000),)


@pytest.mark.parametrize("kind", [PassageKind.WITHDRAWN, PassageKind.SILENCED])
def test_closed_passage_is_left_out_or_all_stays(kind: PassageKind) -> None:
    record = _record((_turn("MH", 0, 60_000),), passages=(_passage(kind, 30_000, 40_000),))
    verdict = may_leave(record, 0, 30_001)
    assert [one.kind for one in verdict.closed] == [kind]
    assert "fra 0:30 til 0:40" in verdict.sentence()
    assert may_leave(record, 0, 30_000).may_leave
    assert may_leave(record, 40_000, 60_000).may_leave


def test_silence_joins_passages_and_the_turns_of_the_silenced() -> None:
    turns = (_turn("MH", 5_000, 9_000), _turn("KS", 9_000, 12_000), _turn("MH", 50_000, None))
    passages = (
        _passage(PassageKind.SILENCED, 8_000, 10_000),
        _passage(PassageKind.WITHDRAWN, 20_000, 30_000),
        _passage(PassageKind.EXCERPT, 30_000, 31_000),
    )
    record = _record(turns, {"MH": RecordingConsent.WITHDRAWN}, passages)
    assert silenced(record) == ((8_000, 10_000),)
    quiet = tuple(
        replace(one, withdrawal=PassageKind.SILENCED if one.initials == "MH" else None)
        for one in record.participants
    )
    record = replace(record, participants=quiet)
    assert silenced(record) == ((5_000, 10_000), (50_000, END_MS))


_STRETCHES = st.tuples(st.integers(0, _LONG), st.integers(1, 60_000)).map(
    lambda one: (one[0], one[0] + one[1])
)
_TURNS = st.lists(
    st.builds(
        lambda who, where, open_, interrupts: _turn(
            who, where[0], None if open_ else where[1], interruption=interrupts
        ),
        st.sampled_from(_INITIALS),
        _STRETCHES,
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
).map(tuple)
_CONSENTS = st.dictionaries(st.sampled_from(_INITIALS), st.sampled_from(RecordingConsent))
_CLOSED = st.lists(
    st.builds(lambda kind, where: _passage(kind, *where), st.sampled_from(PassageKind), _STRETCHES),
    max_size=3,
).map(tuple)


def _longest_silence(turns: tuple[Turn, ...], start: int, end: int) -> int:
    """Return how long nobody is noted at most, looking on from wherever somebody stops."""
    spoken = [(turn.from_ms, END_MS if turn.to_ms is None else turn.to_ms) for turn in turns]
    stops = [start, *(stop for _begin, stop in spoken if start < stop < end)]
    quiet = [at for at in stops if not any(begin <= at < stop for begin, stop in spoken)]
    return max(
        (min([end, *(begin for begin, _stop in spoken if begin > at)]) - at for at in quiet),
        default=0,
    )


@given(turns=_TURNS, consents=_CONSENTS, passages=_CLOSED, where=_STRETCHES)
def test_nothing_leaves_in_which_somebody_without_consent_speaks(
    turns: tuple[Turn, ...],
    consents: dict[str, RecordingConsent],
    passages: tuple[Passage, ...],
    where: tuple[int, int],
) -> None:
    record = _record(turns, consents, passages)
    verdict = may_leave(record, *where)
    start, end = where
    said = [
        turn for turn in turns if turn.from_ms < end and (turn.to_ms is None or turn.to_ms > start)
    ]
    people = {one.id: one for one in record.participants}
    against = [
        turn
        for turn in said
        if people[turn.speaker_id].consent.recording is not RecordingConsent.GIVEN
    ]
    if against:
        assert not verdict.may_leave
        assert all(people[turn.speaker_id].name in verdict.sentence() for turn in against)
    if verdict.may_leave:
        assert said
        assert _longest_silence(turns, start, end) <= LONGEST_UNNOTED_MS
        assert all(
            one.kind is PassageKind.EXCERPT or one.to_ms <= start or one.from_ms >= end
            for one in passages
        )
    assert bool(verdict.sentence()) is not verdict.may_leave
    reasons = len(verdict.people) + len(verdict.unnoted) + len(verdict.closed)
    assert len(verdict.remedies()) == reasons


@given(turns=_TURNS, consents=_CONSENTS, where=_STRETCHES)
def test_part_of_what_may_leave_has_only_people_of_the_whole(
    turns: tuple[Turn, ...], consents: dict[str, RecordingConsent], where: tuple[int, int]
) -> None:
    record = _record(turns, consents)
    start, end = where
    middle = (start + end) // 2
    whole = set(speakers_in(record, start, end))
    if middle > start:
        halves = {*speakers_in(record, start, middle), *speakers_in(record, middle, end)}
        assert halves == whole
