"""Reading projects and codebooks in a process of their own, with limits of time and memory."""

import os
from pathlib import Path

from flipdesk.domain.plain_values import from_plain
from flipdesk.domain.research_project import ResearchProject
from flipdesk.errors import KnownError
from flipdesk.guarded_reading import MOST_SECONDS, IsCancelled, ask, command_of, never
from flipdesk.i18n import _

CHILD_ARGUMENT = "project-reader"
CHILD_MODULE = "flipdesk.exchange.refi.child"


def read_guarded_project(
    path: Path, is_cancelled: IsCancelled = never, *, timeout_s: float = MOST_SECONDS
) -> ResearchProject:
    """Return the project in a .qdpx, or one of codes alone for a .qdc; safe on any thread.

    Raises:
        KnownError: it is neither, is damaged, must not be unpacked, or asks for more time or memory
            than any project needs; or nobody waits for it any more.
    """
    asked = os.fsencode(path.absolute())
    made = ask(_command(), (asked,), _too_much(), is_cancelled, timeout_s)
    try:
        return from_plain(ResearchProject, made)
    except (ValueError, TypeError) as error:
        raise KnownError(_too_much()) from error


def _too_much() -> str:
    return _(
        "This file asks for more than any project needs, and was not read. Export fewer sources at"
        " a time."
    )


def _command() -> list[str]:
    return command_of(CHILD_ARGUMENT, CHILD_MODULE)
