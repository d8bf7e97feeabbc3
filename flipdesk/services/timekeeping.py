"""Keeping time while a session runs: pauses, remedies for what runs over, and the order of it."""

from dataclasses import replace

from flipdesk.domain.agenda import AgendaItem, newest, upcoming
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.day_end import Cut, DayEnd, day_end
from flipdesk.domain.ids import AgendaItemId, PauseId, SessionId, new_guid
from flipdesk.domain.pause import Pause, lasting
from flipdesk.domain.session_clock import slots_at
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.run_sheet import RunSheet
from flipdesk.services.session_progress import SessionProgress
from flipdesk.services.text_versions import TextVersions


class Timekeeping:
    """Each remedy is offered by `day_end` first; one that cannot be used now says why not."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._progress = SessionProgress(base, clock)
        self._run_sheet = RunSheet(base, TextVersions(base, clock))

    def pause(self, session_id: SessionId) -> Step:
        """Let the agenda clock stand still from now on.

        Raises:
            KnownError: the session is not under way.
        """
        if lasting(self._base.pauses.of_session(session_id)) is not None:
            return Step("", Changes())
        if self._progress.session(session_id).state is not SessionState.RUNNING:
            raise KnownError(_("The agenda clock is not running. Begin an item first."))
        pause = Pause(
            PauseId(new_guid()),
            session_id,
            self._base.pauses.next_position(session_id),
            self._progress.now(),
        )
        return step(_("stop the agenda clock"), self._base.pauses.add(pause))

    def resume(self, session_id: SessionId) -> Step:
        """Let the agenda clock go on; nothing happens when it runs."""
        changes = self._progress.end_pause(session_id, self._progress.now())
        return step(_("start the agenda clock again"), changes)

    def begin(self, item_id: AgendaItemId) -> Step:
        """Begin any item that has not been held, a skipped one too; the one that is on ends.

        Raises:
            KnownError: it has been held already.
        """
        item = self._item(item_id)
        if item.is_running:
            return Step("", Changes())
        if item.started is not None:
            raise KnownError(
                _("{title} has been held. Go back item by item to hold it again.").format(
                    title=item.title
                )
            )
        with self._base.atomic():
            changes = self._progress.end_item(item.session_id)
            changes += self._progress.begin_item(replace(item, skipped=False))
        return step(_("begin {title}").format(title=item.title), changes)

    def skip(self, item_id: AgendaItemId) -> Step:
        """Say that an item is not going to be held; its plan stays.

        Raises:
            KnownError: it was begun.
        """
        item = self._item(item_id)
        if item.started is not None:
            raise KnownError(
                _("{title} was begun and cannot be skipped. Go on to the next item.").format(
                    title=item.title
                )
            )
        changes = self._base.agenda.save(replace(item, skipped=True))
        return step(_("skip {title}").format(title=item.title), changes)

    def unskip(self, item_id: AgendaItemId) -> Step:
        """Say that a skipped item is going to be held after all."""
        item = self._item(item_id)
        changes = self._base.agenda.save(replace(item, skipped=False))
        return step(_("hold {title} after all").format(title=item.title), changes)

    def skip_next(self, session_id: SessionId) -> Step:
        """Skip the item that would come next.

        Raises:
            KnownError: none is coming.
        """
        following = upcoming(self._base.agenda.of_session(session_id))
        if following is None:
            raise KnownError(_("No item is coming that could be skipped."))
        return self.skip(following.id)

    def move(self, item_id: AgendaItemId, by: int) -> Step:
        """Let an item change places with the one before (-1) or after it (1) that is not begun."""
        items = self._base.agenda.of_session(self._item(item_id).session_id)
        coming = [index for index, one in enumerate(items) if one.started is None]
        here = next((n for n, index in enumerate(coming) if items[index].id == item_id), -1)
        if here < 0 or not 0 <= here + by < len(coming):
            return Step("", Changes())
        return self._run_sheet.move(item_id, coming[here + by])

    def take_from_buffer(self, session_id: SessionId) -> Step:
        """Take the minutes the day is short of from the nearest flexible item to come.

        Raises:
            KnownError: nothing is missing, or no flexible item can give any.
        """
        end = self._end(session_id)
        if end is not None and end.from_buffer is not None:
            return self._shorten(end.from_buffer)
        if end is not None and not end.late_minutes:
            raise KnownError(_("The day ends as planned. No minutes are missing."))
        raise KnownError(
            _("No flexible item to come can give minutes. Shorten or skip one instead.")
        )

    def shorten_next(self, session_id: SessionId) -> Step:
        """Make the next item five minutes shorter, or as much as its least minutes allow.

        Raises:
            KnownError: it cannot be shorter, or none is coming.
        """
        end = self._end(session_id)
        if end is not None and end.shorter_next is not None:
            return self._shorten(end.shorter_next)
        raise KnownError(_("The next item cannot be made shorter. Skip it instead."))

    def end_session(self, session_id: SessionId) -> Step:
        """End the item that is on and the session; what was not held stays as it was planned."""
        with self._base.atomic():
            changes = self._progress.end_item(session_id)
            changes += self._progress.set_state(session_id, SessionState.ENDED)
        return step(_("end the session"), changes)

    def reopen(self, session_id: SessionId) -> Step:
        """Go on with a session that was ended: with what is left, else with its last item."""
        items = self._base.agenda.of_session(session_id)
        last = newest(items)
        with self._base.atomic():
            changes = Changes()
            if upcoming(items) is None and last is not None:
                changes += self._base.agenda.save(replace(last, ended=None))
            changes += self._progress.set_state(session_id, SessionState.RUNNING)
        return step(_("reopen the session"), changes)

    def _shorten(self, cut: Cut) -> Step:
        shorter = replace(cut.item, extra_minutes=cut.item.extra_minutes - cut.minutes)
        label = _("take {minutes} min. from {title}")
        named = label.format(minutes=cut.minutes, title=cut.item.title)
        return step(named, self._base.agenda.save(shorter))

    def _end(self, session_id: SessionId) -> DayEnd | None:
        session = self._progress.session(session_id)
        items = self._base.agenda.of_session(session_id)
        pauses = self._base.pauses.of_session(session_id)
        return day_end(slots_at(session, items, pauses, self._progress.now()))

    def _item(self, item_id: AgendaItemId) -> AgendaItem:
        item = self._base.agenda.get(item_id)
        if item is None:
            raise BugError(f"no agenda item {item_id}")
        return item
