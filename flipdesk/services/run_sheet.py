"""The run sheet of a session (drejebog): items, their order and their minutes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import closed_up, day_of, gone_days, with_placed
from flipdesk.domain.agenda_template import AgendaTemplate, TemplateItem
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.day_starts import renumbered
from flipdesk.domain.ids import AgendaItemId, SessionId, new_guid
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.text_versions import TextVersions


class RunSheet:
    """Changes to the agenda of a session before and while it runs."""

    def __init__(self, base: KnowledgeBase, texts: TextVersions) -> None:
        self._base = base
        self._texts = texts

    def add(
        self,
        session_id: SessionId,
        title: str,
        *,
        kind: AgendaKind = AgendaKind.DISCUSSION,
        minutes: int = 10,
        position: int | None = None,
    ) -> tuple[AgendaItemId, Step]:
        """Add an item, last or at a position, and return its id.

        Raises:
            KnownError: it has no title, or minutes that make no sense.
        """
        item = AgendaItem(
            id=AgendaItemId(new_guid()),
            session_id=session_id,
            position=0,
            title=title.strip(),
            kind=kind,
            minutes=minutes,
        )
        with self._base.atomic():
            changes = self.put(session_id, [item], position)
        return item.id, step(_("add {title}").format(title=item.title), changes)

    def change(self, item_id: AgendaItemId, **fields: Any) -> Step:
        """Change what an item says; raises as `add` does, and for fewest over most minutes."""
        item = self._item(item_id)
        with self._base.atomic():
            changes = self.save(replace(item, **fields))
        return step(_("change {title}").format(title=item.title), changes)

    def move(self, item_id: AgendaItemId, position: int) -> Step:
        """Put an item at a position; the others close up."""
        item = self._item(item_id)
        ids = [one.id for one in self._base.agenda.of_session(item.session_id)]
        place = max(0, min(position, len(ids) - 1))
        return self.move_all([item_id], place + (place > ids.index(item_id)))

    def move_all(
        self, item_ids: Sequence[AgendaItemId], gap: int, *, day: int | None = None
    ) -> Step:
        """Put items, in their order, where `gap` items stand before them now.

        They take the day given, else that of the item they come behind.
        """
        item = self._item(item_ids[0])
        present = self._base.agenda.of_session(item.session_id)
        with self._base.atomic():
            placed = with_placed(present, item_ids, gap, day)
            changes = self.close_up(present, placed)
        label = one_or_many(_("move {title}"), _("move {count} items"), item.title, len(item_ids))
        return step(label, changes)

    def delete(self, item_id: AgendaItemId) -> Step:
        return self.delete_all([item_id])

    def delete_all(self, item_ids: Sequence[AgendaItemId]) -> Step:
        """Delete items; a day that is left empty goes too."""
        item, item_ids = self._item(item_ids[0]), tuple(dict.fromkeys(item_ids))
        present = self._base.agenda.of_session(item.session_id)
        kept = [one for one in present if one.id not in item_ids]
        with self._base.atomic():
            changes = sum(map(self._base.agenda.delete, dict.fromkeys(item_ids)), start=Changes())
            # What pointed at an item that is gone has let go of it; nothing else is different.
            changes += self.close_up(present, kept)
        one, many = _("delete {title}"), _("delete {count} items")
        return step(one_or_many(one, many, item.title, len(item_ids)), changes)

    def duplicate(self, item_ids: Sequence[AgendaItemId]) -> Step:
        """Put copies of items behind the last of them; what happened to them is not copied."""
        item = self._item(item_ids[0])
        present = self._base.agenda.of_session(item.session_id)
        chosen = [one for one in present if one.id in item_ids]
        copies = [_fresh(replace(one, day=None)) for one in chosen]
        with self._base.atomic():
            changes = self.put(item.session_id, copies, present.index(chosen[-1]) + 1)
        one, many = _("duplicate {title}"), _("duplicate {count} items")
        return step(one_or_many(one, many, item.title, len(copies)), changes)

    def insert_template(self, session_id: SessionId, template: AgendaTemplate) -> Step:
        """Add the items of a template behind those that are there."""
        with self._base.atomic():
            changes = self.put(session_id, template.agenda(session_id, 0))
        return step(_("insert {title}").format(title=template.title), changes)

    def insert_block(self, session_id: SessionId, block: TemplateItem, position: int) -> Step:
        """Insert an item of the library at a position."""
        with self._base.atomic():
            changes = self.put(session_id, [block.agenda_item(session_id, 0)], position)
        return step(_("insert {title}").format(title=block.title), changes)

    def insert(self, session_id: SessionId, items: Sequence[AgendaItem], position: int) -> Step:
        """Insert items from elsewhere at a position; raises as `add` does."""
        with self._base.atomic():
            changes = self.put(session_id, items, position)
        one, many = _("insert {title}"), _("insert {count} items")
        title = items[0].title if items else ""
        return step(one_or_many(one, many, title, len(items)), changes)

    def put(
        self, session_id: SessionId, items: Sequence[AgendaItem], position: int | None = None
    ) -> Changes:
        """Store new items at a position, last without one; part of a step.

        Their days count from that of the item they come behind; what follows makes room for them.
        """
        for item in items:
            _refuse_senseless(item)
        present = self._base.agenda.of_session(session_id)
        place = len(present) if position is None else max(0, min(position, len(present)))
        # The keys of a template may be taken already; those of a session file are unique.
        fresh = [replace(item, key=None) for item in items] if present else list(items)
        if present:
            first = present[max(0, place - 1)]
            fresh = [_on_day(item, first.day, day_of(item) - 1) for item in fresh]
        days = max((day_of(item) for item in items), default=1) - 1
        after = [_on_day(item, item.day, days) for item in present[place:]]
        wanted = [*present[:place], *fresh, *after]
        here = day_of(present[max(0, place - 1)]) if present else 1
        changes = self.renumber_days(session_id, lambda day: day + days * (day > here))
        placed = [replace(one, position=n) for n, one in enumerate(wanted)]
        return changes + self.store(present, placed)

    def save(self, item: AgendaItem) -> Changes:
        """Store an item that has changed; part of a step."""
        _refuse_senseless(item)
        least, most = item.minutes_min, item.minutes_max
        if least is not None and most is not None and least > most:
            raise KnownError(_("The fewest minutes must not be more than the most."))
        return self._texts.save(item)

    def close_up(self, present: Sequence[AgendaItem], kept: Sequence[AgendaItem]) -> Changes:
        """Store items without the days that something emptied; part of a step."""
        gone = gone_days(present, kept)
        changes = self.store(present, closed_up(present, kept))
        if not present or not gone:
            return changes
        return changes + self.renumber_days(
            present[0].session_id,
            lambda day: None if day in gone else day - sum(one < day for one in gone),
        )

    def renumber_days(self, session_id: SessionId, day_now: Callable[[int], int | None]) -> Changes:
        """Let the hour at which a day begins go along with it; part of a step."""
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        starts = renumbered(session.day_starts, day_now)
        return self._base.sessions.save(replace(session, day_starts=starts))

    def store(self, present: Sequence[AgendaItem], wanted: Sequence[AgendaItem]) -> Changes:
        """Store the items that are new or differ from those present; part of a step."""
        known = {item.id: item for item in present}
        changes = Changes()
        for item in wanted:
            if item.id not in known:
                changes += self._base.agenda.add(item)
            elif known[item.id] != item:
                changes += self._base.agenda.save(item)
        return changes

    def _item(self, item_id: AgendaItemId) -> AgendaItem:
        item = self._base.agenda.get(item_id)
        if item is None:
            raise BugError(f"no agenda item {item_id}")
        return item


def one_or_many(one: str, many: str, title: str, count: int) -> str:
    """Return the words for one item with its title, or for several with their number."""
    return one.format(title=title) if count == 1 else many.format(count=count)


def _refuse_senseless(item: AgendaItem) -> None:
    if not item.title.strip():
        raise KnownError(_("An agenda item needs a title. Write what is to happen."))
    if not 0 <= item.minutes <= 24 * 60:
        raise KnownError(_("Minutes must be between 0 and 1440."))


def _on_day(item: AgendaItem, day: int | None, later: int) -> AgendaItem:
    """Return the item on a day, or so many days later; a session of one day says none."""
    return replace(item, day=day if not later else (day or 1) + later)


def _fresh(item: AgendaItem) -> AgendaItem:
    return replace(
        item,
        id=AgendaItemId(new_guid()),
        key=None,
        takes_up=(),
        extra_minutes=0,
        started=None,
        ended=None,
    )
