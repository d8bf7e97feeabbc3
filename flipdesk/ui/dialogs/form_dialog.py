"""What small dialogs share: labelled fields, a place for what is wrong, and two buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.form_area import FormArea
from flipdesk.ui.widgets.label import FieldLabel, Label

WIDTH = 460
_TITLE_BAR = 36


class FormDialog(QDialog):
    """Enter accepts, Esc cancels. A dialog deletes itself when it is closed.

    Subclasses add fields with `add_field` and do their work in `save`, which raises a KnownError
    for what the user has to mend; that is said in the dialog, which stays open.
    """

    def __init__(
        self, theme: Theme, name: str, title: str, accept_text: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme = theme
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._canvas = QWidget()
        self.form = QFormLayout(self._canvas)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._area = FormArea(self._canvas)
        self._problem = Label(theme, "", "body", "warning", wrap=True)
        self._problem.setObjectName("dialog_problem")
        self._problem.hide()
        self.cancel_button = Button(theme, _("Cancel"))
        self.cancel_button.setObjectName("dialog_cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button = Button(theme, accept_text, kind="primary")
        self.accept_button.setObjectName("dialog_accept")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self.buttons = QHBoxLayout()
        self._lay_out()

    @property
    def problem(self) -> str:
        """What the user was last asked to mend, "" when nothing."""
        return self._problem.text()

    def add_field(self, name: str, label: str, field: QWidget) -> None:
        """Add a field with its label; `name` becomes its object name, the first has the focus."""
        field.setObjectName(name)
        self.form.addRow(FieldLabel(self.theme, label, field), field)
        if self.focusWidget() is None:
            # Else Qt begins at the default button, and what one types is lost.
            field.setFocus()

    def show_form(self, *, shown: bool) -> None:
        """Show the fields, or hide them for the sake of what stands in their place."""
        self._area.setVisible(shown)

    def save(self) -> None:
        """Do what the dialog is for.

        Raises:
            KnownError: something has to be mended first.
        """
        raise NotImplementedError

    @override
    def accept(self) -> None:
        if self.try_to_save():
            super().accept()

    def try_to_save(self) -> bool:
        """Save, and say in the dialog what has to be mended if that cannot be done."""
        try:
            self.save()
        except KnownError as error:
            self.show_problem(str(error))
            return False
        self._problem.hide()
        self._problem.setText("")
        return True

    def show_problem(self, sentence: str) -> None:
        """Say what has to be mended."""
        self._problem.setText(sentence)
        self._problem.show()
        self.fit()
        announce(self, sentence)

    def fit(self) -> None:
        """Take the size that the fields need now, if the window has as much."""
        self._area.updateGeometry()
        self.resize(self.sizeHint())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else self._room_on_screen()
        return QSize(min(hint.width(), window.width()), min(hint.height(), window.height()))

    def _room_on_screen(self) -> QSize:
        """Return how large a dialog can be that stands alone, below its title bar."""
        room = self.screen().availableSize()
        return room - QSize(0, self.theme.px(_TITLE_BAR))

    def _window_width(self) -> int:
        """Return the most a dialog may be wide, in px."""
        parent = self.parentWidget()
        return parent.window().width() if parent is not None else self.theme.px(WIDTH)

    def _lay_out(self) -> None:
        px = self.theme.px
        self.form.setContentsMargins(px(2), px(2), px(2), px(2))
        self.form.setHorizontalSpacing(px(12))
        self.form.setVerticalSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        self._area.setMinimumWidth(min(px(WIDTH - 32), self._window_width()))
        column.addWidget(self._area, 1)
        column.addWidget(self._problem)
        self.buttons.setSpacing(px(8))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        column.addLayout(self.buttons)
