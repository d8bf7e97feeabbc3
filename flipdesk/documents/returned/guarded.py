"""Reading documents from outside in a process of their own, with limits of time and memory."""

from typing import TYPE_CHECKING, TypeVar

from flipdesk.documents.returned.child import Task
from flipdesk.domain.findings import Findings
from flipdesk.domain.plain_values import from_plain
from flipdesk.domain.returned import Returned
from flipdesk.errors import KnownError
from flipdesk.guarded_reading import MOST_SECONDS, IsCancelled, ask, command_of, never
from flipdesk.i18n import _

if TYPE_CHECKING:
    from flipdesk.documents.template.inspect import TemplateReport

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
    return _asked(Returned, Task.READ, (data,), is_cancelled, timeout_s)


def compare_guarded(
    sent: bytes,
    back: bytes,
    is_cancelled: IsCancelled = never,
    *,
    timeout_s: float = MOST_SECONDS,
) -> Findings:
    """Return what differs from the bytes that were sent; raises as `read_guarded` does."""
    return _asked(Findings, Task.COMPARE, (sent, back), is_cancelled, timeout_s)


def inspect_guarded(
    template: bytes, is_cancelled: IsCancelled = never, *, timeout_s: float = MOST_SECONDS
) -> "TemplateReport":
    """Return what a template holds that can be written in; safe on any thread.

    Raises:
        KnownError: as `inspect` does, or no document can be made of it.
    """
    from flipdesk.documents.template.inspect import TemplateReport

    return _asked(TemplateReport, Task.INSPECT, (template,), is_cancelled, timeout_s)


def _asked(
    kind: type[T],
    task: Task,
    documents: tuple[bytes, ...],
    is_cancelled: IsCancelled,
    timeout_s: float,
) -> T:
    request = (task.encode(), *documents)
    made = ask(_command(), request, _too_much(), is_cancelled, timeout_s)
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
