"""Reading documents from outside in a process of their own, with limits of time and memory."""

from typing import TypeVar

from flipdesk.domain.findings import Findings
from flipdesk.domain.plain_values import from_plain
from flipdesk.domain.returned import Returned
from flipdesk.errors import KnownError
from flipdesk.guarded_reading import MOST_SECONDS, IsCancelled, ask, command_of, never
from flipdesk.i18n import _

CHILD_ARGUMENT = "document-reader"
CHILD_MODULE = "flipdesk.documents.returned.child"
T = TypeVar("T")


def read_guarded(
    data: bytes, is_cancelled: IsCancelled = never, *, timeout_s: float = MOST_SECONDS
) -> Returned:
    """Return what a .docx says; safe on any thread.

    Raises:
        KnownError: it is no Word file, is damaged, is one that must not be read, or asks for more
            time or memory than any document needs; or nobody waits for it any more.
    """
    return _asked(Returned, (data,), is_cancelled, timeout_s)


def compare_guarded(
    sent: bytes,
    back: bytes,
    is_cancelled: IsCancelled = never,
    *,
    timeout_s: float = MOST_SECONDS,
) -> Findings:
    """Return what differs from the bytes that were sent; raises as `read_guarded` does."""
    return _asked(Findings, (sent, back), is_cancelled, timeout_s)


def _asked(
    kind: type[T], documents: tuple[bytes, ...], is_cancelled: IsCancelled, timeout_s: float
) -> T:
    made = ask(_command(), documents, _too_much(), is_cancelled, timeout_s)
    try:
        return from_plain(kind, made)
    except (ValueError, TypeError) as error:
        raise KnownError(_too_much()) from error


def _too_much() -> str:
    return _(
        "This file asks for more than any document needs, and was not read. Ask for it to"
        " be saved again in Word."
    )


def _command() -> list[str]:
    return command_of(CHILD_ARGUMENT, CHILD_MODULE)
