"""The menu of Fra skabelon: whole templates, single items, and what is kept of one's own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.agenda_template import AgendaTemplate, TemplateItem
from flipdesk.domain.changes import Step
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.i18n import _, language
from flipdesk.ui.commands import Commands
from flipdesk.ui.dialogs.library_name_dialog import LibraryNameDialog
from flipdesk.ui.rooms.prepare.run_sheet_actions import RunSheetActions
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace


class LibraryMenu(QMenu):
    """Made anew each time it is opened."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        actions: RunSheetActions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace = workspace
        self._window = parent.window()
        self._library = workspace.desk.agenda_library
        self._actions = actions
        self.setObjectName("template_menu")
        self.setToolTipsVisible(True)
        shipped = load_templates(language())
        own = self._library.templates()
        self._add_templates([one.template for one in own])
        if own:
            self.addSeparator()
        self._add_templates(shipped)
        self.addSeparator()
        blocks = self._submenu(self, _("A single item"), "block_menu")
        self._add_blocks(blocks, [one.item for one in self._library.blocks()])
        if not blocks.isEmpty():
            blocks.addSeparator()
        for template in (*(one.template for one in own), *shipped):
            submenu = self._submenu(blocks, _("From {title}").format(title=template.title), "")
            self._add_blocks(submenu, template.items)
        self.addSeparator()
        self.addAction(commands.action("agenda.keep_block"))
        self.addAction(commands.action("agenda.keep_template"))
        self._add_own()

    def _add_templates(self, templates: Sequence[AgendaTemplate]) -> None:
        for template in templates:
            words = _("{title} · {minutes} min.")
            text = _plain(words.format(title=template.title, minutes=template.minutes))
            action = self.addAction(text, partial(self._actions.insert_template, template))
            action.setToolTip(template.description)

    def _add_blocks(self, menu: QMenu, items: Sequence[TemplateItem]) -> None:
        for item in items:
            words = _("{title} · {minutes} min.")
            text = _plain(words.format(title=item.title, minutes=item.minutes))
            block = item if item.day is None else _without_day(item)
            action = menu.addAction(text, partial(self._actions.insert_block, block))
            action.setToolTip(item.purpose or "")

    def _add_own(self) -> None:
        library = self._library
        kept: list[tuple[str, Callable[[str], Step], Callable[[], Step]]] = [
            (
                one.template.title,
                partial(library.rename_template, one.id),
                partial(library.delete_template, one.id),
            )
            for one in library.templates()
        ]
        kept += [
            (
                one.item.title,
                partial(library.rename_block, one.id),
                partial(library.delete_block, one.id),
            )
            for one in library.blocks()
        ]
        if not kept:
            return
        own = self._submenu(self, _("My own"), "own_menu")
        for title, rename, delete in kept:
            menu = self._submenu(own, title, "")
            menu.addAction(_("Rename…"), partial(self._rename, title, rename))
            notice = _("{title} is deleted").format(title=title)
            menu.addAction(_("Delete"), partial(self._workspace.perform, delete, notice=notice))

    def _rename(self, title: str, rename: Callable[[str], Step]) -> None:
        dialog = LibraryNameDialog(
            self._theme,
            self._workspace,
            _("Rename {title}").format(title=title),
            rename,
            self._window,
        )
        dialog.open_with(title)

    def _submenu(self, menu: QMenu, title: str, name: str) -> QMenu:
        made = menu.addMenu(_plain(title))
        made.setObjectName(name)
        made.setToolTipsVisible(True)
        return made


def keep_template(
    theme: Theme, workspace: Workspace, record: SessionRecord, parent: QWidget
) -> None:
    """Ask what the run sheet is to be called as a template, and keep it."""
    library, session = workspace.desk.agenda_library, record.session
    dialog = LibraryNameDialog(
        theme,
        workspace,
        _("Keep the run sheet as a template"),
        partial(library.keep_template, session.id),
        parent,
    )
    dialog.open_with(session.title)


def _plain(text: str) -> str:
    return text.replace("&", "&&")


def _without_day(item: TemplateItem) -> TemplateItem:
    return replace(item, day=None)
