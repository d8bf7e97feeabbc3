"""The process in which documents from outside are read: what they do to it, they do to it alone."""

import sys
from collections.abc import Sequence

from flipdesk.domain.finding import findings
from flipdesk.domain.plain_values import to_plain
from flipdesk.guarded_reading import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked once; return the exit status."""
    del arguments
    return serve(_do)


def _do(documents: Sequence[bytes]) -> object:
    """Read one document, or compare the one that was sent with the one that came back."""
    from flipdesk.documents.returned.reader import read_returned

    if len(documents) == 1:
        return to_plain(read_returned(documents[0]))
    sent, back = documents
    return to_plain(findings(read_returned(sent), read_returned(back)))


if __name__ == "__main__":
    sys.exit(main())
