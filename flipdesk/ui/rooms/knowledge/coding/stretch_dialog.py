"""Which stretch of the recording is to be coded."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.offsets import format_offset, parse_typed_offset
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.rooms.knowledge.coding.subjects import Stretch
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field

Act = Callable[[Stretch], None]


class StretchDialog(FormDialog):
    """Does with the stretch what it was made for; `hear_wanted` carries what stands there now."""

    hear_wanted = Signal(int, int)

    def __init__(self, theme: Theme, title: str, accept: str, act: Act, parent: QWidget) -> None:
        super().__init__(theme, "stretch_dialog", title, accept, parent)
        self._act = act
        hint = _("hours:minutes:seconds")
        self.begin = Field(theme, _("From"), hint=hint)
        self.end = Field(theme, _("Until"), hint=hint)
        self.add_field("stretch_begin", _("From"), self.begin)
        self.add_field("stretch_end", _("Until"), self.end)
        self.hear_button = Button(theme, _("Hear it"), kind="quiet", icon="play")
        self.hear_button.setObjectName("stretch_hear")
        self.hear_button.clicked.connect(self._on_hear_button_clicked)
        self.form.addRow("", self.hear_button)

    def open_with(self, stretch: Stretch) -> None:
        """Ask, with a stretch to begin from."""
        self.begin.setText(format_offset(stretch[0]))
        self.end.setText(format_offset(stretch[1]))
        self.begin.selectAll()
        self.open()
        self.begin.setFocus()

    @override
    def save(self) -> None:
        self._act(self._stretch())

    def _stretch(self) -> Stretch:
        try:
            begin, end = (parse_typed_offset(one.text()) for one in (self.begin, self.end))
        except ValueError as error:
            raise KnownError(_("Write times as hours:minutes:seconds, like 0:12:30.")) from error
        if end <= begin:
            raise KnownError(_("The passage must end after it begins."))
        return begin, end

    def _on_hear_button_clicked(self) -> None:
        try:
            self.hear_wanted.emit(*self._stretch())
        except KnownError as error:
            self.show_problem(str(error))
