"""`flipdesk export`: take sessions along to other programs."""

from pathlib import Path

import click

from flipdesk.cli.export_options import (
    Wanted,
    decided_options,
    names_option,
    place_option,
    selection_options,
    shared_sessions,
)
from flipdesk.cli.gate import Decided
from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.cli.progress import watched
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.shared_session import SharedSession
from flipdesk.i18n import N_, _, ngettext


@click.group(help=N_("Take sessions along to other programs; nobody is named."))
def export() -> None:
    """Hold the exports together."""


@export.command(help=N_("A project for QDA programs (REFI-QDA): texts, codes and codings."))
@selection_options
@click.option("--sound", is_flag=True, help=N_("Take the recordings along."))
@names_option
@decided_options
@place_option
@kb_option
@json_option
def qdpx(
    wanted: Wanted,
    decided: Decided,
    output: Path | None,
    kb: Path | None,
    *,
    sound: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Write the project; nothing is written while anything has to be decided."""
    from flipdesk.services.research_export import project_file
    from flipdesk.services.sharing import Sharing, Terms

    with opened(kb) as base, watched(_("Writing the project")) as work:
        clock = SystemClock()
        sharing = Sharing(base, clock)
        sessions = shared_sessions(sharing, base, wanted, decided, Terms(with_names=names))
        ready = project_file(base, sessions, clock.now(), with_sound=sound)
        path = placed(output, sessions, ".qdpx")
        if not ready.write(path, work.progress, work.cancelled):
            raise click.Abort
        sharing.keep_pseudonyms(one.id for one in sessions)
    codings = sum(1 for _one in ready.project.codings())
    tell(path, sessions, {"codes": len(ready.project.codes), "codings": codings}, as_json=as_json)


@export.command(help=N_("The codes for QDA programs (REFI-QDA codebook)."))
@selection_options
@decided_options
@place_option
@kb_option
@json_option
def qdc(
    wanted: Wanted, decided: Decided, output: Path | None, kb: Path | None, *, as_json: bool
) -> None:
    """Write the codebook of the sessions chosen, their own tags with it."""
    from flipdesk.services.research_export import codebook_file
    from flipdesk.services.sharing import Sharing, Terms

    with opened(kb) as base:
        sharing = Sharing(base, SystemClock())
        sessions = shared_sessions(sharing, base, wanted, decided, Terms())
    ready = codebook_file(sessions)
    path = placed(output, sessions, ".qdc")
    ready.write(path)
    tell(path, sessions, {"codes": len(ready.codes)}, as_json=as_json)


def placed(output: Path | None, sessions: tuple[SharedSession, ...], ending: str) -> Path:
    """Return where a file goes: where it is wanted, else into a folder, over no other file."""
    from flipdesk.documents.file_name import dated_name
    from flipdesk.documents.save import free_path

    place = output or Path.cwd()
    if not place.is_dir():
        return place.absolute()
    last = sessions[-1]
    name = last.full_title if len(sessions) == 1 else last.series
    return free_path((place / f"{dated_name(last.held_on, name)}{ending}").absolute(), ending)


def tell(
    path: Path, sessions: tuple[SharedSession, ...], counts: dict[str, int], *, as_json: bool
) -> None:
    """Print where the file is, and what came along and what did not."""
    withheld = sum(one.withheld for one in sessions)
    if as_json:
        reflections = sum(len(one.reflections) for one in sessions)
        outcomes = sum(len(one.outcomes) for one in sessions)
        counted = {"sessions": len(sessions), "reflections": reflections, "outcomes": outcomes}
        echo_json({"path": str(path), **counted, **counts, "withheld": withheld})
        return
    click.echo(_("File: {place}").format(place=path))
    words = ngettext("{count} session", "{count} sessions", len(sessions))
    click.echo(words.format(count=len(sessions)))
    if withheld:
        stays = ngettext(
            "{count} note stays: consent or a decision forbids it.",
            "{count} notes stay: consent or a decision forbids them.",
            withheld,
        )
        click.echo(stays.format(count=withheld))
