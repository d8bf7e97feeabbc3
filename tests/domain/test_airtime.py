"""Airtime by voice."""

from dataclasses import replace

from flipdesk.domain.airtime import Airtime, airtime, not_heard
from flipdesk.domain.ids import SessionId, TurnId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Turn
from flipdesk.domain.vocabulary import Attendance, Role
from tests.domain.test_capture import PEOPLE

METTE = replace(PEOPLE[0], attendance=Attendance.PRESENT)
AASE = replace(PEOPLE[1], attendance=Attendance.LATE)
FREDERIK = replace(PEOPLE[2], role=Role.RESEARCHER, attendance=Attendance.PRESENT)


def _turn(speaker: Participant, from_ms: int, to_ms: int | None) -> Turn:
    return Turn(TurnId(f"{from_ms}"), SessionId("s"), 0, speaker.id, from_ms, to_ms)


def test_turns_are_added_up_by_voice() -> None:
    turns = [_turn(METTE, 0, 30_000), _turn(FREDERIK, 30_000, 40_000), _turn(AASE, 40_000, None)]
    assert airtime(turns, (METTE, AASE, FREDERIK), 50_000) == Airtime(10_000, 40_000)
    assert airtime(turns, (METTE, AASE, FREDERIK), 50_000).research_percent == 20


def test_no_turns_are_no_percent() -> None:
    assert airtime([], (METTE,), 0).research_percent == 0


def test_open_turn_never_counts_backwards() -> None:
    assert airtime([_turn(METTE, 5_000, None)], (METTE,), 0).total_ms == 0


def test_only_those_who_came_can_be_unheard() -> None:
    away = replace(AASE, attendance=Attendance.REGRETS)
    assert not_heard([_turn(METTE, 0, 1)], (METTE, away, FREDERIK)) == (FREDERIK,)


def test_an_interruption_is_not_counted_for_the_one_interrupted() -> None:
    breaking = replace(_turn(FREDERIK, 10_000, 20_000), interruption=True)
    turns = [_turn(METTE, 0, 60_000), breaking]
    assert airtime(turns, (METTE, FREDERIK), 60_000) == Airtime(10_000, 50_000)
