"""`flipdesk series`: list series, and write how the ideas of one travelled."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.look import Look, look_options
from flipdesk.cli.noting import noting
from flipdesk.cli.options import docx_option, echo_json, json_option, kb_option, opened, table
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import N_, _, language, ngettext

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.digests import Digests


@click.group(help=N_("Series and what came of them."))
def series() -> None:
    """Hold the commands about series together."""


@series.command(name="list", help=N_("List the series in alphabetical order."))
@kb_option
@json_option
def list_(kb: Path | None, *, as_json: bool) -> None:
    """Print one series a line, or all of them as JSON."""
    with opened(kb) as base:
        counted = [(one, len(base.sessions.of_series(one.id))) for one in base.series.all()]
    if as_json:
        echo_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "organisation": one.organisation,
                    "potential": one.potential,
                    "sessions": count,
                }
                for one, count in counted
            ]
        )
    elif counted:
        words = (ngettext("{count} session", "{count} sessions", count) for _one, count in counted)
        lines = [
            (one.id[:8], one.title, one.organisation, said.format(count=count))
            for (one, count), said in zip(counted, words, strict=True)
        ]
        click.echo(table(lines))
    else:
        click.echo(_("There is no series yet; flipdesk session import FILE takes a session in."))


@series.command(help=N_("Write how the ideas of a series travelled, as Word; it names nobody."))
@click.argument("series")
@docx_option
@look_options
@kb_option
@json_option
def digest(series: str, output: Path | None, kb: Path | None, *, look: Look, as_json: bool) -> None:
    """Write the digest where it is wanted, else into this folder, over no other file."""
    with opened(kb) as base:
        digests = _digests(base)
        series_id = digests.find(series).id
        ready = digests.prepare(series_id, language())
        ready = replace(ready, template=look.of(base, series_id))
    output = output or Path.cwd()
    path = (ready.place(output) if output.is_dir() else output).absolute()
    ready.write(path)
    noting(base).note(Act.EXPORTED, Thing.SERIES, series_id)
    if as_json:
        echo_json({"path": str(path)})
    else:
        click.echo(_("File: {place}").format(place=path))


def _digests(base: "KnowledgeBase") -> "Digests":
    from flipdesk.services.digests import Digests

    return Digests(base, SystemClock())
