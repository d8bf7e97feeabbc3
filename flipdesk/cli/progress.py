"""Long work in a terminal: how far it is on one line of stderr, and Ctrl+C ends it well."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from flipdesk.cli.recording import told_to_stop


@dataclass(frozen=True, slots=True)
class Watched:
    """What long work is handed: it tells fractions of 1 and asks whether to end."""

    progress: Callable[[float], None]
    cancelled: Callable[[], bool]


@contextmanager
def watched(title: str) -> Iterator[Watched]:
    """Watch over work; nothing is written when nobody sits at a terminal."""
    shown = [-1]

    def progress(fraction: float) -> None:
        percent = int(fraction * 100)
        if percent != shown[0] and sys.stderr.isatty():
            shown[0] = percent
            click.echo(f"\r{title} {percent:3d} %", err=True, nl=False)

    with told_to_stop() as stop:
        try:
            yield Watched(progress, stop.is_set)
        finally:
            if shown[0] >= 0:
                click.echo("", err=True)
