"""A code stays on its words, whatever is written around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.domain.code_points import to_code_points, to_utf16
from flipdesk.domain.span_following import SpanFollower, followed

_LETTERS = st.sampled_from("ab å👍\n")
_TEXTS = st.text(_LETTERS, max_size=20)
_WORDS = st.lists(
    st.sampled_from("vi prøver 👍 igen og så skrider det nemt 𝔛 ud".split()), max_size=8
)


def words(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("marked", "after", "left"),
    [
        ("Vi [prøver] igen", "Nu: Vi prøver igen", "prøver"),
        ("Vi [prøver] igen", "Vi vi prøver igen igen", "prøver"),
        ("Vi [prøver igen] nu", "Vi prøver det igen nu", "prøver det igen"),
        ("Det [skrider] nemt", "det Skrider nemt.", "Skrider"),
        ("Det [skrieder nemt]", "Nej! Det skrider nemt, ja", "skrider nemt"),
        ("Det [skrider nemt] her", "Nej, det skrider her", "skrider"),
        ("Det [skrider nemt] her", "Det kører fint her", ""),
        ("Det [skrider nemt] her", "Det her", ""),
        ("Det [skrider nemt] her", "", ""),
        ("Vi 👍 [prøver]", "👍👍 Vi 👍 prøver 👍", "prøver"),
        ("Vi bor [inddragelse]n", "Her: vi bor inddragelsen.", "inddragelse"),
        ("Vi [prøver] igen", "igen prøver Vi", "prøver"),
        ("[abe] abe", "x abe abe y", "abe"),
    ],
)
def test_where_the_words_are_afterwards(marked: str, after: str, left: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    before = marked.replace("[", "").replace("]", "")
    assert words(after, followed((start, end), before, after)) == left


def test_words_that_are_gone_leave_their_place() -> None:
    before = "Først. Det skrider nemt. Sidst."
    assert followed((7, 23), before, "Først. Kaffe! Sidst.") == (7, 7)


@given(_TEXTS, _TEXTS.filter(bool), _TEXTS, _TEXTS, st.data())
def test_one_change_beside_the_words_leaves_them_alone(
    head: str, coded: str, tail: str, new: str, data: st.DataObject
) -> None:
    is_before = data.draw(st.booleans())
    place = head if is_before else tail
    start = data.draw(st.integers(0, len(place)))
    end = data.draw(st.integers(start, len(place)))
    changed = place[:start] + new + place[end:]
    before = head + coded + tail
    after = changed + coded + tail if is_before else head + coded + changed
    span = followed((len(head), len(head) + len(coded)), before, after)
    assert words(after, span) == coded


@given(_WORDS, _WORDS, _WORDS, _WORDS, _WORDS)
def test_changes_on_both_sides_of_words_of_their_own_leave_them_alone(
    head: list[str], tail: list[str], coded: list[str], new_head: list[str], new_tail: list[str]
) -> None:
    own = [f"kode{word}" for word in coded] or ["kode"]
    # A word that changed sides could as well have stayed, and the code have moved.
    tail, new_tail = [f"bag{word}" for word in tail], [f"bag{word}" for word in new_tail]
    before, after = " ".join([*head, *own, *tail]), " ".join([*new_head, *own, *new_tail])
    start = len(" ".join([*head, ""]))
    span = followed((start, start + len(" ".join(own))), before, after)
    assert words(after, span) == " ".join(own)


@given(_TEXTS, _TEXTS, st.integers(-5, 30), st.integers(-5, 30))
def test_any_change_leaves_a_span_inside_the_text_and_nothing_moves_without_one(
    before: str, after: str, one: int, other: int
) -> None:
    span = (min(one, other), max(one, other))
    start, end = followed(span, before, after)
    assert 0 <= start <= end <= len(after)
    kept = followed(span, before, before)
    assert words(before, kept) == before[max(0, span[0]) : max(0, span[1])]


@settings(max_examples=50)
@given(_WORDS, _WORDS)
def test_spans_keep_their_order(first: list[str], second: list[str]) -> None:
    before, after = " ".join(first), " ".join(second)
    follower = SpanFollower(before, after)
    where = [follower.follow((place, place + 1)) for place in range(len(before))]
    firsts = [start for start, end in where if start < end]
    assert firsts == sorted(firsts)


@given(st.text(st.sampled_from("a👍å𝔛\n"), max_size=12), st.data())
def test_qt_counts_an_emoji_twice(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    units = to_utf16(text, place)
    assert units == len(text[:place].encode("utf-16-le")) // 2
    assert to_code_points(text, units) == place
    if place < len(text) and ord(text[place]) > 0xFFFF:
        assert to_code_points(text, units + 1) == place
    assert to_code_points(text, 99) == len(text)
