"""`flipdesk demo`: the whole job once, on the fictional example."""

import os
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.options import created, echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import N_, _, language, ngettext, pgettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.demo import Demonstration


@click.command(help=N_("Run the whole job once on the fictional example, and say what was made."))
@kb_option
@json_option
def demo(kb: Path | None, *, as_json: bool) -> None:
    """Use a new temporary folder unless a knowledge base is named."""
    from flipdesk.audio.recorder_process import ProcessRecorder
    from flipdesk.services.demo import Demo

    began = time.monotonic()
    folder = _folder(kb)
    with _base(folder) as base:
        made = Demo(base, SystemClock(), ProcessRecorder).run(folder.parent, language())
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        echo_json(_summary(folder, made, seconds))
    else:
        click.echo("\n".join(_lines(folder, made, seconds)))


def _folder(kb: Path | None) -> Path:
    named = kb or os.environ.get("FLIPDESK_KB")
    if named:
        return Path(named).absolute()
    return Path(tempfile.mkdtemp(prefix="flipdesk-demo-")) / _("Example.flipkb")


def _base(folder: Path) -> "AbstractContextManager[KnowledgeBase]":
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

    if not KnowledgeBase.exists(folder):
        created(folder).close()
    return opened(folder)


def _lines(folder: Path, made: "Demonstration", seconds: float) -> list[str]:
    record = made.record
    counts = [
        ngettext("{count} participant", "{count} participants", len(record.participants)).format(
            count=len(record.participants)
        ),
        ngettext("{count} reflection", "{count} reflections", len(record.reflections)).format(
            count=len(record.reflections)
        ),
        ngettext("{count} outcome", "{count} outcomes", len(record.outcomes)).format(
            count=len(record.outcomes)
        ),
    ]
    return [
        _("Knowledge base: {place}").format(place=folder),
        _("Session: {title}, {series}").format(
            title=record.session.title, series=record.series.title
        ),
        f"  {', '.join(counts)}",
        _("Recording: {length} in {place}").format(
            length=format_duration(made.recording.length_ms), place=made.recording_folder
        ),
        _("Minutes: {place}").format(place=made.minutes_file),
        _("Search for “{words}”: {count}").format(
            words=made.words,
            count=ngettext("{count} hit", "{count} hits", len(made.hits)).format(
                count=len(made.hits)
            ),
        ),
        *(f"  {hit.text}" for hit in made.hits),
        _("Everything is fictional. It took {seconds} seconds.").format(
            seconds=f"{seconds:.1f}".replace(".", pgettext("decimal mark", "."))
        ),
    ]


def _summary(folder: Path, made: "Demonstration", seconds: float) -> dict[str, object]:
    return {
        "kb": str(folder),
        "session": made.record.session.id,
        "recording_ms": made.recording.length_ms,
        "recording_folder": str(made.recording_folder),
        "minutes": str(made.minutes_file),
        "search": made.words,
        "hits": [hit.id for hit in made.hits],
        "seconds": seconds,
    }
