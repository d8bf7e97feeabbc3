"""The days of a run sheet, when they begin, and the buffers in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import day_of, with_day_begun, with_day_joined
from flipdesk.domain.buffer import AddBuffer, MakeFlexible, Remedy, TakeFrom
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.day_starts import with_day_start
from flipdesk.domain.ids import AgendaItemId, SessionId, new_guid
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.run_sheet import RunSheet


class RunSheetDays:
    def __init__(self, base: KnowledgeBase, run_sheet: RunSheet) -> None:
        self._base = base
        self._run_sheet = run_sheet

    def begin_day(self, item_id: AgendaItemId) -> Step:
        """Let a new day begin with an item."""
        item, present, place = self._place(item_id)
        with self._base.atomic():
            changes = self._run_sheet.store(present, with_day_begun(present, place))
            if changes:
                later = day_of(item)
                changes += self._run_sheet.renumber_days(
                    item.session_id, lambda day: day + (day > later)
                )
        return step(_("new day with {title}").format(title=item.title), changes)

    def join_day(self, item_id: AgendaItemId) -> Step:
        """Let the day of an item be one with the day before."""
        item, present, place = self._place(item_id)
        with self._base.atomic():
            joined = with_day_joined(present, place)
            changes = self._run_sheet.store(present, joined)
            here, span = day_of(item), day_of(item) - day_of(joined[place])
            if span:
                changes += self._run_sheet.renumber_days(
                    item.session_id,
                    lambda day: None if day == here else day - span * (day > here),
                )
        return step(_("join day {day} with the day before").format(day=day_of(item)), changes)

    def move_to_day(self, item_ids: Sequence[AgendaItemId], day: int) -> Step:
        """Move items to another day: to its end from a later day, to its start from an earlier."""
        item, present, _place = self._place(item_ids[0])
        days = [day_of(one) for one in present]
        if day > day_of(item):
            gap = days.index(day) if day in days else len(present)
        else:
            gap = sum(one <= day for one in days)
        return self._run_sheet.move_all(item_ids, gap, day=day)

    def begin_at(self, session_id: SessionId, begins: time, day: int = 1) -> Step:
        """Let a day of a session begin at a time of day.

        With the first day the end of the session moves as much, and so does every day that has no
        hour of its own. A later day that begins when the first does has none.
        """
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        if day > 1:
            first = session.starts.astimezone(zone_info(session.zone)).time()
            own = None if begins == first else begins
            starts = with_day_start(session.day_starts, day, own)
            changes = self._base.sessions.save(replace(session, day_starts=starts))
            return step(_("begin day {day} at another time").format(day=day), changes)
        with self._base.atomic():
            changes = self._base.sessions.save(_begun_at(session, begins))
        return step(_("begin at another time"), changes)

    def remedy(self, session_id: SessionId, remedy: Remedy) -> Step:
        """Give a day more to spare."""
        with self._base.atomic():
            if isinstance(remedy, MakeFlexible):
                changes = self._run_sheet.save(replace(remedy.item, flexible=True))
                label = _("make {title} flexible").format(title=remedy.item.title)
                return step(label, changes)
            changes = Changes()
            if isinstance(remedy, TakeFrom):
                shorter = replace(remedy.item, minutes=remedy.item.minutes - remedy.minutes)
                changes += self._run_sheet.save(shorter)
            changes += self._add_buffer(session_id, remedy)
        return step(_("put in {minutes} min. of slack").format(minutes=remedy.minutes), changes)

    def _add_buffer(self, session_id: SessionId, remedy: AddBuffer | TakeFrom) -> Changes:
        present = self._base.agenda.of_session(session_id)
        buffer = AgendaItem(
            id=AgendaItemId(new_guid()),
            session_id=session_id,
            position=0,
            title=_("Slack"),
            kind=AgendaKind.BREAK,
            minutes=remedy.minutes,
            flexible=True,
        )
        if isinstance(remedy, TakeFrom):
            place = next(n for n, one in enumerate(present) if one.id == remedy.item.id) + 1
            day = remedy.item.day
        else:
            of_day = [n for n, one in enumerate(present) if day_of(one) == remedy.day]
            day, place = present[of_day[0]].day, of_day[-1] + 1
            if remedy.before is not None:
                place = next(n for n in of_day if present[n].id == remedy.before.id)
        wanted = [*present[:place], replace(buffer, day=day), *present[place:]]
        placed = [replace(one, position=n) for n, one in enumerate(wanted)]
        return self._run_sheet.store(present, placed)

    def _place(self, item_id: AgendaItemId) -> tuple[AgendaItem, tuple[AgendaItem, ...], int]:
        item = self._base.agenda.get(item_id)
        if item is None:
            raise BugError(f"no agenda item {item_id}")
        present = self._base.agenda.of_session(item.session_id)
        return item, present, [one.id for one in present].index(item_id)


def _begun_at(session: Session, begins: time) -> Session:
    zone = zone_info(session.zone)
    day = session.starts.astimezone(zone).date()
    starts = datetime.combine(day, begins, zone)
    # Lengths are added in UTC, for the clocks may change on the way.
    length = session.ends - session.starts
    ends = (starts.astimezone(UTC) + length).astimezone(zone)
    return replace(session, starts=starts, ends=ends)
