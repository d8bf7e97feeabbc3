"""The process in which documents from outside are read: what they do to it, they do to it alone."""

import sys
from collections.abc import Sequence
from enum import StrEnum

from flipdesk.domain.finding import findings
from flipdesk.domain.plain_values import to_plain
from flipdesk.guarded_reading import serve


class Task(StrEnum):
    """What is to be done with the documents that follow."""

    READ = "read"
    COMPARE = "compare"
    INSPECT = "inspect"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked once; return the exit status."""
    del arguments
    return serve(_do)


def _do(documents: Sequence[bytes]) -> object:
    """Read a document, compare the one sent with the one that came back, or try a template."""
    task, *rest = documents
    if task.decode() == Task.INSPECT:
        from flipdesk.documents.template.fill import try_out

        return to_plain(try_out(rest[0]))
    from flipdesk.documents.returned.reader import read_returned

    if task.decode() == Task.READ:
        return to_plain(read_returned(rest[0]))
    sent, back = rest
    return to_plain(findings(read_returned(sent), read_returned(back)))


if __name__ == "__main__":
    sys.exit(main())
