"""The grammar of the capture bar: what somebody typed, and what was understood.

`MH: text` names the speaker, a sign in front says what it is (! decision, + action, * parked,
? knowledge request, = conclusion, " quote), `#3` or `#sam` tags a potential, `#eff` a dimension,
`#grib` a pattern (with - overheard, with > overtaken), `#dil` a dilemma. No sign needs AltGr on a
Danish keyboard. An outcome may end with its due date (domain/due_dates). What is not understood,
or has no place in what is stored, stays in the text, so that nothing typed is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from flipdesk.domain.codebook import (
    DIMENSIONS_AXIS,
    POTENTIALS_AXIS,
    TAGS_AXIS,
    Code,
    Codebook,
)
from flipdesk.domain.due_dates import DueContext, find_due
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake

NoteKind = ReflectionKind | OutcomeKind
SIGNS: dict[str, NoteKind] = {
    "!": OutcomeKind.DECISION,
    "+": OutcomeKind.ACTION,
    "*": OutcomeKind.PARKED,
    "?": OutcomeKind.KNOWLEDGE_REQUEST,
    "=": ReflectionKind.CONCLUSION,
    '"': ReflectionKind.QUOTE,
    "”": ReflectionKind.QUOTE,
    "“": ReflectionKind.QUOTE,
}
KIND_KEYS: dict[str, NoteKind] = {
    "dil": ReflectionKind.DILEMMA,
    "dilemma": ReflectionKind.DILEMMA,
    "eks": ReflectionKind.EXAMPLE,
    "eksempel": ReflectionKind.EXAMPLE,
    "forsk": ReflectionKind.RESEARCH_INPUT,
    "spm": ReflectionKind.QUESTION,
    "obs": ReflectionKind.OBSERVATION,
    "indsigt": ReflectionKind.INSIGHT,
    "prøv": OutcomeKind.TRIAL,
}
DUE_WITHOUT_A_WORD = frozenset({OutcomeKind.ACTION, OutcomeKind.TRIAL})
"""Outcomes whose last words are a due date also without "senest", "inden" or "frist"."""
PRIVATE_KEYS = frozenset({"privat", "memo"})
AXES = (POTENTIALS_AXIS, DIMENSIONS_AXIS, TAGS_AXIS)
QUOTES = '"”“'
UPTAKE_SIGNS = {"": Uptake.TAKEN_UP, "-": Uptake.OVERHEARD, ">": Uptake.OVERTAKEN}
_UPTAKES = UPTAKE_SIGNS | {"+": Uptake.TAKEN_UP}
_SPEAKER = re.compile(r"\s*([^\s:#]{1,12})\s*:\s*")
_OWNER = re.compile(r"\s*([^\s:,#]{1,12})(?=[\s,:]|$)[\s,:]*")
_OTHERS = re.compile(r"\s*(?:,|og|and|&|/)\s*([^\s:,#]{1,12})(?=[\s,:]|$)")
_TAG = re.compile(r"(?:(?<=\s)|^)#(\w+(?:-\w+)*)([->+]?)(?=\s|$|[.,;:!?])")


@dataclass(frozen=True, slots=True)
class Captured:
    """What was understood of a line; `text` is what will be stored as the words said."""

    text: str = ""
    kind: NoteKind = ReflectionKind.REFLECTION
    speaker: Participant | None = None
    potentials: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    pattern: Pattern | None = None
    tags: tuple[str, ...] = ()
    is_private: bool = False
    due: date | None = None

    @property
    def is_empty(self) -> bool:
        return not self.text


@dataclass(frozen=True, slots=True)
class Tag:
    """A #tag in a line that means something: from `start` to `end`, and what it means."""

    start: int
    end: int
    axis: str
    slug: str
    uptake: Uptake | None = None


def understand(
    line: str,
    participants: Sequence[Participant],
    codebook: Codebook,
    dates: DueContext | None = None,
) -> Captured:
    """Return what a line means in a session with these participants and this codebook.

    Without `dates` no due date is looked for.
    """
    captured = Captured()
    rest = line.strip()
    captured, rest = _take_speaker(captured, rest, participants)
    sign = rest[:1] if rest[:1] in SIGNS else ""
    if sign:
        captured, rest = replace(captured, kind=SIGNS[sign]), rest[1:].lstrip()
    if captured.speaker is None:
        captured, rest = _take_speaker(captured, rest, participants)
    if captured.speaker is None and captured.kind is OutcomeKind.ACTION:
        captured, rest = _take_owner(captured, rest, participants)
    captured, rest = _take_tags(captured, rest, codebook, kind_is_given=bool(sign))
    if captured.speaker is None:
        captured, rest = _take_speaker(captured, rest, participants)
    if captured.kind is ReflectionKind.QUOTE:
        rest = _unquoted(sign, rest)
    if dates is not None and isinstance(captured.kind, OutcomeKind):
        captured, rest = _take_due(captured, rest, dates)
    # A line of nothing but tags or a name is kept as it was typed.
    return replace(captured, text=rest or line.strip())


def tags_in(line: str, codebook: Codebook) -> tuple[Tag, ...]:
    """Return every #tag of a line that means something, in order."""
    found = (_meaning(match, codebook) for match in _TAG.finditer(line))
    return tuple(tag for tag in found if tag is not None)


def find_code(codes: Sequence[Code], key: str) -> Code | None:
    """Return the code a key means: its number, slug, a key of its own or three letters and more."""
    for code in codes:
        if key in (code.slug, str(code.number), *code.keys):
            return code
    beginning = [code for code in codes if len(key) >= 3 and code.slug.startswith(key)]
    return beginning[0] if len(beginning) == 1 else None


def shortest_key(code: Code) -> str:
    """Return the shortest thing one can type after # for a code."""
    return str(code.number) if code.number else min([*code.keys, code.slug], key=len)


def _find(initials: str, participants: Sequence[Participant]) -> Participant | None:
    wanted = initials.casefold()
    return next((one for one in participants if one.initials.casefold() == wanted), None)


def _take_speaker(
    captured: Captured, rest: str, participants: Sequence[Participant]
) -> tuple[Captured, str]:
    match = _SPEAKER.match(rest)
    speaker = _find(match[1], participants) if match else None
    if match is None or speaker is None:
        return captured, rest
    return replace(captured, speaker=speaker), rest[match.end() :]


def _take_owner(
    captured: Captured, rest: str, participants: Sequence[Participant]
) -> tuple[Captured, str]:
    match = _OWNER.match(rest)
    # Only as written: "so" may be a word, "SO" is somebody.
    owner = next((one for one in participants if match and one.initials == match[1]), None)
    if match is None or owner is None:
        return captured, rest
    others = _OTHERS.match(rest[match.end(1) :])
    if others is not None and any(one.initials == others[1] for one in participants):
        # Several do it; the first one answers for it, and the words still say who.
        return replace(captured, speaker=owner), rest
    return replace(captured, speaker=owner), rest[match.end() :]


def _take_due(captured: Captured, rest: str, dates: DueContext) -> tuple[Captured, str]:
    found = find_due(rest, dates, with_word=captured.kind not in DUE_WITHOUT_A_WORD)
    words = rest[: found.start].rstrip(" \t\n,;:(–-") if found is not None else ""
    # A line of nothing but a date is kept as words: something has to be done on it.
    return (replace(captured, due=found.day), words) if found and words else (captured, rest)


def _take_tags(
    captured: Captured, rest: str, codebook: Codebook, *, kind_is_given: bool
) -> tuple[Captured, str]:
    tags = tags_in(rest, codebook)
    if not kind_is_given:
        kinds = (KIND_KEYS[tag.slug] for tag in tags if tag.axis == "kind")
        captured = replace(captured, kind=next(kinds, captured.kind))
    taken: list[Tag] = []
    for tag in tags:
        tagged = _tagged(captured, tag)
        if tagged is not None:
            captured = tagged
            taken.append(tag)
    return captured, _without(rest, taken)


def _meaning(match: re.Match[str], codebook: Codebook) -> Tag | None:
    key, suffix = match[1].casefold(), match[2]
    for axis in codebook.axes:
        code = find_code(axis.codes, key)
        if code is not None and suffix and not code.values:
            return None
        if code is not None:
            uptake = _UPTAKES[suffix] if code.values else None
            return Tag(match.start(), match.end(), axis.key, code.slug, uptake)
    if suffix:
        return None
    if key in PRIVATE_KEYS:
        return Tag(match.start(), match.end(), "private", key)
    if key in KIND_KEYS:
        return Tag(match.start(), match.end(), "kind", key)
    return None


def _tagged(captured: Captured, tag: Tag) -> Captured | None:
    """Return what is captured with this tag, None when there is no place for it."""
    if tag.axis == "kind":
        return captured if KIND_KEYS[tag.slug] is captured.kind else None
    if tag.axis == "patterns":
        pattern = Pattern(tag.slug, tag.uptake)
        free = captured.pattern is None or captured.pattern == pattern
        fields: dict[str, Any] = {"pattern": pattern} if free else {}
    elif tag.axis == "private":
        fields = {"is_private": True}
    elif tag.axis in AXES:
        fields = {tag.axis: _with(getattr(captured, tag.axis), tag.slug)}
    else:
        fields = {}
    homeless = isinstance(captured.kind, OutcomeKind) and tag.axis != POTENTIALS_AXIS
    return replace(captured, **fields) if fields and not homeless else None


def _with(codes: tuple[str, ...], slug: str) -> tuple[str, ...]:
    return codes if slug in codes else (*codes, slug)


def _without(text: str, tags: Iterable[Tag]) -> str:
    """Return the text without these tags, and with one space where there would be two."""
    found = list(tags)
    listed = {
        one: text.index(",", one.end) + 1
        for one, following in pairwise(found)
        if text[one.end : following.start].strip() == ","
    }
    for tag in reversed(found):
        before, after = text[: tag.start], text[listed.get(tag, tag.end) :]
        if not before or before[-1] in " \t\n":
            after = after.lstrip(" \t")
        if not after or after[0] in "\n.,;:!?":
            before = before.rstrip(" \t")
        text = before + after
    return text.strip()


def _unquoted(sign: str, text: str) -> str:
    """Return a quotation without the marks round it; marks within it stay as they are."""
    inside = text[:-1]
    if text[-1:] in QUOTES and text and not any(mark in inside for mark in QUOTES):
        return inside.rstrip()
    return sign + text if any(mark in text for mark in QUOTES) else text
