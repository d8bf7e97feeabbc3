"""Places in a text as stored and as shown belong together."""

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.shown_text import Cut, ShownText


def test_words_are_found_again_behind_a_name_that_gave_way() -> None:
    stored = "  Mette sagde\r\ndet til Åse 👍 i går "
    at = stored.index("Mette"), stored.index("Åse")
    shown = ShownText.of(stored, [Cut(at[0], at[0] + 5, "Mentor 1"), Cut(at[1], at[1] + 3, "B 2")])
    assert shown.text == "Mentor 1 sagde\ndet til B 2 👍 i går"
    for word in ("sagde", "det til", "👍 i"):
        start = stored.index(word)
        first, last = shown.shown(start, start + len(word))
        assert shown.text[first:last] == word
        assert shown.stored_at(first, last) == (start, start + len(word))


def test_what_lies_in_a_name_becomes_the_whole_of_it() -> None:
    shown = ShownText.of("Mette Holm sagde", [Cut(0, 10, "Mentor 1")])
    assert shown.shown(6, 10) == (0, 8)
    assert shown.shown(6, 16) == (0, len(shown.text))
    assert shown.stored_at(2, 5) == (0, 10)


def test_whole_text_is_the_whole_text() -> None:
    shown = ShownText.of("  \r\n ord ")
    assert shown.text == "ord"
    assert shown.shown(0, 9) == (0, 3)
    assert shown.stored_at(0, 3) == (5, 8)


@given(st.text("ab\r\n 👍", max_size=30), st.data())
def test_there_and_back_is_the_same_words(stored: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(stored)), max_size=4)))
    pairs = zip(places[::2], places[1::2], strict=False)
    shown = ShownText.of(stored, [Cut(start, end, "navn") for start, end in pairs])
    start = data.draw(st.integers(0, len(shown.text)))
    end = data.draw(st.integers(start, len(shown.text)))
    first, last = shown.stored_at(start, end)
    assert 0 <= first <= len(stored)
    if start < end:
        again = shown.shown(first, last)
        assert again[0] <= start
        assert end <= again[1]
    assert "\r" not in shown.text
    assert shown.text == shown.text.strip()
