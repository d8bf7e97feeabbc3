"""From what a file says, piece by piece, to pieces in order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flipdesk.domain.transcript import MOST_SEGMENTS
from flipdesk.domain.transcript_text import Spoken
from flipdesk.exchange.outside_text import visible
from flipdesk.exchange.transcripts.door import TranscriptRefused
from flipdesk.i18n import N_, _, ngettext

LONGEST_TEXT = 50_000
LONGEST_LABEL = 100
LATEST_MS = 48 * 3_600_000
_LETTER_MS = 65
"""How long a letter takes to say, where nothing tells when a piece ends."""
_MOST_NAMED = 5

_ODD = {
    "negative": N_("before zero"),
    "backwards": N_("an end before the beginning"),
    "early": N_("a time before that of the piece above"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece as it stands at a line, or as number so and so, from 1.

    `from_ms` is None when only the pieces around it have a time, `to_ms` when none tells the end.
    """

    place: int
    from_ms: int | None
    to_ms: int | None
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Pieces in order of time, and what was odd about them."""

    pieces: tuple[Spoken, ...]
    notes: tuple[str, ...] = ()


def settled(cues: Iterable[Cue], *, by_line: bool = True) -> Settled:
    """Return the pieces of cues; no word is lost, whatever their times are.

    Raises:
        TranscriptRefused: there are too many, one is too long, or there is none.
    """
    tidied = [one for one in map(_tidied, bounded(cues)) if one.text]
    if not tidied:
        raise TranscriptRefused(_("nothing in it is said at a time"))
    odd: dict[str, list[int]] = {name: [] for name in _ODD}
    timed = list(_timed(tidied, by_line=by_line))
    pieces = list(_mended(timed, odd))
    pieces.sort(key=lambda one: one.from_ms)
    return Settled(tuple(pieces), tuple(_notes(odd, by_line=by_line)))


def bounded(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield cues in which anything is said, until there are more than any session has.

    Raises:
        TranscriptRefused: there are.
    """
    count = 0
    for cue in cues:
        if cue.text.strip():
            count += 1
            if count > MOST_SEGMENTS:
                sentence = _("it has more than {count} pieces, which no session has")
                most = f"{MOST_SEGMENTS:,}".replace(",", ".")
                raise TranscriptRefused(sentence.format(count=most))
            yield cue


def _tidied(cue: Cue) -> Cue:
    text = " ".join(visible(cue.text).split())
    speaker = " ".join(visible(cue.speaker).split())[:LONGEST_LABEL].strip()
    return replace(cue, text=text, speaker=speaker)


def _timed(cues: list[Cue], *, by_line: bool) -> Iterator[Cue]:
    """Yield cues that all have a beginning: one without stands by its letters between others."""
    known = [(index, one.from_ms) for index, one in enumerate(cues) if one.from_ms is not None]
    if not known:
        raise TranscriptRefused(_("there are no times in it"))
    for cue in cues:
        if len(cue.text) > LONGEST_TEXT:
            sentence = _("{place}: more than {count} letters without a time between them")
            count = f"{LONGEST_TEXT:,}".replace(",", ".")
            raise TranscriptRefused(
                sentence.format(place=_place(cue.place, by_line=by_line), count=count)
            )
    bounds = [(0, 0), *known] if known[0][0] > 0 else known
    following: list[tuple[int, int | None]] = [*bounds[1:], (len(cues), None)]
    for (first, start), (behind, end) in zip(bounds, following, strict=True):
        yield from _spread(cues[first:behind], start, end)


def _spread(run: list[Cue], start: int, end: int | None) -> Iterator[Cue]:
    letters = sum(len(one.text) for one in run)
    room = letters * _LETTER_MS if end is None else max(0, end - start)
    before = 0
    for index, cue in enumerate(run):
        begins = cue.from_ms if cue.from_ms is not None else start + room * before // letters
        before += len(cue.text)
        ends = start + room * before // letters
        if index + 1 == len(run) and end is not None:
            ends = max(begins, end)
        yield replace(cue, from_ms=begins, to_ms=cue.to_ms if cue.to_ms is not None else ends)


def _mended(cues: Iterable[Cue], odd: dict[str, list[int]]) -> Iterator[Spoken]:
    latest = 0
    for cue in cues:
        start, end = cue.from_ms or 0, cue.to_ms or 0
        if max(start, end) > LATEST_MS:
            raise TranscriptRefused(_("it has times later than 48 hours"))
        if start < 0:
            odd["negative"].append(cue.place)
            start = 0
        if end < start:
            odd["backwards"].append(cue.place)
            end = start
        if start < latest:
            odd["early"].append(cue.place)
        latest = max(latest, start)
        yield Spoken(start, end, cue.text, cue.speaker)


def _notes(odd: dict[str, list[int]], *, by_line: bool) -> Iterator[str]:
    for name, words in _ODD.items():
        places = odd[name]
        if places:
            named = ", ".join(map(str, places[:_MOST_NAMED]))
            more = _("{places} and more").format(places=named)
            where = named if len(places) <= _MOST_NAMED else more
            if by_line:
                sentence = ngettext(
                    "Line {places}: {what}.", "Lines {places}: {what}.", len(places)
                )
            else:
                sentence = ngettext(
                    "Piece {places}: {what}.", "Pieces {places}: {what}.", len(places)
                )
            yield sentence.format(places=where, what=_(words))


def _place(place: int, *, by_line: bool) -> str:
    sentence = _("line {n}") if by_line else _("piece {n}")
    return sentence.format(n=place)
