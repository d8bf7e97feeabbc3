"""Writing into the journal of use from the command line."""

from typing import TYPE_CHECKING

import click

from flipdesk.domain.clock import SystemClock

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.journal import Journal


def noting(base: "KnowledgeBase") -> "Journal":
    """Return the journal of use, which complains on stderr when it cannot be written."""
    from flipdesk.services.journal import Journal

    base.uses.tell = lambda sentence: click.echo(sentence, err=True)
    return Journal(base, SystemClock())
