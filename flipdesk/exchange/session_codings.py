"""Coders, codings and memos of a session file; all of them are named by their index.

Codings of written minutes stay in the knowledge base, as the minutes themselves do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flipdesk.domain.codebook import TAGS_AXIS, Codebook
from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    MemoId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
)
from flipdesk.domain.offsets import format_offset, parse_offset
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from flipdesk.exchange.refusal import Path, Problems, shown
from flipdesk.exchange.session_checks import Object, objects, text_of
from flipdesk.exchange.session_head_write import unless
from flipdesk.exchange.session_parts import part_id, part_ids, parts
from flipdesk.exchange.session_reflections import reflections_in_file
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.exchange.session_transcripts import segment_ids, segment_places
from flipdesk.i18n import _

_TEXTS = {
    "reflection": "reflections",
    "outcome": "outcomes",
    "segment": "transcript_segments",
}
_LISTS = {"coder": "coders", "coding": "codings", **_TEXTS}


def check_codings(data: Object, codebooks: Mapping[str, Codebook], problems: Problems) -> None:
    """Note every index and code that leads nowhere, and every place that is none."""
    codebook = codebooks.get(text_of(data, "codebook") or "")
    for part in ("codings", "memos"):
        for index, element in objects(data, part):
            _check_places(data, element, (part, index), problems)
            _check_code(element, codebook, (part, index), problems)
    lengths = {key: _lengths(data, target) for key, target in _TEXTS.items()}
    for index, coding in objects(data, "codings"):
        _check_span(lengths, coding, ("codings", index), problems)
    for index, memo in objects(data, "memos"):
        about = sum(key in memo for key in ("coding", *_TEXTS, "code"))
        if about > 1 or ("code" in memo) is not ("axis" in memo):
            problems.add(("memos", index), _("is about one thing, and a code has its axis"))


def _check_places(data: Object, element: Object, path: Path, problems: Problems) -> None:
    for key, target in _LISTS.items():
        value, place = data.get(target), element.get(key)
        length = len(value) if isinstance(value, list) else 0
        if isinstance(place, int | float) and place >= length:
            message = _("there is no {target}[{place}]").format(target=target, place=place)
            problems.add((*path, key), message)


def _check_code(element: Object, codebook: Codebook | None, path: Path, problems: Problems) -> None:
    axis, code = text_of(element, "axis"), text_of(element, "code")
    if codebook is None or axis is None or code is None or axis == TAGS_AXIS:
        return
    if codebook.axis(axis).code(code) is None:
        message = _("the codebook {codebook} has no {slug} on the axis {axis}")
        words = message.format(codebook=codebook.id, slug=shown(code), axis=shown(axis))
        problems.add((*path, "code"), words)


def _lengths(data: Object, target: str) -> dict[int, int]:
    """Return how many code points each text of a list has, by its index."""
    texts = ((index, text_of(one, "text")) for index, one in objects(data, target))
    return {index: len(text) for index, text in texts if text is not None}


def _check_span(
    lengths: Mapping[str, Mapping[int, int]], coding: Object, path: Path, problems: Problems
) -> None:
    named = [key for key in _TEXTS if key in coding]
    span, stretch = _pair(coding, "start", "end"), _pair(coding, "from", "to")
    if len(named) > 1 or len(span) == 1 or (not named and (span or len(stretch) != 2)):
        message = _("lies on one text, with start and end or neither, or on sound with from and to")
        problems.add(path, message)
        return
    if named and stretch:
        problems.add(path, _("lies on a text and has no from and to"))
    if len(span) == 2:
        start, end = span
        place = coding[named[0]]
        length = lengths[named[0]].get(place) if isinstance(place, int) else None
        if isinstance(start, int) and isinstance(end, int) and start > end:
            problems.add((*path, "end"), _("lies before start"))
        elif isinstance(end, int) and length is not None and end > length:
            message = _("lies behind the end of the text, which has {count} letters")
            problems.add((*path, "end"), message.format(count=length))
    if not named and _offset(coding, "from") >= _offset(coding, "to"):
        problems.add((*path, "to"), _("must lie after from"))


def _pair(element: Object, *keys: str) -> list[Any]:
    return [element[key] for key in keys if key in element]


def _offset(element: Object, key: str) -> float:
    """Return a place in milliseconds; one that cannot be read is a problem already."""
    try:
        return parse_offset(text_of(element, key) or "")
    except ValueError:
        return float("-inf") if key == "from" else float("inf")


def build_coders(data: Object) -> Iterator[Coder]:
    """Yield the coders of a file that has been checked."""
    for one in data.get("coders", []):
        yield Coder(_coder_id(one), one["name"], one.get("initials", ""))


def _coder_id(one: Object) -> CoderId:
    return CoderId(one.get("guid") or session_ids.coder_id(one["name"]))


class _Ids(NamedTuple):
    """The ids of a file by index."""

    coders: Sequence[CoderId]
    reflections: Sequence[str]
    outcomes: Sequence[str]
    segments: Sequence[TranscriptSegmentId]

    @classmethod
    def of(cls, data: Object, session_id: SessionId) -> "_Ids":
        return cls(
            [_coder_id(one) for one in data.get("coders", [])],
            part_ids(data, session_id, "reflections", "reflection"),
            part_ids(data, session_id, "outcomes", "outcome"),
            [own for _owner, own in segment_ids(data, session_id)],
        )

    def text(self, one: Object) -> dict[str, Any]:
        """Return the fields that say whose text something is about."""
        return {
            "reflection_id": ReflectionId(self.reflections[int(one["reflection"])])
            if "reflection" in one
            else None,
            "outcome_id": OutcomeId(self.outcomes[int(one["outcome"])])
            if "outcome" in one
            else None,
            "segment_id": self.segments[int(one["segment"])] if "segment" in one else None,
        }


def build_codings(data: Object, session_id: SessionId, timetable: Timetable) -> Iterator[Coding]:
    """Yield the codings of a file that has been checked."""
    ids = _Ids.of(data, session_id)
    for index, position, one in parts(data, "codings"):
        yield Coding(
            id=CodingId(part_id(one, session_id, "coding", index)),
            session_id=session_id,
            position=position,
            coder_id=ids.coders[int(one["coder"])],
            axis=one["axis"],
            code=one["code"],
            made=timetable.moments["codings", index, "made"],
            start_at=int(one["start"]) if "start" in one else None,
            end_at=int(one["end"]) if "end" in one else None,
            from_ms=parse_offset(one["from"]) if "from" in one else None,
            to_ms=parse_offset(one["to"]) if "to" in one else None,
            quote=one.get("quote", ""),
            **ids.text(one),
        )


def build_memos(data: Object, session_id: SessionId, timetable: Timetable) -> Iterator[Memo]:
    """Yield the memos of a file that has been checked."""
    ids = _Ids.of(data, session_id)
    codings = part_ids(data, session_id, "codings", "coding")
    for index, position, one in parts(data, "memos"):
        yield Memo(
            id=MemoId(part_id(one, session_id, "memo", index)),
            session_id=session_id,
            position=position,
            coder_id=ids.coders[int(one["coder"])],
            text=one["text"],
            made=timetable.moments["memos", index, "made"],
            coding_id=CodingId(codings[int(one["coding"])]) if "coding" in one else None,
            axis=one.get("axis"),
            code=one.get("code"),
            **ids.text(one),
        )


def coding_lists(record: SessionRecord) -> dict[str, Iterable[dict[str, Any]]]:
    """Return the lists of a file that hold coders, codings and memos; None is left out of each."""
    codings = [one for one in record.codings if one.minutes_id is None]
    in_file: dict[str, int] = {one.id: index for index, one in enumerate(codings)}
    memos = [one for one in record.memos if one.coding_id is None or one.coding_id in in_file]
    named = {one.coder_id for one in codings} | {one.coder_id for one in memos}
    coders = [one for one in record.coders if one.id in named]
    places = _Places.of(record, coders)
    session_id, zone = record.session.id, record.session.zone
    return {
        "coders": [
            {
                "name": one.name,
                "initials": one.initials or None,
                "guid": unless(session_ids.coder_id(one.name), one.id),
            }
            for one in coders
        ],
        "codings": [
            {**places.coding_object(one, zone), **tail}
            for one, tail in _with_tails(codings, session_id, "coding")
        ],
        "memos": [
            {**places.memo_object(one, in_file, zone), **tail}
            for one, tail in _with_tails(memos, session_id, "memo")
        ],
    }


def _with_tails(
    parts: Sequence[Any], session_id: SessionId, kind: str
) -> Iterator[tuple[Any, dict[str, Any]]]:
    position = -1
    for index, one in enumerate(parts):
        derived = session_ids.part_id(session_id, kind, index)
        yield (
            one,
            {
                "position": unless(position + 1, one.position),
                "guid": unless(derived, one.id),
            },
        )
        position = one.position


class _Places(NamedTuple):
    """The index of everything that codings and memos name."""

    coders: Mapping[str, int]
    reflections: Mapping[str, int]
    outcomes: Mapping[str, int]
    segments: Mapping[TranscriptSegmentId | None, int]

    @classmethod
    def of(cls, record: SessionRecord, coders: Iterable[Coder]) -> "_Places":
        return cls(
            {one.id: index for index, one in enumerate(coders)},
            {one.id: index for index, one in enumerate(reflections_in_file(record))},
            {one.id: index for index, one in enumerate(record.outcomes)},
            segment_places(record.transcript_segments),
        )

    def coding_object(self, one: Coding, zone: str) -> dict[str, Any]:
        return {
            "coder": self.coders[one.coder_id],
            **self._text(one),
            "from": None if one.from_ms is None else format_offset(one.from_ms),
            "to": None if one.to_ms is None else format_offset(one.to_ms),
            "start": one.start_at,
            "end": one.end_at,
            "axis": one.axis,
            "code": one.code,
            "quote": one.quote or None,
            "made": write_moment(one.made, zone),
        }

    def memo_object(self, one: Memo, codings: Mapping[str, int], zone: str) -> dict[str, Any]:
        return {
            "coder": self.coders[one.coder_id],
            "coding": codings.get(one.coding_id or ""),
            **self._text(one),
            "axis": one.axis,
            "code": one.code,
            "text": one.text,
            "made": write_moment(one.made, zone),
        }

    def _text(self, one: Coding | Memo) -> dict[str, int | None]:
        return {
            "reflection": self.reflections.get(one.reflection_id or ""),
            "outcome": self.outcomes.get(one.outcome_id or ""),
            "segment": self.segments.get(one.segment_id),
        }
