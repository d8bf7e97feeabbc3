"""Finding everything that carries a person, and taking it out of the rows."""

import hashlib
from collections.abc import Generator, Iterable, Mapping
from typing import TypeVar

from flipdesk.domain.changes import Changes
from flipdesk.domain.erasure import (
    Carried,
    Decision,
    ErasureKind,
    ErasurePlan,
    NamedMinutes,
    NamedText,
)
from flipdesk.domain.ids import ParticipantId, PersonId, RecordingId, SessionId, TranscriptSegmentId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage_consent import END_MS
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.stand_in import role_word, stand_in_for
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.erasure_rows import ErasureRows
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.text_cells import TextCells
from flipdesk.services import code_following
from flipdesk.services.erasing_names import PersonNames

T = TypeVar("T")
Decisions = Mapping[str, Decision]
"""What was decided about texts, by their keys; what is not in it is done as proposed."""


class PersonErasing:
    """Works on the rows alone: sound, key list and backups are seen to by others."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._rows: ErasureRows = base.erasure_rows
        self._cells: TextCells = base.text_cells

    def find(self, person_id: PersonId) -> ErasurePlan:
        """Return everything that carries a person; nothing is changed. Raises as `finding`."""
        return finished(self.finding(person_id))

    def finding(self, person_id: PersonId) -> Generator[None, None, ErasurePlan]:
        """Find everything that carries a person in short steps, and return it.

        Raises:
            KnownError: there is no such person.
        """
        person = self._base.people.get(person_id)
        if person is None:
            raise KnownError(_("This person is not in the knowledge base any more."))
        parts = self._parts([person_id])
        names = PersonNames(self._base, person.name, parts)
        ids = tuple(one.id for one in parts)
        gone = {table: rows for table, rows in self._rows.said_by(ids).items() if rows}
        texts = yield from self._texts(names, gone)
        minutes = yield from self._minutes(parts, texts)
        sound = yield from self._sound(parts)
        left = tuple(one for one in texts if not _of_minutes(one))
        counts = self._rows.counts(ids)
        for table in _COUNTED & gone.keys():
            counts[table] -= len(gone[table])
        carried = [Carried("participation", len(parts))]
        carried += [
            Carried(table, count) for table, count in counts.items() if table in _COUNTED and count
        ]
        carried += [Carried(f"gone.{table}", len(rows)) for table, rows in gone.items()]
        return ErasurePlan(
            ErasureKind.PERSON,
            person_id,
            person.name,
            sessions=tuple(dict.fromkeys(one.session_id for one in parts)),
            participations=ids,
            carried=tuple(carried),
            gone=gone,
            texts=left,
            minutes=minutes,
            authors=tuple(one for one in self._cells.authors() if names.is_author(one)),
            sound=sound,
            clips=self._clips(parts),
            voices=self._voices(parts),
        )

    def erase(self, plan: ErasurePlan, decisions: Decisions, *, minutes: bool) -> Changes:
        """Take a person out of every row, in one transaction; of the minutes only when asked."""
        parts = {one.id: one for one in self._parts([PersonId(plan.target)])}
        changes = self._rows.delete(plan.gone)
        for text in plan.texts:
            changes += self._decide(text, decisions, parts.values())
        for part in parts.values():
            changes += self._stand_in(part)
        changes += self._cells.forget_authors(plan.authors)
        changes += self._forget_decisions(plan)
        for clip in plan.clips:
            changes += self._rows.delete({"recording": [clip]})
        changes += self._rows.delete({"person": [plan.target]})
        if minutes:
            changes += self.drop_minutes(plan.minutes)
        return changes

    def drop_minutes(self, minutes: Iterable[NamedMinutes]) -> Changes:
        """Delete kept versions with all that belongs to them."""
        return self._rows.delete({"minutes": [one.id for one in minutes]})

    def _forget_decisions(self, plan: ErasurePlan) -> Changes:
        """Forget what was decided of texts that have changed: a short one is known by its hash."""
        hashes = {hashlib.sha256(one.text.encode()).hexdigest() for one in plan.texts}
        found = [
            one.id
            for session_id in {one.session_id for one in plan.texts if one.session_id}
            for one in self._base.kept_traces.of_session(session_id)
            if one.text_sha256 in hashes
        ]
        return self._rows.delete({"kept_trace": found})

    def _parts(self, person_ids: Iterable[PersonId]) -> tuple[Participant, ...]:
        found = map(self._base.participants.get, self._rows.participations(person_ids))
        return tuple(one for one in found if one is not None)

    def _texts(
        self, names: PersonNames, gone: Mapping[str, tuple[str, ...]]
    ) -> Generator[None, None, tuple[NamedText, ...]]:
        found: list[NamedText] = []
        for table, column in self._cells.places:
            left = gone.get(table, ())
            found += [
                one for one in names.texts(self._cells, table, column) if one.row_id not in left
            ]
            yield
        return tuple(found)

    def _minutes(
        self, parts: Iterable[Participant], texts: Iterable[NamedText]
    ) -> Generator[None, None, tuple[NamedMinutes, ...]]:
        found: list[NamedMinutes] = []
        by_text = {one.row_id for one in texts if one.table in ("minutes", "minutes_text")}
        by_text = {self._rows.minutes_of(row_id) for row_id in by_text}
        here = {one.session_id for one in parts}
        named_in = {one.session_id for one in texts if one.table in ("minutes", "minutes_text")}
        speaking = {one.id for one in parts}
        for session_id in sorted(filter(None, here | named_in)):
            said = {
                one.id.replace("-", "")
                for one in self._base.reflections.of_session(session_id)
                if one.speaker_id in speaking
            }
            newest: set[tuple[str, str]] = set()
            for one in self._base.minutes.of_session(session_id):
                is_newest = (one.audience, one.language) not in newest
                newest.add((one.audience, one.language))
                if one.id in by_text or (
                    said and _shows(self._base.minutes.document(one.id), said)
                ):
                    found.append(NamedMinutes(one.id, session_id, one.file_name, is_newest))
            yield
        return tuple(found)

    def _sound(
        self, parts: Iterable[Participant]
    ) -> Generator[None, None, dict[SessionId, tuple[Stretch, ...]]]:
        found: dict[SessionId, tuple[Stretch, ...]] = {}
        for part in parts:
            yield
            if not self._base.recordings.of_session(part.session_id):
                continue
            stretches = [
                (turn.from_ms, END_MS if turn.to_ms is None else turn.to_ms)
                for turn in self._base.turns.of_session(part.session_id)
                if turn.speaker_id == part.id
            ]
            stretches += [
                (one.from_ms, one.to_ms)
                for one in self._base.passages.of_session(part.session_id)
                if one.speaker_id == part.id and one.recording_id is None
            ]
            stretches += [
                (one.from_ms, one.to_ms)
                for one in self._base.transcript_segments.of_session(part.session_id)
                if one.speaker_id == part.id
            ]
            if stretches:
                found[part.session_id] = joined(stretches)
        return found

    def _voices(self, parts: Iterable[Participant]) -> int:
        """Return in how many recorded sessions somebody was not away; a voice is not searched."""
        heard = {one.session_id for one in parts if not one.attendance.is_away}
        return sum(bool(self._base.recordings.of_session(one)) for one in heard)

    def _clips(self, parts: Iterable[Participant]) -> tuple[RecordingId, ...]:
        """Return the clips from files that are of somebody's conversations."""
        found: list[RecordingId] = []
        for part in parts:
            for one in self._base.ear_rounds.of_session(part.session_id):
                passage = self._base.passages.get(one.passage_id) if one.passage_id else None
                if one.colleague_id == part.id and passage and passage.recording_id:
                    found.append(passage.recording_id)
        return tuple(dict.fromkeys(found))

    def _decide(
        self, text: NamedText, decisions: Decisions, parts: Iterable[Participant]
    ) -> Changes:
        decision = decisions.get(text.key, text.choices[0])
        if decision is Decision.KEEP or not self._rows.has(text.table, text.row_id):
            return Changes()
        if decision is Decision.REMOVE and Decision.REMOVE in text.choices:
            return self._rows.delete({text.table: [text.row_id]})
        return self._rename(text, parts)

    def _rename(self, text: NamedText, parts: Iterable[Participant]) -> Changes:
        here = next((one for one in parts if one.session_id == text.session_id), None)
        written = text.written(role_word(here))
        before = self._subject(text)
        changes = self._cells.write(text.table, text.column, text.row_id, written)
        if text.table == "session_material":
            changes += self._rows.drop_document(text.row_id)
        after = self._subject(text)
        if before is not None and after is not None:
            changes += code_following.follow(self._base, after, before.text, after.text)
        return changes

    def _subject(self, text: NamedText) -> Reflection | Outcome | TranscriptSegment | None:
        """Return what codings lie on, None when none can lie on this text."""
        if text.column != "text":
            return None
        if text.table == "reflection":
            return self._base.reflections.get(text.row_id)
        if text.table == "outcome":
            return self._base.outcomes.get(text.row_id)
        if text.table == "transcript_segment":
            return self._base.transcript_segments.get(TranscriptSegmentId(text.row_id))
        return None

    def _stand_in(self, part: Participant) -> Changes:
        everybody = self._base.participants.of_session(part.session_id)
        other = stand_in_for(part, everybody)
        changes = self._base.people.add_stand_in(other)
        changes += self._base.participants.add(other)
        changes += self._rows.replace_participant(ParticipantId(part.id), other)
        return changes + self._rows.delete({"participation": [part.id]})


def _shows(document: bytes, said: set[str]) -> bool:
    """Return whether minutes hold any of some reflections; what cannot be read may hold them."""
    from zipfile import BadZipFile

    from flipdesk.documents.bookmarks import reflections_in

    try:
        return not said.isdisjoint(reflections_in(document))
    except (BadZipFile, KeyError, UnicodeDecodeError):
        return True


def finished(steps: Generator[None, None, T]) -> T:
    """Do all the steps, for who may wait, and return what comes of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made


_COUNTED = frozenset({"turn", "reflection", "outcome", "agenda_item", "ear_round", "queue_entry"})


def _of_minutes(text: NamedText) -> bool:
    return text.table in ("minutes", "minutes_text", "minutes_form")
