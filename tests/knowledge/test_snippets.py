"""Snippets: 24 words round what was found, every letter of the text as it was written."""

import re

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.typed_words import WORD
from flipdesk.knowledge.said_text import SaidText, spaced
from flipdesk.knowledge.snippets import MARK_FROM, MARK_TO, Sought, snippet

LETTERS = "abæøåÆØÅéß²µ 0_.,-–“”…\n\t\xa0\x85İŁ😀\u0307"
texts = st.text(alphabet=LETTERS, max_size=400) | st.text(
    st.characters(exclude_characters=MARK_FROM + MARK_TO, codec="utf-8"), max_size=60
)


@given(text=texts)
def test_words_are_those_of_the_text_in_lower_case(text: str) -> None:
    assert len(spaced(text)) == len(text)
    spans = [one.span() for one in WORD.finditer(text)]
    said = SaidText(text)
    assert said.spans(0, len(said.words)) == spans
    for word, (start, end) in zip(said.words, spans, strict=True):
        assert word == text[start:end].lower() or "İ" in text[start:end]


@given(text=texts, number=st.integers(min_value=0, max_value=80))
def test_what_was_found_is_marked_and_nothing_is_changed(text: str, number: int) -> None:
    words = SaidText(text).words
    if not words:
        return
    wanted = words[number % len(words)]
    shown = snippet(SaidText(text), Sought({wanted}))
    marked = re.findall(f"{MARK_FROM}(.*?){MARK_TO}", shown, re.DOTALL)
    assert marked
    assert {SaidText(one).words[0] for one in marked} == {wanted}
    plain = shown.replace(MARK_FROM, "").replace(MARK_TO, "")
    assert plain in text or plain.removeprefix("…").removesuffix("…") in text
    assert len(SaidText(plain).words) == min(24, len(words))


def test_window_begins_six_words_before_and_ends_with_the_text() -> None:
    text = " ".join(f"ord{n}" for n in range(60)) + "."
    shown = snippet(SaidText(text), Sought({"ord30"}))
    assert shown.startswith("…ord24 ")
    assert shown.endswith(" ord47…")
    assert snippet(SaidText(text), Sought({"ord59"})).startswith("…ord36 ")
    assert snippet(SaidText(text), Sought({"ord59"})).endswith(f"{MARK_FROM}ord59{MARK_TO}.")


def test_phrase_and_beginning_are_marked() -> None:
    said = SaidText("Vi så på planen, og planerne så på os")
    marked = snippet(said, Sought((), phrases=(("så", "p"),)))
    assert marked.count(f"{MARK_FROM}så{MARK_TO} {MARK_FROM}på{MARK_TO}") == 2
    assert snippet(said, Sought((), ("plan",))).count(MARK_FROM) == 2
