"""Times as transcripts write them."""

import re

PATTERN = r"(?:[0-9]{1,3}[:.])?[0-9]{1,3}[:.][0-5]?[0-9](?:[.,-][0-9]{1,4})?"
_CLOCK = re.compile(
    r"(-?)(?:([0-9]{1,3})[:.])?([0-9]{1,3})[:.]([0-9]{1,2})(?:[.,-]([0-9]{1,4}))?", re.ASCII
)
_ARROW = re.compile(r"\s*(-?[0-9:.,]{3,16})\s*-->\s*(-?[0-9:.,]{3,16})(?:\s.*)?", re.ASCII)


def clock_ms(text: str) -> int | None:
    """Return the milliseconds of "1:12:31.5", "12:31", "12.31" or "-0:01"; None for no time."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    minus, hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    # aTrain writes a full second as four digits: ",1000".
    part = int(fraction) if fraction and len(fraction) > 3 else int((fraction or "").ljust(3, "0"))
    return (whole * 1000 + part) * (-1 if minus else 1)


def arrow_ms(line: str) -> tuple[int, int] | None:
    """Return from and to of a line such as "00:00:01.000 --> 00:00:04.000", None for another."""
    match = _ARROW.fullmatch(line)
    if match is None:
        return None
    start, end = clock_ms(match.group(1)), clock_ms(match.group(2))
    return None if start is None or end is None else (start, end)
