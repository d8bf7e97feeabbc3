"""Offsets from the start of a recording, written hh:mm:ss with fractions allowed."""

import re

_OFFSET = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?")


def parse_offset(text: str) -> int:
    """Return the milliseconds of "01:29:55" or "01:29:55.5".

    Raises:
        ValueError: the text is not an offset.
    """
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part) for part in match.group(1, 2, 3))
    fraction = int((match.group(4) or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def parse_typed_offset(text: str) -> int:
    """Return the milliseconds of what somebody typed: "3:12", "0:03:12" or "1:03:12.5".

    Raises:
        ValueError: the text is no offset.
    """
    parts = text.strip().replace(",", ".").split(":")
    if len(parts) == 2:
        parts.insert(0, "0")
    return parse_offset(":".join(part.rjust(2, "0") for part in parts))


def format_offset(offset_ms: int) -> str:
    """Return "01:29:55", with the shortest fraction that loses nothing."""
    seconds, fraction = divmod(offset_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    tail = f".{fraction:03d}".rstrip("0") if fraction else ""
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{tail}"


def format_duration(length_ms: int) -> str:
    """Return a length for people: "29:24" below an hour, "1:33:36" above; fractions cut off."""
    seconds = max(0, length_ms) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
