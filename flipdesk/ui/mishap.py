"""Telling what nobody expected: in the window, or in a box where there is none yet."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from flipdesk.errors import KnownError
from flipdesk.i18n import _


def show_mishap(
    tellers: list[Callable[[str], object]],
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
) -> None:
    """Say that something went wrong, where no room has said it; the windows there are tell it."""
    if not isinstance(error, KnownError):
        sys.__excepthook__(kind, error, traceback)
    if not isinstance(error, Exception):
        return
    sentence = str(error)
    if not isinstance(error, KnownError):
        sentence = _(
            "Something in FlipDesk went wrong. What you have written is saved. Close FlipDesk and"
            " open it again if something looks wrong."
        )
    for tell in tellers:
        tell(sentence)
    if tellers:
        return
    # A window without rooms is of no use to anybody.
    show_refusal(sentence)
    QApplication.exit(1)


def show_refusal(sentence: str) -> None:
    """Say in a box of its own what stands in the way of a window."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(None, "FlipDesk", sentence)
