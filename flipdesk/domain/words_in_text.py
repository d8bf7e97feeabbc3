"""The words of a free text with their places, and how Danish writes a name in it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+){0,4}")
_OPENING = " \t\u00a0\"'»«“”„‘’([–—-*•"
_ENDING = ".!?:;\n\r…"
_ABBREVIATED = re.compile(
    r"(?:\b(?:bl|ca|dr|f|fx|hr|frk|fr|jf|kl|m|nr|pga|prof|sct|skt|t|tlf|vedr|st|d|mht|inkl|cand|phil"
    r"|[a-zæøå])|\b[A-ZÆØÅ])\.$",
    re.IGNORECASE,
)
_LOOK_BACK = 12
_PLAIN = re.compile(r"[a-zæøå'-]*")
_LIKE = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ß": "ss", "ð": "d", "þ": "th"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word, `start` and `end` in code points.

    It `begins` when it has a capital and a sentence may begin with it.
    """

    text: str
    start: int
    end: int
    begins: bool

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; joined by hyphen or apostrophe they are one."""
    return tuple(
        Word(one[0], one.start(), one.end(), one[0][0].isupper() and _begins(text, one.start()))
        for one in _WORD.finditer(text)
    )


def fold(word: str) -> str:
    """Return a name as it is compared: in lower case, aa as å, without accents."""
    text = word.casefold()
    if _PLAIN.fullmatch(text):
        return text.replace("aa", "å")
    text = unicodedata.normalize("NFC", text).translate(_LIKE)
    plain = (c if c in "æøå" else unicodedata.normalize("NFD", c)[0] for c in text)
    return "".join(plain).replace("aa", "å").replace("’", "'")


def stems(word: Word) -> Iterator[tuple[str, int]]:
    """Yield what a word may be when it is a name, folded, and where the name ends: no genitive."""
    yield fold(word.text), word.end
    for ending in ("'s", "’s", "s"):
        if word.text.endswith(ending) and len(word.text) > len(ending) + 1:
            yield fold(word.text[: -len(ending)]), word.end - len(ending)
            return


def adjoining(text: str, words: Sequence[Word], first: int, most: int) -> int:
    """Return how many words from the first on stand with nothing but one space between them."""
    count = 1
    while (
        count < most
        and first + count < len(words)
        and text[words[first + count - 1].end : words[first + count].start] in (" ", "\u00a0", "-")
    ):
        count += 1
    return count


def _begins(text: str, start: int) -> bool:
    """Return whether a sentence may begin here; an abbreviation before it ends none."""
    at = start
    while at and start - at < _LOOK_BACK and text[at - 1] in _OPENING:
        at -= 1
    if at == 0:
        return True
    if text[at - 1] not in _ENDING:
        return text[at:start].strip(" \u00a0\t") != ""
    return not (
        text[at - 1] == "." and _ABBREVIATED.search(text[max(0, at - _LOOK_BACK) : at]) is not None
    )
