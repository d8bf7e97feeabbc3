"""The menu of a row of the run sheet: all that keys do, and the days."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.agenda_days import begins_day, day_of
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.prepare.run_sheet_actions import RunSheetActions
from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView

_Keys = QKeySequence.StandardKey


def show_menu(menu: QMenu, at: QPoint) -> None:
    """Open a menu that goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)


def run_sheet_menu(
    parent: QWidget, commands: Commands, view: RunSheetView, actions: RunSheetActions
) -> QMenu:
    """Return the menu for the rows that are selected."""
    menu = QMenu(parent)
    menu.setObjectName("agenda_menu")
    chosen = len(actions.selected)
    if chosen == 1:
        row = view.selected_rows[0]
        menu.addAction(_("Change the title"), partial(view.edit_title, row)).setShortcut("F2")
        menu.addAction(commands.action("agenda.details"))
        menu.addSeparator()
    if chosen:
        menu.addAction(commands.action("agenda.up"))
        menu.addAction(commands.action("agenda.down"))
        _add_days(menu, commands, view, actions)
        menu.addSeparator()
    menu.addAction(commands.action("agenda.add"))
    if chosen:
        menu.addAction(commands.action("agenda.duplicate"))
        menu.addAction(commands.action("agenda.keep_block"))
        menu.addSeparator()
        menu.addAction(_("Cut"), actions.cut).setShortcut(_Keys.Cut)
        menu.addAction(_("Copy"), actions.copy).setShortcut(_Keys.Copy)
    menu.addAction(_("Paste"), actions.paste).setShortcut(_Keys.Paste)
    if chosen:
        words = _("Delete the item") if chosen == 1 else _("Delete {count} items")
        menu.addAction(words.format(count=chosen), actions.delete).setShortcut("Del")
    menu.addSeparator()
    menu.addAction(commands.action("agenda.columns"))
    return menu


def _add_days(
    menu: QMenu, commands: Commands, view: RunSheetView, actions: RunSheetActions
) -> None:
    items, row = actions.items, view.selected_rows[0]
    here, days = day_of(items[row]), sorted({day_of(item) for item in items})
    if days[0] < here:
        menu.addAction(commands.action("agenda.join_day"))
    if row > 0 and not begins_day(items, row):
        menu.addAction(commands.action("agenda.new_day"))
    if len(days) > 1:
        words = _("Change when day {day} begins").format(day=here)
        menu.addAction(words, partial(view.edit_start, row))
    for day in days:
        if day != here:
            words = _("Move to day {day}").format(day=day)
            menu.addAction(words, partial(actions.move_to_day, day))
