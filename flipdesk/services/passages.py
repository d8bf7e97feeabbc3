"""Passages of a recording: pointed out, given to a block of Lån et øre, taken away."""

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import (
    AgendaItemId,
    ParticipantId,
    PassageId,
    RecordingId,
    SessionId,
    TurnId,
    new_guid,
)
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.passage_consent import withdrawal
from flipdesk.domain.recording import Recording
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.withdrawal import cover


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Lån et øre that a passage can be given to, and the session it is held in."""

    session: Session
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage of a block; `elsewhere` is the title of its session when that is another one."""

    passage: Passage
    elsewhere: str = ""


class Passages:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def add(
        self,
        session_id: SessionId,
        from_ms: int,
        to_ms: int,
        title: str = "",
        agenda_item_id: AgendaItemId | None = None,
    ) -> Step:
        """Point out an excerpt of a session's recording; `changes.ids("passage")` has its id.

        Raises:
            KnownError: it ends before it begins.
        """
        _refuse_senseless(from_ms, to_ms)
        passage = Passage(
            id=PassageId(new_guid()),
            session_id=session_id,
            position=self._base.passages.next_position(session_id),
            from_ms=max(0, from_ms),
            to_ms=to_ms,
            title=title.strip(),
            agenda_item_id=agenda_item_id,
        )
        label = _("add passage {title}").format(title=shown_title(passage))
        return step(label, self._base.passages.add(passage))

    def add_clip(
        self, recording_id: RecordingId, title: str, agenda_item_id: AgendaItemId | None = None
    ) -> Step:
        """Let a clip from a file be heard, the whole of it, in a block or where it is chosen."""
        recording = self._base.recordings.get(recording_id)
        if recording is None or not recording.is_clip:
            raise BugError(f"no clip {recording_id}")
        passage = replace(
            whole_clip(self._base, recording), title=title.strip(), agenda_item_id=agenda_item_id
        )
        label = _("add the clip {title}").format(title=shown_title(passage))
        return step(label, self._base.passages.add(passage))

    def silence(self, session_id: SessionId, from_ms: int, to_ms: int) -> Step:
        """Let a stretch never be heard again, in playback or export; the sound stays on the disk.

        Raises:
            KnownError: it ends before it begins.
        """
        _refuse_senseless(from_ms, to_ms)
        passage = Passage(
            id=PassageId(new_guid()),
            session_id=session_id,
            position=self._base.passages.next_position(session_id),
            from_ms=max(0, from_ms),
            to_ms=to_ms,
            kind=PassageKind.SILENCED,
        )
        label = _("silence {title}").format(title=shown_title(passage))
        return step(label, self._base.passages.add(passage))

    def change(self, passage_id: PassageId, **fields: Any) -> Step:
        """Change any field of a passage.

        Raises:
            KnownError: it would end before it begins, or open what somebody has withdrawn.
        """
        passage = self._passage(passage_id)
        changed = replace(passage, **fields)
        _refuse_senseless(changed.from_ms, changed.to_ms)
        if replace(changed, title=passage.title) != passage:
            self._refuse_withdrawn(passage)
        label = _("change passage {title}").format(title=shown_title(passage))
        return step(label, self._base.passages.save(changed))

    def remove(self, passage_id: PassageId) -> Step:
        """Forget a passage; the sound stays, and what it silenced can be heard again.

        Raises:
            KnownError: whoever speaks in it has withdrawn.
        """
        passage = self._passage(passage_id)
        self._refuse_withdrawn(passage)
        label = _("remove passage {title}").format(title=shown_title(passage))
        return step(label, self._base.passages.delete(passage_id))

    def give_to_block(self, passage_id: PassageId, agenda_item_id: AgendaItemId | None) -> Step:
        """Let a passage be heard in a block, of any session, or in none.

        Raises:
            KnownError: somebody in it has withdrawn, so it is for nobody to hear.
        """
        passage = self._passage(passage_id)
        if agenda_item_id is not None and passage.kind is not PassageKind.EXCERPT:
            raise KnownError(
                _("This passage is there because of a consent; choose another one for the block.")
            )
        changes = self._base.passages.save(replace(passage, agenda_item_id=agenda_item_id))
        if agenda_item_id is None:
            return step(_("take passage {title} out").format(title=shown_title(passage)), changes)
        item = self._base.agenda.get(agenda_item_id)
        if item is None:
            raise BugError(f"no agenda item {agenda_item_id}")
        return step(_("give passage to {title}").format(title=item.title), changes)

    def blocks(self, session_id: SessionId) -> tuple[Block, ...]:
        """Return the blocks of Lån et øre of a session, then those of the next in its series."""
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        series = self._base.sessions.of_series(session.series_id)
        place = [one.id for one in series].index(session_id)
        return tuple(
            Block(one, item)
            for one in series[place : place + 2]
            for item in self._base.agenda.of_session(one.id)
            if item.kind is AgendaKind.LEND_AN_EAR
        )

    def of_block(self, item: AgendaItem) -> tuple[Heard, ...]:
        """Return what is to be heard in a block, in the order it was said."""
        heard = []
        for passage in self._base.passages.of_block(item.id):
            elsewhere = passage.session_id != item.session_id
            session = self._base.sessions.get(passage.session_id) if elsewhere else None
            heard.append(Heard(passage, session.title if session is not None else ""))
        return tuple(heard)

    def note_speaker(
        self, session_id: SessionId, participant_id: ParticipantId, from_ms: int, to_ms: int
    ) -> Step:
        """Note after the fact that somebody spoke from here to there.

        Raises:
            KnownError: it ends before it begins.
        """
        _refuse_senseless(from_ms, to_ms)
        speaker = self._base.participants.get(participant_id)
        if speaker is None:
            raise BugError(f"no participant {participant_id}")
        turn = Turn(
            id=TurnId(new_guid()),
            session_id=session_id,
            position=self._base.turns.next_position(session_id),
            speaker_id=participant_id,
            from_ms=max(0, from_ms),
            to_ms=to_ms,
        )
        label = _("note that {name} speaks").format(name=speaker.name)
        with self._base.atomic():
            return step(label, self._base.turns.add(turn) + cover(self._base, turn))

    def _refuse_withdrawn(self, passage: Passage) -> None:
        speaker = passage.speaker_id and self._base.participants.get(passage.speaker_id)
        if speaker and passage.kind is not PassageKind.EXCERPT and withdrawal(speaker):
            raise KnownError(
                _(
                    "{name} may not be recorded, so this stays closed. Change the consent first."
                ).format(name=speaker.name)
            )

    def _passage(self, passage_id: PassageId) -> Passage:
        passage = self._base.passages.get(passage_id)
        if passage is None:
            raise BugError(f"no passage {passage_id}")
        return passage


def whole_clip(base: KnowledgeBase, recording: Recording) -> Passage:
    """Return the passage that is the whole of a clip, called as its file."""
    return Passage(
        id=PassageId(new_guid()),
        session_id=recording.session_id,
        position=base.passages.next_position(recording.session_id),
        from_ms=0,
        to_ms=max(1, recording.length_ms),
        title=PurePath(recording.source).stem,
        recording_id=recording.id,
    )


def shown_title(passage: Passage) -> str:
    """Return the title of a passage, from where to where when it has none."""
    return passage.title or (f"{format_duration(passage.from_ms)}–{format_duration(passage.to_ms)}")


def _refuse_senseless(from_ms: int, to_ms: int) -> None:
    if to_ms <= max(0, from_ms):
        raise KnownError(_("A passage must end after it begins. Choose another end."))
