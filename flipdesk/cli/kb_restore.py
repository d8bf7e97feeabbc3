"""`flipdesk kb backups` and `kb restore`: which backups there are, and going back to one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, place_of, table
from flipdesk.cli.passphrase import unlocked
from flipdesk.domain.backup import Backup
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.dates import format_date_short, format_time
from flipdesk.domain.restore_preview import RestorePreview
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.services.restoring import Prepared

NEWEST = "newest"


@click.command(help=N_("List the backups of a knowledge base, the newest first."))
@kb_option
@json_option
def backups(kb: Path | None, *, as_json: bool) -> None:
    """Print when and why each was made, and whether it was verified."""
    found = _known(place_of(kb))
    if as_json:
        echo_json([_summary(one) for one in found])
    elif found:
        click.echo(table([_line(one) for one in found]))
    else:
        click.echo(_("There is no backup yet; flipdesk kb backup makes one."))


@click.command(help=N_("Show what restoring a backup would change, and restore it with --yes."))
@click.argument("backup", required=False, default=NEWEST)
@click.option("--yes", is_flag=True, help=N_("Restore; without it, it is only shown."))
@click.option("--dry-run", is_flag=True, help=N_("Only show it, and prove that it can be done."))
@kb_option
@json_option
def restore(backup: str, kb: Path | None, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    """BACKUP is a file, the beginning of a name in `kb backups`, or newest."""
    from flipdesk.services.restore_words import lines_of

    folder = place_of(kb)
    path = _meant(folder, backup)
    done = _restored(folder, path, really=yes and not dry_run)
    if not as_json:
        _tell(path, done)
        return
    echo_json(
        {
            "backup": str(path),
            "sessions": done.prepared.sessions,
            "notes": done.prepared.notes,
            "erased_again": done.prepared.erased,
            "changes": [] if done.preview is None else list(lines_of(done.preview)),
            "restored": done.really,
            "kept": None if done.kept is None else str(done.kept),
        }
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of it; without `preview` there was no knowledge base to lose."""

    prepared: "Prepared"
    preview: RestorePreview | None
    really: bool
    kept: Path | None


def _restored(folder: Path, path: Path, *, really: bool) -> _Done:
    """Prove that a backup can be restored, look at what changes, and restore it if so told.

    Raises:
        KnownError: it cannot be done; everything is as it was.
    """
    from flipdesk.knowledge.database import FILE
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.restoring import Restoring

    clock, keys = SystemClock(), unlocked(folder)
    is_there = KnowledgeBase.exists(folder)
    if is_there:
        # Folds the log into the file, and refuses while another FlipDesk has it open.
        KnowledgeBase.open(folder, clock, keys=keys).close()
    restoring = Restoring(folder, clock, keys)
    prepared = restoring.prepare(path)
    try:
        preview = restoring.preview(prepared, folder / FILE) if is_there else None
        kept = restoring.settle(prepared) if really else None
    finally:
        restoring.leave()
    return _Done(prepared, preview, really, kept)


def _tell(path: Path, done: _Done) -> None:
    from flipdesk.services.restore_words import lines_of, summary_of

    if done.preview is None:
        click.echo(_("There is no knowledge base to lose."))
    else:
        click.echo(summary_of(done.preview))
        for line in lines_of(done.preview):
            click.echo(f"  {line}")
    if not done.really:
        click.echo(_("The backup can be restored. Nothing was changed; --yes restores it."))
        return
    click.echo(_("Restored: {file}").format(file=path))
    if done.kept is not None:
        click.echo(_("What was there until now: {file}").format(file=done.kept))


def _known(folder: Path) -> tuple[Backup, ...]:
    from flipdesk.knowledge.backup_rotation import known_backups

    try:
        return known_backups(folder)
    except OSError as error:
        sentence = _("The backups in {place} cannot be read. See that the disk is there.")
        raise KnownError(sentence.format(place=folder)) from error


def _meant(folder: Path, wanted: str) -> Path:
    """Return the backup that is meant.

    Raises:
        KnownError: none is, or more than one.
    """
    if Path(wanted).is_file():
        return Path(wanted).absolute()
    found = _known(folder)
    if wanted == NEWEST:
        found = tuple(one for one in found if one.seems_whole)[:1]
    else:
        found = tuple(one for one in found if one.path.name.startswith(wanted))
    if len(found) == 1:
        return found[0].path
    if found:
        sentence = _("“{wanted}” can be several backups; write more of the name.")
    else:
        sentence = _("There is no backup “{wanted}”; see flipdesk kb backups.")
    raise KnownError(sentence.format(wanted=wanted))


def _line(one: Backup) -> tuple[str, ...]:
    from flipdesk.services.backup_words import reason_words

    made = None if one.made is None else one.made.astimezone(zone_info(DEFAULT_ZONE))
    rows = {} if one.manifest is None else one.manifest.rows
    sessions = rows.get("session", 0)
    counted = ngettext("{count} session", "{count} sessions", sessions)
    return (
        "" if made is None else f"{format_date_short(made.date())} {format_time(made)}",
        reason_words(one),
        counted.format(count=sessions) if one.seems_whole else _("not verified"),
        _("{count} kB").format(count=one.bytes // 1000),
        one.path.name,
    )


def _summary(one: Backup) -> dict[str, object]:
    return {
        "path": str(one.path),
        "made": None if one.made is None else one.made.isoformat(),
        "reason": one.reason,
        "bytes": one.bytes,
        "sha256": None if one.manifest is None else one.manifest.sha256,
        "rows": None if one.manifest is None else dict(one.manifest.rows),
        "seems_whole": one.seems_whole,
    }
