"""`flipdesk recover`: take back what was recorded when FlipDesk or the machine stopped."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.domain.dates import format_when
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.services.found_sound import Found


@click.command(help=N_("Take back recordings that the knowledge base does not know all of."))
@click.option("--dry-run", is_flag=True, help=N_("Tell what there is and change nothing."))
@kb_option
@json_option
def recover(kb: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Print what was found, whatever its age, and make the knowledge base know it."""
    from flipdesk.services.recovery import Recovery

    told: dict[Path, str] = {}
    with opened(kb) as base:
        recovery = Recovery(base)
        everything = recovery.find()
        for found in everything:
            if not dry_run and found.is_to_take_back:
                told[found.folder] = _take_back(recovery, found)
    if as_json:
        echo_json([_summary(one, told.get(one.folder)) for one in everything])
    else:
        for one in everything:
            click.echo("\n".join(_lines(one, told.get(one.folder))))
        if not everything:
            click.echo(_("Every recording is in the knowledge base. All is well."))
    if any(told.values()):
        raise SystemExit(1)


def _take_back(recovery: Any, found: "Found") -> str:
    """Take one recording back and return what stood in the way, "" when nothing did."""
    try:
        recovery.take_back(found)
    except KnownError as error:
        return str(error)
    return ""


def _lines(found: "Found", problem: str | None) -> list[str]:
    title = found.title if found.title is not None else _("A session that has been deleted")
    lines = [f"{title}: {format_duration(found.recorded_ms)}"]
    if found.started is not None and found.ended is not None:
        zone = zone_info(found.zone) if found.zone else None
        when = format_when(found.started.astimezone(zone), found.ended.astimezone(zone))
        lines.append(f"  {when}")
    if found.lost_ms:
        sentence = _("{length} was not recorded.")
        lines.append("  " + sentence.format(length=format_duration(found.lost_ms)))
    lacking = len(found.unknown_files) + len(found.other_lengths)
    if lacking:
        counted = ngettext(
            "The knowledge base does not know all of {count} sound file.",
            "The knowledge base does not know all of {count} sound files.",
            lacking,
        )
        lines.append("  " + counted.format(count=lacking))
    lines += [f"  {one}" for one in found.problems]
    if problem == "":
        lines.append("  " + _("Taken back."))
    elif problem:
        lines.append(f"  {problem}")
    elif found.is_orphan:
        sentence = _("The sound stays in {folder}. Nothing was deleted.")
        lines.append("  " + sentence.format(folder=found.folder))
    return lines


def _summary(found: "Found", problem: str | None) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "session": found.session_id,
        "title": found.title,
        "orphan": found.is_orphan,
        "recorded_ms": found.recorded_ms,
        "lost_ms": found.lost_ms,
        "started": found.started.isoformat() if found.started else None,
        "ended": found.ended.isoformat() if found.ended else None,
        "unfinished": found.is_unfinished,
        "unknown_files": list(found.unknown_files),
        "other_lengths": list(found.other_lengths),
        "problems": [*found.problems, *([problem] if problem else [])],
        "taken_back": problem == "",
    }
