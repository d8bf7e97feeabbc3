"""Organisations and the other names they go by; two that are one are put together."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QWidget
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import OrganisationId
from flipdesk.domain.organisation import Organisation
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.workspace import Workspace

_NAMES_HEIGHT, _ALIASES_HEIGHT = 150, 84


class OrganisationsDialog(FormDialog):
    """Every button does its work at once, and can be undone when the dialog is closed."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "organisations_dialog", _("Organisations"), _("Close"), parent)
        self._workspace = workspace
        self._found: tuple[Organisation, ...] = ()
        self.names = QListWidget()
        self.rename_button = Button(theme, _("Rename"))
        self.aliases = QListWidget()
        self.remove_button = Button(theme, _("Remove the name"))
        self.alias = Field(theme, _("Another name"))
        self.add_button = Button(theme, _("Add"))
        self.into = QComboBox()
        self.merge_button = Button(theme, _("Put together"))
        self.said = Label(theme, "", "body", "warning", wrap=True)
        self.said.setObjectName("organisations_said")
        self.cancel_button.hide()
        self._lay_out_fields()
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.names.currentRowChanged.connect(self._show_chosen)
        # The list is filled anew, which it must not be before the cell is closed.
        self._written = QTimer(self, singleShot=True)
        self._written.timeout.connect(self._store_name)
        self.names.itemChanged.connect(lambda _item: self._written.start())
        self.rename_button.clicked.connect(self._on_rename)
        self.alias.returnPressed.connect(self._on_add)
        self.add_button.clicked.connect(self._on_add)
        self.remove_button.clicked.connect(self._on_remove)
        self.merge_button.clicked.connect(self._on_merge)
        self._show_all()

    @override
    def save(self) -> None:
        """Nothing is left to save."""

    @override
    def done(self, result: int) -> None:
        if self._written.isActive():
            self._store_name()
        super().done(result)

    @property
    def chosen(self) -> Organisation | None:
        """The organisation that is shown, None when there is none at all."""
        row = self.names.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _on_rename(self) -> None:
        item = self.names.currentItem()
        if item is not None:
            self.names.setFocus()
            self.names.editItem(item)

    def _store_name(self) -> None:
        organisations = self._workspace.desk.organisations
        for row, one in enumerate(self._found):
            name = self.names.item(row).text()
            if name != one.name:
                text = _("{old} is called {new} now").format(old=one.name, new=name.strip())
                if not self._do(partial(organisations.rename, one.id, name), notice=text):
                    self._show_all()
                return

    def _on_add(self) -> None:
        chosen, alias = self.chosen, self.alias.text()
        organisations = self._workspace.desk.organisations
        if chosen is not None and self._do(lambda: organisations.add_alias(chosen.id, alias)):
            self.alias.clear()

    def _on_remove(self) -> None:
        chosen, item = self.chosen, self.aliases.currentItem()
        organisations = self._workspace.desk.organisations
        if chosen is not None and item is not None:
            alias = item.text()
            self._do(lambda: organisations.remove_alias(chosen.id, alias))

    def _on_merge(self) -> None:
        chosen, into = self.chosen, self.into.currentData()
        organisations = self._workspace.desk.organisations
        if chosen is None or into is None:
            return
        kept = OrganisationId(into)
        text = _("{lost} and {kept} are one now").format(
            lost=chosen.name, kept=self.into.currentText()
        )
        self._do(lambda: organisations.merge(chosen.id, kept), notice=text, go_to=kept)

    def _do(
        self,
        action: Callable[[], Step],
        *,
        notice: str = "",
        go_to: OrganisationId | None = None,
    ) -> bool:
        self.said.setText("")
        try:
            self._workspace.do(action, notice=notice)
        except KnownError as error:
            self.said.setText(str(error))
            self.said.show()
            announce(self, str(error))
            return False
        self._show_all(go_to)
        return True

    def _show_all(self, go_to: OrganisationId | None = None) -> None:
        chosen = self.chosen
        wanted = go_to or (chosen.id if chosen is not None else None)
        self._found = self._workspace.desk.base.organisations.all()
        blocker = QSignalBlocker(self.names)
        self.names.clear()
        self.names.addItems([one.name for one in self._found])
        for place in range(self.names.count()):
            item = self.names.item(place)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        row = next((n for n, one in enumerate(self._found) if one.id == wanted), 0)
        self.names.setCurrentRow(row if self._found else -1)
        blocker.unblock()
        self._show_chosen()

    def _show_chosen(self, _row: int = 0) -> None:
        chosen = self.chosen
        self.aliases.clear()
        self.aliases.addItems(list(chosen.aliases) if chosen is not None else [])
        has_alias = self.aliases.count() > 0
        if has_alias:
            self.aliases.setCurrentRow(0)
        self.remove_button.setEnabled(has_alias)
        self.rename_button.setEnabled(chosen is not None)
        self.into.clear()
        for one in self._found:
            if chosen is not None and one.id != chosen.id:
                self.into.addItem(one.name, one.id)
        can_merge = self.into.count() > 0
        self.alias.setEnabled(chosen is not None)
        self.add_button.setEnabled(chosen is not None)
        self.into.setEnabled(can_merge)
        self.merge_button.setEnabled(can_merge)

    def _lay_out_fields(self) -> None:
        px = self.theme.px
        self.names.setFixedHeight(px(_NAMES_HEIGHT))
        self.aliases.setFixedHeight(px(_ALIASES_HEIGHT))
        self.names.setAccessibleName(_("Organisations"))
        self.aliases.setAccessibleName(_("Also called"))
        self.into.setAccessibleName(_("The same as"))
        self.add_field("organisation_names", _("Organisation"), self.names)
        self._add_row(self.rename_button, "organisation_rename")
        self.add_field("organisation_aliases", _("Also called"), self.aliases)
        self._add_row(self.remove_button, "organisation_remove_alias")
        self.add_field("organisation_alias", _("Another name"), self.alias)
        self._add_row(self.add_button, "organisation_add_alias")
        self.add_field("organisation_into", _("The same as"), self.into)
        self._add_row(self.merge_button, "organisation_merge")
        self.said.hide()
        self.form.addRow(self.said)

    def _add_row(self, button: Button, name: str) -> None:
        button.setObjectName(name)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.form.addRow("", row)
