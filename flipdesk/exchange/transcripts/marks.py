"""Text with tags in it, taken apart without following anything: HTML, and the tags of subtitles.

Every pattern here looks at a letter a bounded number of times, whatever a file holds.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(/?)(?:([A-Za-z!?][A-Za-z0-9]{0,20})(?![A-Za-z0-9])([^<>]*)|[0-9:.]{3,16})>", re.ASCII
)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_][A-Za-z_-]{0,30})\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'<>]{1,200}))"""
)
_MOST_ATTRIBUTES = 2_000
"""The letters of a tag that are looked at."""
_UNSEEN = frozenset({"style", "script", "title"})


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning or end of an element; `rest` is what stands behind its name."""

    name: str
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def marks(text: str) -> Iterator[str | Tag]:
    """Yield text with its entities resolved, and tags; what an element says unseen is left out."""
    at = 0
    unseen = ""
    for match in _TAG.finditer(text):
        if match.start() > at and not unseen:
            yield _unescaped(text[at : match.start()])
        at = match.end()
        name, rest = (match.group(2) or "").lower(), match.group(3) or ""
        is_end = bool(match.group(1))
        if unseen:
            unseen = "" if is_end and name == unseen else unseen
            continue
        if name in _UNSEEN and not is_end:
            unseen = name
        yield Tag(name, is_end, _attributes(rest[:_MOST_ATTRIBUTES]), _unescaped(rest))
    if at < len(text) and not unseen:
        yield _unescaped(text[at:])


def plain(text: str) -> str:
    """Return a text without its tags."""
    return "".join(one for one in marks(text) if isinstance(one, str))


def _attributes(rest: str) -> dict[str, str]:
    return {
        match.group(1).lower(): _unescaped("".join(filter(None, match.group(2, 3, 4))))
        for match in _ATTRIBUTE.finditer(rest)
    }


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:
        # A number of thousands of digits, which no letter has.
        return text
