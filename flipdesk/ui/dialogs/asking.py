"""A dialog that is shown where there may be no window yet."""

from PySide6.QtWidgets import QDialog

from flipdesk.ui.application import application
from flipdesk.ui.theme.theme import Theme


def ask(dialog: QDialog, theme: Theme) -> int:
    """Run a dialog and return its result; the focus is ringed as it is in the window."""
    if dialog.parentWidget() is not None:
        return dialog.exec()
    from flipdesk.ui.widgets.focus_frame import FocusFrame

    frame = FocusFrame(theme, application())
    result = dialog.exec()
    frame.let_go()
    return result
