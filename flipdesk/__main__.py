"""The way in: the window without arguments, the command line with them."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# What the frozen program starts itself with, where `python -m` would not do.
RECORDER_CHILD = "recorder-child"
WINDOW_PROBE = "window-probe"
DOCUMENT_READER = "document-reader"
PROJECT_READER = "project-reader"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run FlipDesk and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [RECORDER_CHILD]:
        from flipdesk.audio.recorder_child import main as record

        return record(given[1:])
    if given[:1] == [WINDOW_PROBE]:
        from flipdesk.ui.window_probe import main as probe

        return probe()
    if given[:1] == [DOCUMENT_READER]:
        from flipdesk.documents.returned.child import main as read

        return read(given[1:])
    if given[:1] == [PROJECT_READER]:
        from flipdesk.exchange.refi.child import main as read_project

        return read_project(given[1:])
    if not given:
        return open_window(None)
    from flipdesk.cli.main import main as command_line

    return command_line(given, open_window)


def open_window(folder: Path | None) -> int:
    """Open the window on a knowledge base, the user's own when none is named."""
    # Start-up makes many objects and no garbage; looking for some costs a tenth of the time.
    gc.disable()
    from flipdesk.errors import KnownError

    try:
        return _run_window()(folder)
    except KnownError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run_window() -> Callable[[Path | None], int]:
    try:
        from flipdesk.app import run
    except ImportError as error:
        # Qt stands on libraries of the system; one that is missing shows first here.
        if "PySide6" not in (error.path or ""):
            raise
        from flipdesk.errors import KnownError
        from flipdesk.i18n import _

        sentence = _("The window cannot be shown: run flipdesk doctor to see what to install.")
        raise KnownError(sentence) from error
    return run


if __name__ == "__main__":
    sys.exit(main())
