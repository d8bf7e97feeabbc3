"""Writing the line of the capture bar that means what was captured."""

from collections.abc import Sequence

from flipdesk.domain.capture import (
    AXES,
    KIND_KEYS,
    QUOTES,
    SIGNS,
    UPTAKE_SIGNS,
    Captured,
    shortest_key,
    understand,
)
from flipdesk.domain.codebook import PATTERNS_AXIS, Codebook
from flipdesk.domain.due_dates import DueContext, write_due
from flipdesk.domain.participant import Participant


def write_line(
    captured: Captured,
    participants: Sequence[Participant],
    codebook: Codebook,
    dates: DueContext | None = None,
) -> str | None:
    """Return a line that means what was captured, None when no line can say just that."""
    sign = next((sign for sign, kind in SIGNS.items() if kind is captured.kind), "")
    if sign == '"' and captured.text[:1] in QUOTES:
        sign = ""
    speaker = f"{captured.speaker.initials}: " if captured.speaker else ""
    space = " " if sign and sign != '"' else ""
    due = [] if captured.due is None else [write_due(captured.due)]
    words = " ".join([captured.text, *due, *written_tags(captured, codebook)])
    line = f"{speaker}{sign}{space}{words}"
    return line if understand(line, participants, codebook, dates) == captured else None


def written_tags(captured: Captured, codebook: Codebook) -> list[str]:
    """Return the #tags that say what was captured beside speaker, sign and words."""
    keys = [
        shortest_key(code)
        for axis in AXES
        for slug in getattr(captured, axis)
        if (code := codebook.axis(axis).code(slug)) is not None
    ]
    if captured.pattern is not None:
        code = codebook.axis(PATTERNS_AXIS).code(captured.pattern.code)
        signs = (sign for sign, one in UPTAKE_SIGNS.items() if one is captured.pattern.uptake)
        suffix = next(signs, "")
        keys.append((shortest_key(code) if code else captured.pattern.code) + suffix)
    if captured.is_private:
        keys.append("privat")
    if captured.kind not in SIGNS.values():
        keys += [key for key, kind in KIND_KEYS.items() if kind is captured.kind][:1]
    return [f"#{key}" for key in keys]
