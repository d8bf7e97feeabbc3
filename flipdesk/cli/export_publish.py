"""`flipdesk export html|datasette`: what others may read, in one file a series or as a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.export_options import (
    Wanted,
    decided_options,
    place_option,
    selection_options,
    shared_sessions,
)
from flipdesk.cli.export_place import placed, tell
from flipdesk.cli.gate import Decided
from flipdesk.cli.noting import noting
from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.digests import DigestFile


@click.command(help=N_("A folder that datasette opens: an anonymised database with search."))
@selection_options
@decided_options
@place_option
@kb_option
@json_option
def datasette(
    wanted: Wanted, decided: Decided, output: Path | None, kb: Path | None, *, as_json: bool
) -> None:
    """Write the folder; only what may leave the room and be quoted is in it."""
    from flipdesk.services.publishing import published_folder
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

    with opened(kb) as base:
        sharing = Sharing(base, SystemClock())
        sessions = shared_sessions(sharing, base, wanted, decided, Terms(published=True))
        sharing.keep_pseudonyms(one.id for one in sessions)
    path = output.absolute() if output else placed(None, sessions, ".datasette")
    published_folder(sessions).write(path)
    tell(path, sessions, {}, as_json=as_json)


@click.command(help=N_("Deadlines for a calendar: what is to be done, comments, deletion."))
@selection_options
@decided_options
@place_option
@kb_option
@json_option
def ics(
    wanted: Wanted, decided: Decided, output: Path | None, kb: Path | None, *, as_json: bool
) -> None:
    """Write what still waits; nobody is named in it."""
    from flipdesk.services.deadlines import deadline_file
    from flipdesk.services.shared_reader import Terms
    from flipdesk.services.sharing import Sharing

    clock = SystemClock()
    with opened(kb) as base:
        sharing = Sharing(base, clock)
        sessions = shared_sessions(sharing, base, wanted, decided, Terms())
        ready = deadline_file(base, sessions, clock.now())
        sharing.keep_pseudonyms(one.id for one in sessions)
    path = placed(output, sessions, ".ics")
    ready.write(path)
    tell(path, sessions, {"deadlines": len(ready.deadlines)}, as_json=as_json)


@click.command(help=N_("How the ideas of each series travelled, as one web page a series."))
@selection_options
@place_option
@kb_option
@json_option
def html(wanted: Wanted, output: Path | None, kb: Path | None, *, as_json: bool) -> None:
    """Write a digest of every series in which a session is chosen."""
    with opened(kb) as base:
        ready = _digests(base, wanted)
    place = output or Path.cwd()
    if not place.is_dir() and len(ready) > 1:
        sentence = _("{count} series are chosen, each for a file of its own: choose a folder.")
        raise KnownError(sentence.format(count=len(ready)))
    written = []
    for one in ready:
        path = _html_place(one, place) if place.is_dir() else place
        one.write(path.absolute())
        written.append(path.absolute())
        noting(base).note(Act.EXPORTED, Thing.SERIES, one.snapshot.series_id)
    if as_json:
        echo_json({"paths": [str(one) for one in written]})
    for path in () if as_json else written:
        click.echo(_("File: {place}").format(place=path))


def _digests(base: "KnowledgeBase", wanted: Wanted) -> "list[DigestFile]":
    from flipdesk.services.digests import Digests
    from flipdesk.services.sharing import Sharing

    clock = SystemClock()
    digests = Digests(base, clock)
    chosen = Sharing(base, clock).sessions(wanted.selection(base))
    sessions = (base.sessions.get(one) for one in chosen)
    series = dict.fromkeys(one.series_id for one in sessions if one is not None)
    return [digests.prepare(one, language()) for one in series]


def _html_place(ready: "DigestFile", folder: Path) -> Path:
    from flipdesk.documents.save import free_path

    ending = f".{DocumentForm.HTML}"
    return free_path((folder / ready.file_name).with_suffix(ending), ending)
