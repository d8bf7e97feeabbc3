"""About how wide a text is in the typeface of the window, without asking Qt.

Widths are those of Source Sans 3 in em, rounded up, so that what is said to fit does so.
"""

from functools import lru_cache

_EM = {
    letter: width
    for width, letters in (
        (0.21, " "),
        (0.27, "ijlI.,:;'|·"),
        (0.32, "f!()-"),
        (0.36, "rt/"),
        (0.43, "sz?"),
        (0.47, "cvxy"),
        (0.51, 'aegkåJLFY0123456789+−–"”'),
        (0.56, "bdhnopquøAESTXVPRÅ"),
        (0.61, "BCDGK&→"),
        (0.67, "HNOQUØZ"),
        (0.76, "wMæ"),
        (0.84, "mWÆ%@"),
        (0.96, "…—"),
    )
    for letter in letters
}
_USUAL_EM = 0.60
_STRONG = 1.04


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 13, *, is_strong: bool = False) -> float:
    """Return the width of one line of text in px."""
    em = sum(_EM.get(letter, _USUAL_EM) for letter in text)
    return em * size * (_STRONG if is_strong else 1)


def fitted(text: str, width: float, size: float = 13, *, is_strong: bool = False) -> str:
    """Return the text, cut with an ellipsis at the right when it is wider than that."""
    if text_width(text, size, is_strong=is_strong) <= width:
        return text
    shown = text
    while shown and text_width(f"{shown}…", size, is_strong=is_strong) > width:
        shown = shown[:-1]
    return f"{shown.rstrip()}…" if shown else ""


def wrapped(text: str, width: float, size: float = 13, *, most: int = 0) -> tuple[str, ...]:
    """Return the text in lines no wider than that; with `most` the last of them is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(fitted(one, width, size) for one in lines)
