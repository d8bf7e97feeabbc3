"""The run sheet of a session (drejebog): items, their order and their minutes."""

from dataclasses import replace
from typing import Any

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_template import AgendaTemplate
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import AgendaItemId, SessionId, new_guid
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class RunSheet:
    """Changes to the agenda of a session before and while it runs."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

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
        self._refuse_senseless(title, minutes)
        items = self._base.agenda.of_session(session_id)
        place = len(items) if position is None else max(0, min(position, len(items)))
        item = AgendaItem(
            id=AgendaItemId(new_guid()),
            session_id=session_id,
            position=len(items),
            title=title.strip(),
            kind=kind,
            minutes=minutes,
            day=items[max(0, place - 1)].day if items else None,
        )
        with self._base.atomic():
            changes = self._base.agenda.add(item)
            changes += self._arrange([*items[:place], item, *items[place:]])
        return item.id, step(_("add {title}").format(title=item.title), changes)

    def change(self, item_id: AgendaItemId, **fields: Any) -> Step:
        item = self._item(item_id)
        changed = replace(item, **fields)
        self._refuse_senseless(changed.title, changed.minutes)
        least, most = changed.minutes_min, changed.minutes_max
        if least is not None and most is not None and least > most:
            raise KnownError(_("The fewest minutes must not be more than the most."))
        with self._base.atomic():
            changes = self._base.agenda.save(changed)
        return step(_("change {title}").format(title=item.title), changes)

    def move(self, item_id: AgendaItemId, position: int) -> Step:
        """Put an item at a position; the others close up."""
        item = self._item(item_id)
        present = self._base.agenda.of_session(item.session_id)
        items = [one for one in present if one.id != item_id]
        place = max(0, min(position, len(items)))
        if present[place].id == item_id:
            return step("")
        neighbour = items[place - 1] if place else items[0] if items else item
        items.insert(place, replace(item, day=neighbour.day))
        with self._base.atomic():
            changes = self._base.agenda.save(items[place]) + self._arrange(items)
        return step(_("move {title}").format(title=item.title), changes)

    def delete(self, item_id: AgendaItemId) -> Step:
        item = self._item(item_id)
        with self._base.atomic():
            changes = self._base.agenda.delete(item_id)
            changes += self._arrange(list(self._base.agenda.of_session(item.session_id)))
        return step(_("delete {title}").format(title=item.title), changes)

    def insert_template(self, session_id: SessionId, template: AgendaTemplate) -> Step:
        """Add the items of a template behind those that are there."""
        present = self._base.agenda.of_session(session_id)
        with self._base.atomic():
            items = template.agenda(session_id, len(present))
            # The keys of the template may be taken already; those of a session file are unique.
            fresh = (replace(item, key=None) for item in items) if present else items
            changes = sum(map(self._base.agenda.add, fresh), start=Changes())
        return step(_("insert {title}").format(title=template.title), changes)

    @staticmethod
    def _refuse_senseless(title: str, minutes: int) -> None:
        if not title.strip():
            raise KnownError(_("An agenda item needs a title. Write what is to happen."))
        if not 0 <= minutes <= 24 * 60:
            raise KnownError(_("Minutes must be between 0 and 1440."))

    def _item(self, item_id: AgendaItemId) -> AgendaItem:
        item = self._base.agenda.get(item_id)
        if item is None:
            raise BugError(f"no agenda item {item_id}")
        return item

    def _arrange(self, items: list[AgendaItem]) -> Changes:
        changes = Changes()
        for position, item in enumerate(items):
            if item.position != position:
                changes += self._base.agenda.save(replace(item, position=position))
        return changes
