"""Two coders compared, against numbers counted by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from flipdesk.domain.agreement import Agreement
from flipdesk.domain.coder_comparison import Difference, compare
from flipdesk.domain.coding import Coding
from flipdesk.domain.ids import CoderId, CodingId, ReflectionId, SessionId, new_guid

ANNE, BO = CoderId("anne"), CoderId("bo")
LENGTHS = {"a": 10, "b": 20, "c": 5, "d": 5}


def coding(coder: CoderId, text: str, start: int | None = None, end: int | None = None) -> Coding:
    return Coding(
        CodingId(new_guid()),
        SessionId("s"),
        0,
        coder,
        "potentials",
        "samtale",
        datetime(2026, 1, 1, tzinfo=UTC),
        reflection_id=ReflectionId(text),
        start_at=start,
        end_at=end,
    )


def test_texts_and_letters_are_counted_by_hand() -> None:
    found = compare(
        [
            *(coding(ANNE, "a", 0, 4), coding(ANNE, "a", 2, 6), coding(ANNE, "b", 0, 10)),
            *(coding(BO, "a", 3, 8), coding(BO, "c")),
        ],
        ANNE,
        BO,
        LENGTHS,
    )
    (one,) = found.codes
    assert one.texts == Agreement(both=1, only_first=1, only_second=1, neither=1)
    # In a: 0-6 against 3-8; in b: 10 of one alone; in c: 5 of the other alone.
    assert one.letters == Agreement(both=3, only_first=13, only_second=7, neither=17)
    assert one.letters.units == sum(LENGTHS.values())
    assert one.seconds is None
    assert found.differences == (
        Difference("potentials", "samtale", "b", ANNE),
        Difference("potentials", "samtale", "c", BO),
    )


def test_sound_is_counted_in_seconds() -> None:
    sound = replace(coding(ANNE, "x"), reflection_id=None, from_ms=1_500, to_ms=4_000)
    other = replace(sound, coder_id=BO, from_ms=3_000, to_ms=6_001)
    (one,) = compare([sound, other], ANNE, BO, {}, sound_ms=10_000).codes
    assert one.seconds == Agreement(both=1, only_first=2, only_second=3, neither=4)


def test_third_coder_does_not_count() -> None:
    found = compare([coding(CoderId("cy"), "a")], ANNE, BO, LENGTHS)
    assert found.codes == ()


def test_lost_words_are_still_a_code_on_the_text() -> None:
    (one,) = compare([coding(ANNE, "a", 3, 3), coding(BO, "a", 0, 2)], ANNE, BO, LENGTHS).codes
    assert one.texts.both == 1
    assert (one.letters.both, one.letters.only_second) == (0, 2)
