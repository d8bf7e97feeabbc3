"""Where an export goes, and what is told of it."""

from pathlib import Path

import click

from flipdesk.cli.options import echo_json
from flipdesk.domain.shared_session import SharedSession
from flipdesk.i18n import _, ngettext


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
