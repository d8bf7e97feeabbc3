"""The grammar of the capture bar: what somebody typed, and what was understood.

`MH: text` names the speaker, a sign in front says what it is (! decision, + action, * parked,
? knowledge request, = conclusion, " quote), `#3` or `#sam` tags a potential, `#eff` a dimension,
`#grib` a pattern (with - overheard, with > overtaken), `#dil` a dilemma. No sign needs AltGr on a
Danish keyboard. What is not understood stays in the text, so that nothing typed is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flipdesk.domain.codebook import Code, Codebook
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake

SIGNS: dict[str, ReflectionKind | OutcomeKind] = {
    "!": OutcomeKind.DECISION,
    "+": OutcomeKind.ACTION,
    "*": OutcomeKind.PARKED,
    "?": OutcomeKind.KNOWLEDGE_REQUEST,
    "=": ReflectionKind.CONCLUSION,
    '"': ReflectionKind.QUOTE,
    "”": ReflectionKind.QUOTE,
}
KIND_KEYS: dict[str, ReflectionKind | OutcomeKind] = {
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
PRIVATE_KEYS = frozenset({"privat", "memo"})
_UPTAKES = {"-": Uptake.OVERHEARD, ">": Uptake.OVERTAKEN}
_SPEAKER = re.compile(r"\s*([^\W\d_]{1,4}\d{0,2})\s*:\s*")
_OWNER = re.compile(r"\s*([^\W\d_]{1,4}\d{0,2})\b[\s,:]*")
_TAG = re.compile(r"(?:(?<=\s)|^)#(\w+)([->+]?)(?=\s|$|[.,;:!?])")


@dataclass(frozen=True, slots=True)
class Captured:
    """What was understood of a line; `text` is what will be stored as the words said."""

    text: str = ""
    kind: ReflectionKind | OutcomeKind = ReflectionKind.REFLECTION
    speaker: Participant | None = None
    potentials: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    pattern: Pattern | None = None
    is_private: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text


def understand(line: str, participants: Sequence[Participant], codebook: Codebook) -> Captured:
    """Return what a line means in a session with these participants and this codebook."""
    captured = Captured()
    rest = line.strip()
    captured, rest = _take_speaker(captured, rest, participants)
    captured, rest = _take_sign(captured, rest)
    if captured.speaker is None:
        captured, rest = _take_speaker(captured, rest, participants)
    if captured.speaker is None and captured.kind is OutcomeKind.ACTION:
        captured, rest = _take_owner(captured, rest, participants)
    captured, rest = _take_tags(captured, rest, codebook)
    return replace(captured, text=_tidy(rest, captured.kind))


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
    # Only capitals: "so" may be a word, "SO" is somebody.
    owner = _find(match[1], participants) if match and match[1].isupper() else None
    if match is None or owner is None:
        return captured, rest
    return replace(captured, speaker=owner), rest[match.end() :]


def _take_sign(captured: Captured, rest: str) -> tuple[Captured, str]:
    kind = SIGNS.get(rest[:1])
    if kind is None:
        return captured, rest
    return replace(captured, kind=kind), rest[1:].lstrip()


def _take_tags(captured: Captured, rest: str, codebook: Codebook) -> tuple[Captured, str]:
    kept: list[str] = []
    end = 0
    for match in _TAG.finditer(rest):
        tagged = _tagged(captured, match[1].casefold(), match[2], codebook)
        if tagged is None:
            continue
        captured = tagged
        kept.append(rest[end : match.start()])
        end = match.end()
    kept.append(rest[end:])
    return captured, "".join(kept)


def _tagged(captured: Captured, key: str, uptake: str, codebook: Codebook) -> Captured | None:
    if (potential := find_code(codebook.potentials, key)) is not None:
        return replace(captured, potentials=_with(captured.potentials, potential.slug))
    if (dimension := find_code(codebook.dimensions, key)) is not None:
        return replace(captured, dimensions=_with(captured.dimensions, dimension.slug))
    if (pattern := find_code(codebook.patterns, key)) is not None:
        taken = _UPTAKES.get(uptake, Uptake.TAKEN_UP) if pattern.values else None
        return replace(captured, pattern=Pattern(pattern.slug, taken))
    if key in PRIVATE_KEYS:
        return replace(captured, is_private=True)
    if (kind := KIND_KEYS.get(key)) is not None:
        return replace(captured, kind=kind)
    return None


def find_code(codes: Sequence[Code], key: str) -> Code | None:
    """Return the code a key means: its number, slug, a key of its own or three letters and more."""
    for code in codes:
        if key in (code.slug, str(code.number), *code.keys):
            return code
    beginning = [code for code in codes if len(key) >= 3 and code.slug.startswith(key)]
    return beginning[0] if len(beginning) == 1 else None


def _with(codes: tuple[str, ...], slug: str) -> tuple[str, ...]:
    return codes if slug in codes else (*codes, slug)


def _tidy(text: str, kind: ReflectionKind | OutcomeKind) -> str:
    text = re.sub(r"[ \t]{2,}", " ", text).strip()
    text = re.sub(r" +([.,;!?])", r"\1", text)
    if kind is ReflectionKind.QUOTE:
        text = text.strip('"”“').strip()
    return text
