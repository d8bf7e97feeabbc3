"""What can be done to the rows of the run sheet that are selected."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import begins_day, day_of
from flipdesk.domain.agenda_template import AgendaTemplate, TemplateItem
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.run_sheet import one_or_many
from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView
from flipdesk.ui.workspace import Workspace


class RunSheetActions(QObject):
    """Every action is one step; afterwards the rows it was about are selected again."""

    def __init__(self, workspace: Workspace, view: RunSheetView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        view.move_requested.connect(self._on_view_move_requested)
        view.delete_requested.connect(self.delete)
        view.add_requested.connect(self.add)
        view.copy_requested.connect(self.copy)
        view.cut_requested.connect(self.cut)
        view.paste_requested.connect(self.paste)

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        record = self._record
        return record.agenda if record else ()

    @property
    def selected(self) -> list[AgendaItem]:
        """The items of the rows that are selected, from top to bottom."""
        items = self.items
        return [items[row] for row in self._view.selected_rows if row < len(items)]

    def add(self) -> None:
        """Insert an item after the selected rows and open its title for writing."""
        record, place = self._record, self._place_behind()
        if record is None:
            return
        # A cell that is open is written first, for the new row takes the focus.
        self._view.setFocus()
        run_sheet, session_id = self._workspace.desk.run_sheet, record.session.id
        title = _("New item")
        if self._workspace.perform(lambda: run_sheet.add(session_id, title, position=place)[1]):
            self._view.edit_title(place)

    def move_by(self, by: int) -> None:
        """Move the selected items up or down, over the border of a day to the day beyond."""
        rows, items = self._view.selected_rows, self.items
        if not rows:
            return
        first, last = rows[0], rows[-1]
        if by < 0 and first > 0:
            crosses = begins_day(items, first)
            self._move(first if crosses else first - 1, day_of(items[first - 1]))
        elif by > 0 and last + 1 < len(items):
            crosses = begins_day(items, last + 1)
            self._move(last + 1 if crosses else last + 2, day_of(items[last + 1]))

    def move_to_day(self, day: int) -> None:
        """Move the selected items to another day."""
        ids = [item.id for item in self.selected]
        days = self._workspace.desk.run_sheet_days
        if ids and self._workspace.perform(lambda: days.move_to_day(ids, day)):
            self._select(ids)

    def begin_day(self) -> None:
        """Let a new day begin with the first selected item."""
        days = self._workspace.desk.run_sheet_days
        self._do_first(lambda item: days.begin_day(item.id))

    def join_day(self) -> None:
        """Let the day of the first selected item be one with the day before."""
        days = self._workspace.desk.run_sheet_days
        self._do_first(lambda item: days.join_day(item.id))

    def duplicate(self) -> None:
        """Put copies behind the selected items, and select them."""
        ids, place = [item.id for item in self.selected], self._place_behind()
        run_sheet = self._workspace.desk.run_sheet
        if ids and self._workspace.perform(lambda: run_sheet.duplicate(ids)):
            self._view.select_rows(place, len(ids))

    def delete(self) -> None:
        chosen = self.selected
        if not chosen:
            return
        row = self._view.selected_rows[0]
        one, many = _("{title} is deleted"), _("{count} items are deleted")
        notice = one_or_many(one, many, chosen[0].title, len(chosen))
        run_sheet, ids = self._workspace.desk.run_sheet, [item.id for item in chosen]
        self._workspace.perform(lambda: run_sheet.delete_all(ids), notice=notice)
        if self.items:
            self._view.go_to(min(row, len(self.items) - 1))

    def keep(self) -> None:
        """Keep the selected items in the library."""
        chosen = self.selected
        if not chosen:
            return
        one, many = _("{title} is in the library"), _("{count} items are in the library")
        notice = one_or_many(one, many, chosen[0].title, len(chosen))
        library, ids = self._workspace.desk.agenda_library, [item.id for item in chosen]
        self._workspace.perform(lambda: library.keep_blocks(ids), notice=notice)

    def insert_block(self, block: TemplateItem) -> None:
        """Insert an item of the library after the selected rows."""
        record, place = self._record, self._place_behind()
        if record is None:
            return
        run_sheet, session_id = self._workspace.desk.run_sheet, record.session.id
        if self._workspace.perform(lambda: run_sheet.insert_block(session_id, block, place)):
            self._view.go_to(place)
            self._view.setFocus()

    def insert_template(self, template: AgendaTemplate) -> None:
        """Insert the items of a template behind all others."""
        record = self._record
        if record is None:
            return
        first = len(record.agenda)
        run_sheet, session_id = self._workspace.desk.run_sheet, record.session.id
        notice = _("{title} is inserted").format(title=template.title)
        if self._workspace.perform(
            lambda: run_sheet.insert_template(session_id, template), notice=notice
        ):
            self._view.go_to(first)
            self._view.setFocus()

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as text that a spreadsheet takes."""
        from flipdesk.exchange.agenda_rows import agenda_text

        record, chosen = self._record, self.selected
        if record is None or not chosen:
            return
        times = [self._view.time_text(row) for row in self._view.selected_rows]
        initials = {one.id: one.initials for one in record.participants}
        QGuiApplication.clipboard().setText(agenda_text(chosen, times, initials))

    def cut(self) -> None:
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Insert what the clipboard holds after the selected rows, a line an item."""
        from flipdesk.exchange.agenda_rows import agenda_of_text

        record, place = self._record, self._place_behind()
        if record is None:
            return
        people = {one.initials.casefold(): one.id for one in record.participants}
        session_id = record.session.id
        text = QGuiApplication.clipboard().text()
        run_sheet = self._workspace.desk.run_sheet
        items: tuple[AgendaItem, ...] = ()

        def insert() -> Step:
            nonlocal items
            items = agenda_of_text(text, session_id, people)
            return run_sheet.insert(session_id, items, place) if items else Step("", Changes())

        if self._workspace.perform(insert) and items:
            self._view.select_rows(place, len(items))

    @property
    def _record(self) -> SessionRecord | None:
        return self._workspace.record

    def _place_behind(self) -> int:
        rows = self._view.selected_rows
        return rows[-1] + 1 if rows else len(self.items)

    def _move(self, gap: int, day: int) -> None:
        ids = [item.id for item in self.selected]
        run_sheet = self._workspace.desk.run_sheet
        if ids and self._workspace.perform(lambda: run_sheet.move_all(ids, gap, day=day)):
            self._select(ids)

    def _on_view_move_requested(self, gap: int, day: int) -> None:
        self._move(gap, day)

    def _do_first(self, act: Callable[[AgendaItem], Step]) -> None:
        chosen = self.selected
        if chosen:
            self._workspace.perform(lambda: act(chosen[0]))

    def _select(self, ids: list[AgendaItemId]) -> None:
        rows = [row for row, item in enumerate(self.items) if item.id in ids]
        if rows:
            self._view.select_rows(rows[0], len(rows))
