"""Danish alphabetical order.

After Retskrivningsordbogen § 3: æ, ø, å last, aa as å, ä as æ, ö as ø, ü as y.
"""

import re
import unicodedata

_ALPHABET = {letter: chr(ord("a") + n) for n, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå")}
_LIKE = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ß": "ss", "ð": "d", "þ": "th", "œ": "ø"})


def sort_key(text: str) -> str:
    """Return a text that sorts the way Danish does when compared letter by letter.

    Names that differ only in case or accents keep a stable order by the text itself.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LIKE).replace("aa", "å")
    letters = []
    for letter in folded:
        plain = letter if letter in "æøå" else unicodedata.normalize("NFD", letter)[0]
        letters.append(_ALPHABET.get(plain, plain if plain.isdigit() else " "))
    # Of two that are alike, the one written å comes before the one written aa.
    tie = text.casefold().replace("aa", "å\uffff")
    return re.sub(r" +", " ", "".join(letters)).strip() + "\x00" + tie + text
