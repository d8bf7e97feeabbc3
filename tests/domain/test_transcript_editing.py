"""Splitting, joining and correcting lose no word, neither of the text nor of what came."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.ids import TranscriptId, TranscriptSegmentId
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.transcript_editing import edited, joined, split, tidy

OWNER = TranscriptId("t")
words = st.lists(st.sampled_from(["så", "prøver", "vi", "at", "gribe", "det", "Æ"]), min_size=1)
texts = words.map(" ".join)


def segment(text: str, from_ms: int = 1_000, to_ms: int = 5_000) -> TranscriptSegment:
    return TranscriptSegment(TranscriptSegmentId("a"), OWNER, 0, from_ms, to_ms, text, None, "S1")


def test_split_divides_the_time_as_the_letters() -> None:
    parts = split(segment("Det var det. Ja."), 13, TranscriptSegmentId("b"))
    assert parts is not None
    first, second = parts
    assert (first.text, second.text) == ("Det var det.", "Ja.")
    assert (first.from_ms, first.to_ms) == (1_000, 4_250)
    assert (second.from_ms, second.to_ms, second.id) == (4_250, 5_000, "b")
    assert second.speaker_label == "S1"
    assert not first.is_edited
    assert joined(first, second) == segment("Det var det. Ja.")


def test_split_at_either_end_does_nothing() -> None:
    for at in (0, 3):
        assert split(segment("Ja."), at, TranscriptSegmentId("b")) is None


def test_what_came_is_divided_at_the_same_place() -> None:
    one = edited(segment("Vi gribe det. Altså ja."), "Vi griber det nu. Altså ja.")
    assert one.came_as == "Vi gribe det. Altså ja."
    parts = split(one, len("Vi griber det nu."), TranscriptSegmentId("b"))
    assert parts is not None
    assert [part.came_as for part in parts] == ["Vi gribe det.", "Altså ja."]
    assert [part.is_edited for part in parts] == [True, False]


def test_taking_a_correction_back_by_hand_is_no_correction() -> None:
    one = segment("Ja")
    assert edited(edited(one, "Nej"), " Ja ") == one


@given(text=texts, new=texts | st.just(""), at=st.integers(0, 60), second=texts)
def test_any_order_of_corrections_keeps_every_word_that_came(
    text: str, new: str, at: int, second: str
) -> None:
    one = edited(segment(text), new)
    parts = split(one, at, TranscriptSegmentId("b")) or (
        one,
        replace(segment(second), id=TranscriptSegmentId("b")),
    )
    first, other = parts
    assert first.from_ms <= first.to_ms
    assert other.from_ms <= other.to_ms
    came = text if other.text != second or split(one, at, other.id) else f"{text} {second}"
    assert "".join((first.came_as + other.came_as).split()) == "".join(came.split())
    whole = joined(first, other)
    assert tidy(whole.text) == whole.text
    assert "".join(whole.came_as.split()) == "".join(came.split())
