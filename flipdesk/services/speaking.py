"""The speakers' list: one for every agenda item, stored, and every change of it a step.

Who has the floor has a turn while sound is kept; `at_ms` is where in the recording this moment
lies, None while nothing is kept. Turns never overlap: an interruption ends the turn it breaks
into, and a new one begins for the one interrupted when it is over.
"""

from dataclasses import replace
from datetime import datetime

from flipdesk.domain.agenda import running
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import AgendaItemId, ParticipantId, QueueEntryId, SessionId, new_guid
from flipdesk.domain.queue_entry import QueueEntry, SpeakersList, speakers_list
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.open_turns import begin_turn, done, end_turns


class Speaking:
    """Puts people on the list, gives them the floor and takes it back."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def ask(self, session_id: SessionId, speaker_id: ParticipantId, place: int = 0) -> Step:
        """Put somebody on the list, at a place from 1, or at the end; once each.

        Raises:
            KnownError: a line has been drawn.
        """
        now = self._list(session_id)
        known = now.waiting_of(speaker_id)
        if known is None and now.is_closed:
            raise KnownError(
                _("A line is drawn under the list. Open it again, or ask for a reply.")
            )
        if known is not None and not place:
            return Step("", Changes())
        with self._base.atomic():
            entry = known or self._new(session_id, QueueKind.FLOOR, speaker_id)
            others = [one for one in now.waiting if one.id != entry.id]
            at = place - 1 if place else len(others)
            changes = Changes() if known else self._base.queue.add(entry)
            changes += self._in_order([*others[:at], entry, *others[at:]])
        return step(_("put {name} on the list").format(name=self._name(speaker_id)), changes)

    def reply(self, session_id: SessionId, speaker_id: ParticipantId) -> Step:
        """Let somebody reply to the last speech, before all others but earlier replies.

        Raises:
            KnownError: there are as many replies to it as there may be.
        """
        now = self._list(session_id)
        known = now.waiting_of(speaker_id)
        if known is not None and known.kind is QueueKind.REPLY:
            return Step("", Changes())
        if not now.may_reply:
            raise KnownError(_("Two replies to one speech are the most. Put them on the list."))
        with self._base.atomic():
            entry = self._new(session_id, QueueKind.REPLY, speaker_id)
            replies = [one for one in now.waiting if one.kind is QueueKind.REPLY]
            others = [one for one in now.waiting if one.kind is not QueueKind.REPLY]
            changes = self._base.queue.add(entry) + self._in_order([*replies, entry, *others])
        return step(_("reply by {name}").format(name=self._name(speaker_id)), changes)

    def take_off(self, entry: QueueEntry) -> Step:
        """Take somebody off the list."""
        label = _("take {name} off the list").format(name=self._name(entry.speaker_id))
        return step(label, self._base.queue.delete(entry.id))

    def move(self, entry: QueueEntry, place: int) -> Step:
        """Let somebody wait at another place of the list, from 0."""
        waiting = self._list(entry.session_id).waiting
        others = [one for one in waiting if one.id != entry.id]
        place = max(0, min(len(others), place))
        with self._base.atomic():
            changes = self._in_order([*others[:place], entry, *others[place:]])
        return step(_("move {name}").format(name=self._name(entry.speaker_id)), changes)

    def give(
        self, session_id: SessionId, speaker_id: ParticipantId | None, at_ms: int | None
    ) -> Step:
        """Give somebody the floor, from the list or straight away; None leaves it free."""
        now = self._list(session_id)
        if speaker_id is None:
            with self._base.atomic():
                return step(_("end the turn"), self._take_back(now, session_id, at_ms))
        waiting = now.waiting_of(speaker_id)
        waiting = waiting or next((x for x in now.left_over if x.speaker_id == speaker_id), None)
        with self._base.atomic():
            if waiting is None or waiting.kind is QueueKind.FLOOR:
                changes = self._begin_speech(session_id, at_ms)
            else:
                changes = self._take_back(now, session_id, at_ms)
            entry = waiting or self._new(session_id, QueueKind.FLOOR, speaker_id)
            changes += self._hold(entry, at_ms, known=waiting is not None)
        return step(_("give {name} the floor").format(name=self._name(speaker_id)), changes)

    def interrupt(
        self, session_id: SessionId, speaker_id: ParticipantId, at_ms: int | None
    ) -> Step:
        """Log that somebody takes the floor without waiting; the list stays as it is."""
        now = self._list(session_id)
        holder = now.holder
        if holder is None:
            return self.give(session_id, speaker_id, at_ms)
        if holder.speaker_id == speaker_id:
            return Step("", Changes())
        with self._base.atomic():
            changes = Changes()
            if holder.kind is QueueKind.INTERRUPTION:
                changes += self._base.queue.delete(holder.id)
            if at_ms is not None:
                changes += end_turns(self._base, session_id, at_ms)
            entry = self._new(session_id, QueueKind.INTERRUPTION, speaker_id)
            changes += self._hold(entry, at_ms, known=False)
        return step(_("interruption by {name}").format(name=self._name(speaker_id)), changes)

    def end_interruption(self, session_id: SessionId, at_ms: int | None) -> Step:
        """Give the floor back to the one interrupted."""
        now = self._list(session_id)
        if now.holder is None or now.interrupted is None:
            return Step("", Changes())
        with self._base.atomic():
            changes = self._base.queue.delete(now.holder.id)
            if at_ms is not None:
                changes += end_turns(self._base, session_id, at_ms)
                changes += begin_turn(self._base, now.interrupted, at_ms)
        name = self._name(now.interrupted.speaker_id)
        return step(_("give {name} the floor back").format(name=name), changes)

    def draw_line(self, session_id: SessionId) -> Step:
        """Close the list of the item being held; replies may still be asked for."""
        if self._list(session_id).is_closed:
            return Step("", Changes())
        line = self._new(session_id, QueueKind.LINE, None)
        return step(_("draw a line under the list"), self._base.queue.add(line))

    def take_line_away(self, session_id: SessionId) -> Step:
        """Open the list again."""
        line = self._list(session_id).line
        changes = Changes() if line is None else self._base.queue.delete(line.id)
        return step(_("open the list again"), changes)

    def bring_along(self, session_id: SessionId) -> Step:
        """Put those who still wait on the lists of other items on the one of this item, once."""
        now, item_id = self._list(session_id), self._item_id(session_id)
        with self._base.atomic():
            here = {one.speaker_id for one in now.waiting}
            first = {one.speaker_id: one for one in reversed(now.left_over)}
            kept = [x for x in now.left_over if x.speaker_id not in here and x in first.values()]
            moved = [replace(one, agenda_item_id=item_id) for one in kept]
            changes = sum(map(self._base.queue.save, moved), start=Changes())
            again = (self._base.queue.delete(one.id) for one in now.left_over if one not in kept)
            changes += sum(again, start=Changes())
            changes += self._in_order([*now.waiting, *moved])
        return step(_("bring the list along"), changes)

    def let_go(self, session_id: SessionId) -> Step:
        """Take those off who still wait on the lists of other items."""
        with self._base.atomic():
            left = self._list(session_id).left_over
            changes = sum((self._base.queue.delete(one.id) for one in left), start=Changes())
        return step(_("clear the earlier list"), changes)

    def _begin_speech(self, session_id: SessionId, at_ms: int | None) -> Changes:
        """Forget the speech before with its replies: another one begins."""
        changes = Changes() if at_ms is None else end_turns(self._base, session_id, at_ms)
        for entry in self._base.queue.of_session(session_id):
            if entry.since is not None:
                changes += self._base.queue.delete(entry.id)
        return changes

    def _take_back(self, now: SpeakersList, session_id: SessionId, at_ms: int | None) -> Changes:
        changes = Changes() if at_ms is None else end_turns(self._base, session_id, at_ms)
        for entry in (now.holder, now.interrupted):
            if entry is not None:
                changes += done(self._base, entry, self._now())
        return changes

    def _hold(self, entry: QueueEntry, at_ms: int | None, *, known: bool) -> Changes:
        holder = replace(entry, since=self._now())
        store = self._base.queue.save if known else self._base.queue.add
        changes = store(holder)
        return changes if at_ms is None else changes + begin_turn(self._base, holder, at_ms)

    def _in_order(self, entries: list[QueueEntry]) -> Changes:
        """Give these the places they have among themselves; only what moves is stored."""
        places = sorted(one.position for one in entries)
        placed = zip(entries, places, strict=True)
        moved = [replace(one, position=at) for one, at in placed if one.position != at]
        return sum(map(self._base.queue.save, moved), start=Changes())

    def _new(
        self, session_id: SessionId, kind: QueueKind, speaker_id: ParticipantId | None
    ) -> QueueEntry:
        position = self._base.queue.next_position(session_id)
        return QueueEntry(
            QueueEntryId(new_guid()),
            session_id,
            position,
            kind,
            speaker_id,
            self._item_id(session_id),
        )

    def _list(self, session_id: SessionId) -> SpeakersList:
        entries = self._base.queue.of_session(session_id)
        return speakers_list(entries, self._item_id(session_id))

    def _item_id(self, session_id: SessionId) -> AgendaItemId | None:
        item = running(self._base.agenda.of_session(session_id))
        return item.id if item is not None else None

    def _name(self, participant_id: ParticipantId | None) -> str:
        person = None if participant_id is None else self._base.participants.get(participant_id)
        if person is None:
            raise BugError(f"no participant {participant_id}")
        return person.name

    def _now(self) -> datetime:
        return self._clock.now()
