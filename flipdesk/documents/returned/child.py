"""The process in which documents from outside are read: what they do to it, they do to it alone.

It is told on standard input what to do and answers on standard output, both in JSON with the
documents as they are behind the first line.
"""

import json
import sys
from collections.abc import Sequence

from flipdesk.domain.finding import findings
from flipdesk.domain.plain_values import to_plain
from flipdesk.errors import KnownError
from flipdesk.i18n import use_language

MOST_MEMORY = 1_500_000_000
"""Bytes of address space, where the system can be told (not on Windows)."""
MOST_SECONDS = 60
"""Of work; the one who waits gives up at about the same time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked once; return the exit status."""
    del arguments
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    use_language(asked["language"])
    documents = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    answer: dict[str, object]
    try:
        answer = {"made": to_plain(_do(documents))}
    except KnownError as error:
        answer = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _do(documents: Sequence[bytes]) -> object:
    """Read one document, or compare the one that was sent with the one that came back."""
    from flipdesk.documents.returned.reader import read_returned

    if len(documents) == 1:
        return read_returned(documents[0])
    sent, back = documents
    return findings(read_returned(sent), read_returned(back))


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most, hard))


if __name__ == "__main__":
    sys.exit(main())
