"""Turns propose who speaks; whoever has the floor longest in a segment, half of it at least."""

from flipdesk.domain.ids import ParticipantId, SessionId, TranscriptId, TurnId
from flipdesk.domain.reflection import Turn
from flipdesk.domain.speaker_proposal import Floor, by_label, proposed
from flipdesk.domain.transcript import TranscriptSegment, segment_id

MH, AB = ParticipantId("MH"), ParticipantId("ÅB")


def turn(who: ParticipantId, start: int, end: int | None) -> Turn:
    return Turn(TurnId(f"{who}{start}"), SessionId("s"), 0, who, start, end)


def segment(index: int, start: int, end: int, label: str = "") -> TranscriptSegment:
    owner = TranscriptId("t")
    return TranscriptSegment(
        segment_id(owner, index), owner, index, start, end, "ord", speaker_label=label
    )


TURNS = (turn(MH, 0, 10_000), turn(AB, 10_000, 20_000), turn(MH, 30_000, None))


def test_longest_on_the_floor_is_proposed() -> None:
    pieces = [
        segment(0, 1_000, 4_000),
        segment(1, 9_000, 14_000),
        segment(2, 19_000, 29_000),
        segment(3, 21_000, 22_000),
        segment(4, 50_000, 60_000),
        segment(5, 15_000, 15_000),
    ]
    found = proposed(pieces, TURNS)
    assert [found.get(one.id) for one in pieces] == [MH, AB, None, None, MH, AB]


def test_interruption_wins_over_the_turn_it_lies_in() -> None:
    floor = Floor.of((turn(MH, 0, 60_000), turn(AB, 20_000, 25_000)))
    assert floor.held(21_000, 24_000).most_common(1)[0][0] == AB
    assert floor.held(40_000, 41_000) == {MH: 1_000}


def test_somebody_who_is_known_is_not_proposed_again_and_labels_follow_the_most() -> None:
    known = segment(0, 1_000, 4_000, "S1")
    known = TranscriptSegment(known.id, known.transcript_id, 0, 1_000, 4_000, "ord", AB, "S1")
    pieces = [known, segment(1, 1_000, 2_000, "S1"), segment(2, 5_000, 6_000, "S1")]
    found = proposed(pieces, TURNS)
    assert set(found.values()) == {MH}
    assert known.id not in found
    assert by_label(pieces, found) == {"S1": MH}
