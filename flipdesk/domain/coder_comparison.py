"""Two coders side by side: how far they agree on each code, and where they do not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flipdesk.domain.agreement import Agreement
from flipdesk.domain.coding import CodedKind, Coding
from flipdesk.domain.ids import CoderId

SECOND_MS = 1_000
Code = tuple[str, str]
Spans = list[tuple[int, int]]
_NOTHING = Agreement(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: whether a text has it at all, on which letters, on which seconds.

    Letters are code points of all the texts; seconds are those of the recording, None without one.
    """

    axis: str
    code: str
    texts: Agreement
    letters: Agreement
    seconds: Agreement | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that one of two coders gave a code and the other did not."""

    axis: str
    code: str
    text_id: str
    coder_id: CoderId


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders share, code by code in the order they first come up."""

    codes: tuple[CodeAgreement, ...]
    differences: tuple[Difference, ...]

    @property
    def texts(self) -> Agreement:
        """The agreement on texts over all codes: every code of every text is a unit."""
        return sum((one.texts for one in self.codes), start=_NOTHING)


def compare(
    codings: Sequence[Coding],
    first: CoderId,
    second: CoderId,
    lengths: Mapping[str, int],
    sound_ms: int = 0,
) -> Comparison:
    """Compare two coders on texts of so many code points, and on sound of so many milliseconds.

    A coding that has lost its words still says that its coder gave the text this code.
    """
    mine = [one for one in codings if one.coder_id == first and _counts(one, lengths)]
    theirs = [one for one in codings if one.coder_id == second and _counts(one, lengths)]
    codes = dict.fromkeys((one.axis, one.code) for one in (*mine, *theirs))
    agreed, apart = [], list[Difference]()
    for code in codes:
        own, other = (_of_code(some, code) for some in (mine, theirs))
        agreed.append(_agreement(code, own, other, lengths, sound_ms))
        apart += _differences(code, own, other, first, second)
    return Comparison(tuple(agreed), tuple(apart))


def _counts(coding: Coding, lengths: Mapping[str, int]) -> bool:
    return coding.kind is CodedKind.SOUND or coding.text_id in lengths


def _of_code(codings: Iterable[Coding], code: Code) -> list[Coding]:
    return [one for one in codings if (one.axis, one.code) == code]


def _agreement(
    code: Code,
    own: Sequence[Coding],
    other: Sequence[Coding],
    lengths: Mapping[str, int],
    sound_ms: int,
) -> CodeAgreement:
    texts = letters = _NOTHING
    for text_id, length in lengths.items():
        ours, theirs = (_in_text(some, text_id) for some in (own, other))
        has_ours, has_theirs = bool(ours), bool(theirs)
        texts += Agreement(
            both=int(has_ours and has_theirs),
            only_first=int(has_ours and not has_theirs),
            only_second=int(has_theirs and not has_ours),
            neither=int(not has_ours and not has_theirs),
        )
        letters += _overlap(_merged(_spans(ours, length)), _merged(_spans(theirs, length)), length)
    seconds = None
    if sound_ms:
        whole = -(-sound_ms // SECOND_MS)
        seconds = _overlap(_merged(_stretches(own)), _merged(_stretches(other)), whole)
    return CodeAgreement(*code, texts, letters, seconds)


def _differences(
    code: Code,
    own: Sequence[Coding],
    other: Sequence[Coding],
    first: CoderId,
    second: CoderId,
) -> Iterator[Difference]:
    ours = dict.fromkeys(one.text_id for one in own if one.text_id)
    theirs = dict.fromkeys(one.text_id for one in other if one.text_id)
    for text_id in ours:
        if text_id not in theirs:
            yield Difference(*code, text_id, first)
    for text_id in theirs:
        if text_id not in ours:
            yield Difference(*code, text_id, second)


def _in_text(codings: Iterable[Coding], text_id: str) -> list[Coding]:
    return [one for one in codings if one.text_id == text_id]


def _spans(codings: Iterable[Coding], length: int) -> Spans:
    spans = []
    for one in codings:
        start, end = (0, length) if one.is_whole else one.span_in("")
        spans.append((min(start, length), min(end, length)))
    return spans


def _stretches(codings: Iterable[Coding]) -> Spans:
    """Return the whole seconds that are touched."""
    return [
        (one.from_ms // SECOND_MS, -(-one.to_ms // SECOND_MS))
        for one in codings
        if one.from_ms is not None and one.to_ms is not None
    ]


def _merged(spans: Spans) -> Spans:
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def _overlap(own: Spans, other: Spans, length: int) -> Agreement:
    """Return the agreement over so many units of spans that do not overlap among themselves."""
    mine, theirs = (sum(end - start for start, end in spans) for spans in (own, other))
    both = sum(
        max(0, min(end, last) - max(start, first)) for start, end in own for first, last in other
    )
    length = max(length, mine + theirs - both)
    return Agreement(both, mine - both, theirs - both, length - mine - theirs + both)
