"""What the commands share: the knowledge base to use, and output for machines."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flipdesk.cli.noting import noting
from flipdesk.cli.passphrase import passphrase_option, unlocked
from flipdesk.domain.clock import SystemClock
from flipdesk.i18n import N_, _
from flipdesk.paths import default_knowledge_base

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

Command = TypeVar("Command", bound=Callable[..., Any])


def kb_option(command: Command) -> Command:
    """Add `--kb PATH`, which is None when it is not given, and `--passphrase-file`."""
    return passphrase_option(
        click.option(
            "--kb",
            metavar="PATH",
            type=click.Path(path_type=Path),
            help=N_("The knowledge base; else the variable FLIPDESK_KB, else your own."),
        )(command)
    )


def json_option(command: Command) -> Command:
    """Add `--json` as the argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help=N_("Write JSON."))(command)


def docx_option(command: Command) -> Command:
    """Add `-o FILE` as the argument `output`, None for this folder."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=N_("Where to: FILE.docx, FILE.html, FILE.pdf, or a folder; else this folder."),
    )(command)


def place_of(kb: Path | None) -> Path:
    """Return the folder of the knowledge base that is meant."""
    return (kb or default_knowledge_base()).absolute()


@contextmanager
def opened(kb: Path | None) -> "Iterator[KnowledgeBase]":
    """Open the knowledge base that is meant, and close it after; to read when that is all it can.

    Raises:
        KnownError: it is not there or cannot be used.
    """
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.knowledge.unusable import OnlyReadableError

    folder = place_of(kb)
    keys = unlocked(folder)
    try:
        base = KnowledgeBase.open(folder, SystemClock(), keys=keys)
    except OnlyReadableError as refusal:
        base = KnowledgeBase.open_to_read(folder, SystemClock(), keys=keys)
        click.echo(refusal.banner, err=True)
    if base.database.lacks_log:
        sentence = _("The file with the newest changes is gone from {place}: some may be missing.")
        click.echo(sentence.format(place=folder), err=True)
    journal = noting(base)
    journal.opened()
    try:
        yield base
    finally:
        if base.writes:
            journal.remember()
        base.close()


@contextmanager
def opened_or_created(kb: Path | None) -> "Iterator[KnowledgeBase]":
    """Open the knowledge base that is meant, making it when it is not there yet."""
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

    folder = place_of(kb)
    if KnowledgeBase.exists(folder):
        with opened(folder) as base:
            yield base
        return
    base = created(folder)
    try:
        click.echo(_("New knowledge base: {place}").format(place=folder), err=True)
        yield base
    finally:
        base.close()


def created(folder: Path, keys: "Keys | None" = None) -> "KnowledgeBase":
    """Make a knowledge base with the codebooks FlipDesk carries, and return it open."""
    from flipdesk.exchange.codebook_file import load_shipped
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.codebook_words import KEPT_IN

    return KnowledgeBase.create(folder, SystemClock(), load_shipped(KEPT_IN).values(), keys=keys)


def echo_json(value: object) -> None:
    """Print a value as JSON, which is always in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    echo_bytes(text.encode("utf-8", "backslashreplace"))


def echo_bytes(data: bytes) -> None:
    """Write bytes as they are, whatever the terminal makes of line ends and letters."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as columns two spaces apart, the last one as long as it is."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row[-1]])  # noqa: B905
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
