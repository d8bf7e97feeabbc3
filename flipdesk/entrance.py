"""The way to the window: what stands in it is dealt with here, with the person in front of it."""

import os
import sys
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.stage import Stage, real_stage
from flipdesk.ui.mishap import show_refusal


def enter(folder: Path) -> Stage | None:
    """Return what the window is to run on; None when another window has been shown instead.

    Raises:
        KnownError: the knowledge base cannot be used, which has been said.
    """
    from flipdesk.knowledge.unusable import InUseError

    try:
        return real_stage(folder)
    except InUseError as refusal:
        from flipdesk.ui.first_window import call_first

        if call_first(folder):
            return None
        show_refusal(str(refusal))
        raise
    except KnownError as refusal:
        show_refusal(str(refusal))
        raise


def refuse_without_screen() -> None:
    """Refuse where no window can be shown.

    Raises:
        KnownError: there is no screen.
    """
    # Qt would end the process with a core dump.
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux" and not has_screen and not os.environ.get("QT_QPA_PLATFORM"):
        raise KnownError(_("There is no screen here. Use a command: flipdesk --help."))
