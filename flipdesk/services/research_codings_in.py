"""Codings and memos of a project from outside, each at the words, sound or code it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from flipdesk.domain.changes import Changes
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    MemoId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptId,
    TranscriptSegmentId,
    derived_guid,
)
from flipdesk.domain.research_project import (
    ProjectCoding,
    ProjectTranscript,
    ResearchProject,
    SoundSelection,
    SoundSource,
    TextSelection,
    TextSource,
)
from flipdesk.domain.shown_text import ShownText
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.pseudonyms import Pseudonyms
from flipdesk.services.research_codes_in import CodesIn
from flipdesk.services.research_homes import lines_of
from flipdesk.services.research_places import Found, Places
from flipdesk.services.research_sources import CODER_ID
from flipdesk.services.shared_reader import SHARED_WITH

_S = TypeVar("_S", TextSelection, SoundSelection)


class CodingsIn:
    """Reads everything first and stores it then; `lost` counts codings whose words are not here."""

    def __init__(
        self,
        base: KnowledgeBase,
        project: ResearchProject,
        homes: dict[str, SessionId],
        codes: CodesIn,
        now: datetime,
    ) -> None:
        self._base = base
        self._project = project
        self._homes = homes
        self._codes = codes
        self._now = now
        self._memo_places: dict[str, dict[str, str]] = {}
        self._books: dict[SessionId, Codebook] = {}
        self._positions: dict[tuple[str, SessionId], int] = {}
        self._made: dict[SessionId, set[tuple[object, ...]]] = {}
        self.known: frozenset[str] = frozenset()
        """Sources that were here before: what is tagged in FlipDesk is in their notes already."""
        self.codings: dict[str, Coding] = {}
        self.memos: dict[str, Memo] = {}
        self.lost = 0

    def read(self) -> None:
        """Find what is new, and where it belongs."""
        for text in self._project.texts:
            self._text(self._homes[text.id], text, text.selections)
            for memo_id in text.memo_ids:
                self._memo_places.setdefault(memo_id, {"session": self._homes[text.id]})
        for sound in self._project.sounds:
            self._sound(self._homes[sound.id], sound)
        for one in self._project.sets:
            home = next((self._homes[key] for key in one.source_ids if key in self._homes), None)
            for memo_id in one.memo_ids if home else ():
                self._memo_places.setdefault(memo_id, {"session": str(home)})
        self._read_memos()

    def store(self) -> Changes:
        """Store what was found."""
        changes = Changes()
        names = {one.id: one.name for one in self._project.coders}
        used = {one.coder_id for one in self.codings.values()}
        used |= {one.coder_id for one in self.memos.values()}
        for coder_id in sorted(used):
            name = names.get(coder_id) or self._project.origin or self._project.name
            changes += self._base.coders.ensure(Coder(coder_id, name.strip() or coder_id[:8]))
        changes += self._base.codings.add_all(self.codings.values())
        return changes + sum(map(self._base.memos.add, self.memos.values()), start=Changes())

    def _text(
        self, session_id: SessionId, source: TextSource, selections: Iterable[TextSelection]
    ) -> None:
        selections = self._without_tags(source.id, selections)
        fresh = [one for one in selections if one.memo_ids or any(map(self._is_new, one.codings))]
        if not fresh:
            return
        places = self._places(session_id, source)
        whole = {one.id for one in source.selections} & places.shown.keys()
        for one in fresh:
            found = (Found(one.id),) if one.id in whole else places.find(one.start, one.end)
            quote = source.text[one.start : one.end]
            self._codings(session_id, one.codings, found, quote)
            for memo_id in one.memo_ids:
                if found:
                    self._about(memo_id, session_id, found[0])

    def _sound(self, session_id: SessionId, source: SoundSource) -> None:
        notes = {*self._notes(session_id)}
        for one in self._without_tags(source.id, source.selections):
            if one.id in notes:
                self._codings(session_id, one.codings, (Found(one.id),), "")
            else:
                self._codings(session_id, one.codings, (), "", (one.from_ms, one.to_ms))
            for memo_id in one.memo_ids:
                if one.id in notes:
                    self._about(memo_id, session_id, Found(one.id))
        for transcript in source.transcripts:
            text = TextSource(transcript.id, transcript.name, transcript.text)
            self._text(session_id, text, _spans(transcript))

    def _places(self, session_id: SessionId, source: TextSource) -> Places:
        """Return the texts of a source: of a transcript here, else the notes of its session."""
        voices = self._voices(session_id)
        segments = self._base.transcript_segments.of_transcript(TranscriptId(source.id))
        if not segments:
            shown = {key: voices.shown(text) for key, text in self._notes(session_id).items()}
            stood = {one.id: (one.start, one.end) for one in source.selections if one.id in shown}
            return Places(source.text, shown, stood)
        lines = {one.segment.id: one for one in lines_of(source)}
        if all(one.id in lines and lines[one.id].segment.text == one.text for one in segments):
            # It came in from such a project, line by line.
            plain = {str(one.id): ShownText.of(one.text) for one in segments}
            starts = {key: lines[TranscriptSegmentId(key)].start for key in plain}
            left = {key: (at, at + len(plain[key].text)) for key, at in starts.items()}
            return Places(source.text, plain, left)
        shown = {str(one.id): voices.shown(one.text) for one in segments}
        return Places(source.text, shown, dict(_in_order(source.text, shown)))

    def _voices(self, session_id: SessionId) -> Voices:
        record = self._base.record(session_id)
        return Voices.of(record, SHARED_WITH, Pseudonyms(self._base).of(record))

    def _notes(self, session_id: SessionId) -> dict[str, str]:
        found: dict[str, str] = {
            one.id: one.text for one in self._base.reflections.of_session(session_id)
        }
        return found | {one.id: one.text for one in self._base.outcomes.of_session(session_id)}

    def _codings(
        self,
        session_id: SessionId,
        codings: Iterable[ProjectCoding],
        found: tuple[Found, ...],
        quote: str,
        sound: tuple[int, int] | None = None,
    ) -> None:
        for one in codings:
            if not self._is_new(one):
                continue
            place = self._codes.place(self._book(session_id), one.code_id)
            if place is None or (sound is None and not found):
                self.lost += 1
                continue
            made = Coding(
                CodingId(one.id),
                session_id,
                self._position("coding", session_id),
                CoderId(one.coder_id or derived_guid("coder", self._project.origin)),
                place.axis,
                place.code,
                one.created or self._now,
                quote=quote,
            )
            if sound is not None:
                heard = replace(made, from_ms=sound[0], to_ms=sound[1])
                if not self._is_there(heard):
                    self.codings[one.id] = heard
            for number, where in enumerate(found if sound is None else ()):
                self._at(made, where, number)
            for memo_id in one.memo_ids:
                self._memo_places.setdefault(memo_id, {"session": session_id, "coding_id": one.id})

    def _is_new(self, coding: ProjectCoding) -> bool:
        return self._base.codings.get(coding.id) is None

    def _without_tags(self, source_id: str, selections: Iterable[_S]) -> list[_S]:
        """Return selections without the codings that FlipDesk itself made of tags."""
        if source_id not in self.known:
            return list(selections)
        return [
            replace(one, codings=tuple(each for each in one.codings if each.coder_id != CODER_ID))
            for one in selections
        ]

    def _is_there(self, made: Coding) -> bool:
        """Return whether the same coder has done the very same already, under another GUID."""
        session_id = made.session_id
        if session_id not in self._made:
            stored = self._base.codings.of_session(session_id)
            self._made[session_id] = {_what(one) for one in stored}
        is_there = _what(made) in self._made[session_id]
        self._made[session_id].add(_what(made))
        return is_there

    def _at(self, made: Coding, where: Found, number: int) -> None:
        """Keep a coding at a place; over several texts it is one on each."""
        key = made.id if number == 0 else CodingId(derived_guid("coding", made.id, str(number)))
        placed = replace(
            made, id=key, start_at=where.start, end_at=where.end, **self._subject(where.text_id)
        )
        if self._base.codings.get(key) is None and not self._is_there(placed):
            self.codings[key] = placed

    def _about(self, memo_id: str, session_id: SessionId, where: Found) -> None:
        about = {key: str(value) for key, value in self._subject(where.text_id).items()}
        self._memo_places.setdefault(memo_id, {"session": session_id, **about})

    def _subject(self, text_id: str) -> dict[str, Any]:
        if self._base.reflections.get(text_id) is not None:
            return {"reflection_id": ReflectionId(text_id)}
        if self._base.outcomes.get(text_id) is not None:
            return {"outcome_id": OutcomeId(text_id)}
        return {"segment_id": TranscriptSegmentId(text_id)}

    def _read_memos(self) -> None:
        for code in self._project.codes:
            for memo_id in code.memo_ids:
                self._memo_places.setdefault(memo_id, {"code_id": code.id})
        for one in self._project.memos:
            about = dict(self._memo_places.get(one.id, {}))
            homes = next(iter(self._homes.values()), None)
            session_id = SessionId(about.pop("session", "") or homes or "")
            if not session_id or not one.text or self._base.memos.get(one.id) is not None:
                continue
            if any(each.text == one.text for each in self._base.memos.of_session(session_id)):
                continue
            code_id = about.pop("code_id", None)
            if code_id is not None:
                place = self._codes.place(self._book(session_id), code_id)
                about |= {} if place is None else {"axis": place.axis, "code": place.code}
            fields: dict[str, Any] = dict(about)
            self.memos[one.id] = Memo(
                MemoId(one.id),
                session_id,
                self._position("memo", session_id),
                CoderId(one.coder_id or derived_guid("coder", self._project.origin)),
                one.text,
                one.created or self._now,
                **fields,
            )

    def _book(self, session_id: SessionId) -> Codebook:
        if session_id not in self._books:
            session = self._base.sessions.get(session_id)
            assert session is not None
            self._books[session_id] = self._base.codebooks.get(session.codebook)
        return self._books[session_id]

    def _position(self, table: str, session_id: SessionId) -> int:
        store = self._base.codings if table == "coding" else self._base.memos
        key = (table, session_id)
        if key not in self._positions:
            self._positions[key] = store.next_position(session_id)
        else:
            self._positions[key] += 1
        return self._positions[key]


def _what(one: Coding) -> tuple[object, ...]:
    """Return what a coding says, without its GUID."""
    place = one.text_id, one.start_at, one.end_at, one.from_ms, one.to_ms
    return one.coder_id, one.axis, one.code, *place


def _spans(transcript: ProjectTranscript) -> Iterator[TextSelection]:
    """Yield the selections of a transcript with their places in its text."""
    points = {one.id: one.position for one in transcript.sync_points}
    length = len(transcript.text)
    for one in transcript.selections:
        start = points.get(one.from_sync or "", 0)
        end = points.get(one.to_sync or "", length)
        if start <= end <= length:
            yield TextSelection(one.id, start, end, codings=one.codings, memo_ids=one.memo_ids)


def _in_order(text: str, shown: dict[str, ShownText]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield where texts stand in a whole that was made of them in their order."""
    reached = 0
    for key, one in shown.items():
        at = text.find(one.text, reached) if one.text else -1
        if at >= 0:
            reached = at + len(one.text)
            yield key, (at, reached)
