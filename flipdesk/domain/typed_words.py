"""What somebody typed into a search field, taken apart: words, phrases, what shall not be there."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(
    r'(?<!\S)(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))|(?P<rest>[^\s"]+|")'
)
MOST_WORDS = 50
_MOST_WAYS = 16
_PAIRS = {"aa": "å", "ae": "æ", "oe": "ø"}
_SPELT_OUT = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, lower case: one, or several as a phrase.

    `is_open` for the word that is still being typed: it is a beginning. `is_exact` for what stands
    in quotation marks: it is meant letter by letter.
    """

    words: tuple[str, ...]
    is_excluded: bool = False
    is_open: bool = False
    is_exact: bool = False


def typed_terms(text: str) -> tuple[Term, ...]:
    """Return the terms of what was typed; signs that are neither letters nor digits part words.

    Words within one piece, as in a-kasse, belong together. No more than `MOST_WORDS` are looked at.
    """
    text = unicodedata.normalize("NFC", text[: MOST_WORDS * 100])
    found: list[Term] = []
    for piece in _PIECE.finditer(text):
        phrase, plain = piece["phrase"], piece["plain"] or piece["rest"] or ""
        words = tuple(WORD.findall((plain if phrase is None else phrase).lower()))
        if words:
            is_last = phrase is None and piece.end() == len(text) and plain[-1:].isalnum()
            no = bool(piece["no"])
            is_exact = phrase is not None
            found.append(Term(words, no, is_last and not no, is_exact))
    kept, count = [], 0
    for term in found:
        count += len(term.words)
        if count > MOST_WORDS:
            break
        kept.append(term)
    return tuple(kept)


def spelt_out(word: str) -> str:
    """Return a word without letters that some keyboards lack: å as aa, é as e."""
    plain = word.translate(_SPELT_OUT)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def ways_to_spell(word: str) -> tuple[str, ...]:
    """Return a word as it was typed, and with aa, ae and oe read as å, æ and ø.

    What was typed with an å is meant with an å: nothing is read the other way.
    """
    if not any(pair in word for pair in _PAIRS):
        return (word,)
    pieces = re.split("(aa|ae|oe)", word)
    choices = [(one, _PAIRS[one]) if one in _PAIRS else (one,) for one in pieces]
    ways = itertools.islice(itertools.product(*choices), _MOST_WAYS)
    return tuple(dict.fromkeys("".join(way) for way in ways))
