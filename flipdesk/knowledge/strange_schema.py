"""What a database from somebody else may hold beside tables: nothing that acts by itself."""

import re
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.engine import Connection

_TRIGGER = re.compile(
    r"create trigger \W?(?P<table>\w+)_(?:added|deleted|changed)\W?"
    r" after (?:insert|delete|update of [\w, ]+) on \W?(?P=table)\W? begin"
    r" (?:insert into \W?(?P=table)_fts\W? \([\w, ]+\)"
    r" (?:values \([\w.', ]+\)|select [\w.', ]+ where (?:1|[\w.]+ is null)); ?){1,2}end"
)
"""The triggers of FlipDesk keep an index of words, and do nothing else."""


def refuse_strange_triggers(connection: Connection, path: Path) -> None:
    """Look at what would act by itself, before the first row is written.

    Raises:
        KnownError: there is a trigger that FlipDesk has not made; nothing was changed.
    """
    found = connection.execute("select sql from sqlite_master where type = 'trigger'").fetchall()
    for row in found:
        if not _TRIGGER.fullmatch(" ".join(str(row[0]).casefold().split())):
            sentence = _(
                "{file} holds instructions that FlipDesk has not made, and was not opened. Open a"
                " backup instead."
            )
            raise KnownError(sentence.format(file=path))
