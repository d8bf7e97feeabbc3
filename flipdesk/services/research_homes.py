"""A home for the sources of a project that are not of this knowledge base: sessions and texts.

A text becomes a transcript, a line of it a segment, with the times that stand in it: that is what
can be read, heard and coded here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SeriesId, SessionId, TranscriptId, derived_guid
from flipdesk.domain.offsets import parse_offset
from flipdesk.domain.research_project import ResearchProject, TextSource
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.transcript import (
    MOST_SEGMENTS,
    Transcript,
    TranscriptKind,
    TranscriptSegment,
    segment_id,
)
from flipdesk.domain.vocabulary import SessionKind, SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_STAMP = re.compile(r"\[(\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)\][ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A segment with the place of its words in the text it is a line of."""

    segment: TranscriptSegment
    start: int


def lines_of(source: TextSource) -> Iterator[Line]:
    """Yield the lines of a text that say something, with their times where they have any.

    Raises:
        KnownError: there are more than any session has.
    """
    owner, at, place, number = TranscriptId(source.id), 0, 0, 0
    for line in source.text.split("\n"):
        stamp = _STAMP.match(line)
        if stamp is not None:
            at = parse_offset(stamp.group(1)) if _is_time(stamp.group(1)) else at
        start = stamp.end() if stamp else 0
        words = line[start:]
        start += len(words) - len(words.lstrip())
        if words.strip():
            if number >= MOST_SEGMENTS:
                raise KnownError(
                    _("{name} has more lines than a session can hold.").format(name=source.name)
                )
            segment = TranscriptSegment(
                segment_id(owner, number), owner, number, at, at, words.strip()
            )
            yield Line(segment, place + start)
            number += 1
        place += len(line) + 1


class ResearchHomes:
    """Makes sessions and transcripts for what has none; all of it is found again the next time."""

    def __init__(self, base: KnowledgeBase, project: ResearchProject, now: datetime) -> None:
        self._base = base
        self._project = project
        self._now = now
        self._sets = {key: one for one in project.sets for key in one.source_ids}
        self.homes: dict[str, SessionId] = {}
        """The sessions of sources, by the ids of sources."""
        self.fresh = 0
        """How many texts came in."""

    def make(self, known: dict[str, SessionId]) -> Changes:
        """Give every source a home; those in `known` have one."""
        changes = Changes()
        self.homes = dict(known)
        texts = [one for one in self._project.texts if one.id not in known]
        sounds = [one for one in self._project.sounds if one.id not in known]
        for sound in sounds:
            session_id, made = self._session(sound.id, sound.name, alone=True)
            changes += made
            for one in sound.transcripts:
                self.homes[one.id] = session_id
                text = TextSource(one.id, one.name, one.text, created=one.created)
                changes += self._transcript(session_id, text)
        for text in texts:
            changes += self._session(text.id, text.name, alone=False)[1]
            changes += self._transcript(self.homes[text.id], text)
        return changes

    def _session(self, source_id: str, name: str, *, alone: bool) -> tuple[SessionId, Changes]:
        """Return the session of a source: that of its set, else its own or the project's."""
        together = self._sets.get(source_id)
        if together is not None:
            key, title = together.id, together.name
        elif alone:
            key, title = derived_guid("session", "sound", source_id), name
        else:
            first = self._project.texts[0].id
            key, title = derived_guid("session", "texts", first), self._project.name or name
        session_id = SessionId(key)
        self.homes[source_id] = session_id
        if self._base.sessions.get(session_id) is not None:
            return session_id, Changes()
        series_id = SeriesId(derived_guid("series", "project", self._project.name))
        changes = Changes()
        if self._base.series.get(series_id) is None:
            changes += self._base.series.add(Series(series_id, self._project.name or title))
        begins = self._project.created or self._now
        changes += self._base.sessions.add(
            Session(
                session_id,
                series_id,
                title,
                begins,
                begins + timedelta(hours=1),
                kind=SessionKind.MEETING,
                state=SessionState.ENDED,
            )
        )
        return session_id, changes

    def _transcript(self, session_id: SessionId, text: TextSource) -> Changes:
        segments = [one.segment for one in lines_of(text)]
        if not segments or self._base.transcripts.get(TranscriptId(text.id)) is not None:
            return Changes()
        self.fresh += 1
        changes = self._base.transcripts.add(
            Transcript(
                TranscriptId(text.id),
                session_id,
                self._base.transcripts.next_position(session_id),
                text.name,
                TranscriptKind.IMPORTED,
                text.created or self._now,
                file_name=text.name,
                made_with=self._project.origin,
            )
        )
        return changes + self._base.transcript_segments.add_all(segments)


def _is_time(text: str) -> bool:
    try:
        parse_offset(text)
    except ValueError:
        return False
    return True
