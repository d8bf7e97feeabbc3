"""The order in which notes stand in the minutes; the moment in the recording never changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.placing import Groups, grouped, placed
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import counted, step

Placed = Reflection | Outcome
Where = tuple[AgendaItemId | None, int]


class NoteOrder:
    """Several notes move together and keep their order; one place further is one step."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def move_up(self, notes: Sequence[Placed]) -> Step:
        """Let notes stand before the one before them, or last under the agenda item before."""
        return self._move(notes, _above, _("move up"))

    def move_down(self, notes: Sequence[Placed]) -> Step:
        """Let notes stand after the one after them, or first under the next agenda item."""
        return self._move(notes, _below, _("move down"))

    def move_to_item(self, notes: Sequence[Placed], item_id: AgendaItemId) -> Step:
        """Let notes stand under an agenda item, where the moment they were said puts them."""
        if not notes:
            return Step("", Changes())
        record = self._base.record(notes[0].session_id)
        changes = Changes()
        with self._base.atomic():
            for note in self._known(record, notes):
                if note.agenda_item_id != item_id:
                    changes += self._save(replace(note, agenda_item_id=item_id, placed_at=None))
        item = record.agenda_item(item_id)
        label = _("move to {item}").format(item=item.title if item else "")
        return step(counted(label, len(notes)), changes)

    def move_before(
        self, notes: Sequence[Placed], item_id: AgendaItemId | None, before: str | None
    ) -> Step:
        """Let notes stand under an item just before a note by its GUID, None for after the last."""
        if not notes:
            return Step("", Changes())
        record = self._base.record(notes[0].session_id)
        chosen = {note.id for note in notes}
        rest = [note for note in grouped(record)[item_id] if note.id not in chosen]
        index = next((n for n, note in enumerate(rest) if note.id == before), len(rest))
        changes = self._put(record, self._known(record, notes), (item_id, index))
        return step(counted(_("move in the minutes"), len(notes)), changes)

    def _move(
        self, notes: Sequence[Placed], find: Callable[[Groups, list[str]], Where | None], label: str
    ) -> Step:
        if not notes:
            return Step("", Changes())
        record = self._base.record(notes[0].session_id)
        groups = _worth_going(record, grouped(record))
        chosen = {note.id for note in notes}
        ordered = [str(note.id) for group in groups.values() for note in group if note.id in chosen]
        where = find(groups, ordered)
        if where is None:
            raise KnownError(_("The note stands outermost already."))
        changes = self._put(record, self._known(record, notes), where)
        return step(counted(label, len(notes)), changes)

    def _put(self, record: SessionRecord, notes: Sequence[Placed], where: Where) -> Changes:
        item_id, index = where
        groups = grouped(record)
        chosen = frozenset(note.id for note in notes)
        ordered = [note for group in groups.values() for note in group if note.id in chosen]
        rest = [note for note in groups[item_id] if note.id not in chosen]
        places = placed(record, [*rest[:index], *ordered, *rest[index:]], chosen)
        changes = Changes()
        with self._base.atomic():
            for note in (*rest, *ordered):
                if isinstance(note, Marker) or note.id not in places:
                    continue
                moved = replace(note, placed_at=places[note.id])
                if note.id in chosen and item_id is not None:
                    moved = replace(moved, agenda_item_id=item_id)
                changes += self._save(moved)
        return changes

    def _save(self, note: Placed) -> Changes:
        if isinstance(note, Reflection):
            return self._base.reflections.save(note)
        return self._base.outcomes.save(note)

    @staticmethod
    def _known(record: SessionRecord, notes: Sequence[Placed]) -> list[Placed]:
        """Return the notes as they are stored."""
        wanted = {note.id for note in notes}
        known: tuple[Placed, ...] = (*record.reflections, *record.outcomes)
        return [one for one in known if one.id in wanted]


def _worth_going(record: SessionRecord, groups: Groups) -> Groups:
    """Return the agenda items a note can come to: all but empty breaks."""
    breaks = {item.id for item in record.agenda if item.kind is AgendaKind.BREAK}
    return {key: notes for key, notes in groups.items() if notes or key not in breaks}


def _above(groups: Groups, chosen: list[str]) -> Where | None:
    keys = list(groups)
    home = next(key for key in keys if any(note.id == chosen[0] for note in groups[key]))
    rest = [str(note.id) for note in groups[home]]
    index = rest.index(chosen[0])
    if index > 0:
        return home, index - 1
    number = keys.index(home)
    if number == 0:
        # Those further down may still have to join the first.
        return (home, 0) if len(chosen) > 1 and not _together(groups, chosen) else None
    above = keys[number - 1]
    return above, len([note for note in groups[above] if note.id not in chosen])


def _below(groups: Groups, chosen: list[str]) -> Where | None:
    keys = list(groups)
    home = next(key for key in keys if any(note.id == chosen[-1] for note in groups[key]))
    notes = [str(note.id) for note in groups[home]]
    after = [note for note in notes[notes.index(chosen[-1]) + 1 :] if note not in chosen]
    before = [note for note in notes[: notes.index(chosen[-1])] if note not in chosen]
    if after:
        return home, len(before) + 1
    number = keys.index(home)
    # Outside the agenda is where notes without an item are, and not where one is put.
    if number + 1 >= len(keys) or keys[number + 1] is None:
        return (home, len(before)) if not _together(groups, chosen) else None
    return keys[number + 1], 0


def _together(groups: Groups, chosen: list[str]) -> bool:
    """Return whether notes follow each other under one agenda item."""
    for notes in groups.values():
        ids = [str(note.id) for note in notes]
        if chosen[0] in ids:
            first = ids.index(chosen[0])
            return ids[first : first + len(chosen)] == chosen
    return False
