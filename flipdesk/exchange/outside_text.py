"""Text from outside: how much of it is taken, in what letters, and without what nobody can see."""

from flipdesk.door.imports import PEOPLE
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext

MOST_BYTES = PEOPLE.most_bytes
MOST_ROWS = 2_000
LONGEST = 200
"""The letters that a name or another word about somebody may have."""
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Signs that end a line for Python and for no spreadsheet."""


def readable(data: bytes, source: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or else Windows' Danish letters.

    Raises:
        KnownError: it is too large, or no text.
    """
    refuse_size(len(data), source)
    text = decoded(data)
    if text is None:
        sentence = _("{source} is not text. Save the list as CSV or as vCard, and try again.")
        raise KnownError(sentence.format(source=source))
    return text


def decoded(data: bytes) -> str | None:
    """Return the text of bytes in UTF-8, UTF-16 with its mark, or else Windows' Danish letters.

    None for what is no text: it holds zeros.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def refuse_size(size: int, source: str) -> None:
    """Refuse what is too large to be a list of people.

    Raises:
        KnownError: it is.
    """
    if size > MOST_BYTES:
        sentence = _("{source} is over {limit} MB. Choose a list with the participants only.")
        raise KnownError(sentence.format(source=source, limit=MOST_BYTES // 1_000_000))


def refuse_rows(count: int, source: str) -> None:
    """Refuse more people than any session has.

    Raises:
        KnownError: there are too many.
    """
    if count > MOST_ROWS:
        sentence = ngettext(
            "{source} has over {limit} row. Choose a list with the participants only.",
            "{source} has over {limit} rows. Choose a list with the participants only.",
            MOST_ROWS,
        )
        raise KnownError(sentence.format(source=source, limit=f"{MOST_ROWS:,}".replace(",", ".")))


def visible(text: str) -> str:
    """Return a text without what cannot be seen; spaces, line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        sign for sign in text if sign.isprintable() or (sign.isspace() and sign not in _BREAKS)
    )


def tidy(text: str) -> str:
    """Return one value on one line, not longer than any real one."""
    return " ".join(visible(text).split())[:LONGEST].strip()
