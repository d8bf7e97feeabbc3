"""What `person`, `session` and `passage erase` share: all of it is shown first, then done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flipdesk.cli.options import echo_json
from flipdesk.cli.progress import watched
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.erasure import Decision, ErasurePlan, ErasureReport, NamedText
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, language

if TYPE_CHECKING:
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

_SHORT = 70


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for beside what is erased."""

    yes: bool
    keep: tuple[str, ...]
    remove: tuple[str, ...]
    sound: bool
    files: bool
    receipt: Path | None
    as_json: bool


def erase_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every erasure has."""
    for option in (
        click.option("--yes", is_flag=True, help=N_("Erase; without it, it is only shown.")),
        click.option(
            "--keep",
            multiple=True,
            metavar="TEXT",
            help=N_("Leave this text, by its number in the list: somebody else is meant."),
        ),
        click.option(
            "--remove",
            multiple=True,
            metavar="TEXT",
            help=N_("Delete this text, by its number in the list."),
        ),
        click.option("--leave-sound", is_flag=True, help=N_("Let the recording stay as it is.")),
        click.option(
            "--remove-files",
            is_flag=True,
            help=N_("Delete the other files in the folder that are listed, too."),
        ),
        click.option(
            "--receipt",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=N_("Write a receipt without names: a .docx, .html or .pdf file, or a folder."),
        ),
    ):
        command = option(command)
    return command


def wish_of(options: dict[str, Any], *, as_json: bool) -> Wish:
    """Return the options as one value."""
    return Wish(
        yes=options["yes"],
        keep=options["keep"],
        remove=options["remove"],
        sound=not options["leave_sound"],
        files=options["remove_files"],
        receipt=options["receipt"],
        as_json=as_json,
    )


def erase(base: "KnowledgeBase", plan: ErasurePlan, wish: Wish) -> None:
    """Show everything that goes and, when asked to, erase it and say what was done."""
    from flipdesk.services.carriers import carriers
    from flipdesk.services.desk import Desk
    from flipdesk.services.erasing_needles import needles_of

    plan = plan if wish.sound else plan.without_sound()
    decisions = _decisions(plan, wish)
    found = carriers(base.folder, needles_of(plan), base.keys)
    if not wish.yes:
        _show(plan, decisions, found, base.folder, as_json=wish.as_json)
        return
    desk = Desk(base, SystemClock())
    with watched(_("Erasing")) as work:
        removed = found if wish.files else ()
        report = desk.erasure.run(plan, decisions, removed, work.progress)
    path = None if wish.receipt is None else _write_receipt(report, wish.receipt)
    if path is not None:
        base.uses.note(Act.EXPORTED, Thing.RECEIPT)
    _tell(report, path, as_json=wish.as_json)


def _decisions(plan: ErasurePlan, wish: Wish) -> dict[str, Decision]:
    from flipdesk.services.erasure_run import proposed_of

    decisions = proposed_of(plan.texts)
    for words, decision in ((wish.keep, Decision.KEEP), (wish.remove, Decision.REMOVE)):
        for word in words:
            text = _text(plan, word)
            if decision not in text.choices:
                sentence = _("Text {number} can only be written without the name, or kept.")
                raise KnownError(sentence.format(number=word))
            decisions[text.key] = decision
    return decisions


def _text(plan: ErasurePlan, word: str) -> NamedText:
    if not word.isdecimal() or not 0 < int(word) <= len(plan.texts):
        sentence = _("There is no text {number} in the list; look at it without --yes.")
        raise KnownError(sentence.format(number=word))
    return plan.texts[int(word) - 1]


def _show(
    plan: ErasurePlan,
    decisions: dict[str, Decision],
    found: Sequence[Path],
    folder: Path,
    *,
    as_json: bool,
) -> None:
    from flipdesk.services.erasure_words import keeping_words, lines_of, place_words, voice_words

    files = [one.relative_to(folder).as_posix() for one in found]
    if as_json:
        texts = [
            {
                "number": number,
                "place": f"{one.table}.{one.column}",
                "text": one.text,
                "certain": one.is_certain,
                "decision": str(decisions[one.key]),
            }
            for number, one in enumerate(plan.texts, start=1)
        ]
        minutes = [one.label for one in plan.minutes]
        lines = list(lines_of(plan))
        echo_json(
            {"erased": False, "goes": lines, "texts": texts, "minutes": minutes, "files": files}
        )
        return
    click.echo(_("This is what erasing it takes with it:"))
    for line in lines_of(plan):
        click.echo(f"  {line}")
    for number, one in enumerate(plan.texts, start=1):
        what = keeping_words(plan.kind, decisions[one.key])
        click.echo(f"  {number:3d}  {place_words(one)}: {_cut(one.text)}  [{what}]")
    if plan.voices:
        click.echo(f"  {voice_words(plan.voices)}")
    for version in plan.minutes:
        click.echo(_("  Written again without: {file}").format(file=version.label))
    for file in files:
        click.echo(_("  Also in the folder (--remove-files): {file}").format(file=file))
    for file in plan.exports:
        click.echo(_("  Has left FlipDesk: {file}").format(file=file))
    click.echo(_("Nothing has been erased. It cannot be undone: say --yes to do it."))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _write_receipt(report: ErasureReport, path: Path) -> Path:
    from flipdesk.services.erasure_receipt import receipt

    ready = receipt(report, language())
    target = (path / ready.file_name if path.is_dir() else path).absolute()
    ready.write(target)
    return target


def _tell(report: ErasureReport, path: Path | None, *, as_json: bool) -> None:
    from flipdesk.services.erasure_words import report_lines, voice_words

    if as_json:
        fields = {name: getattr(report, name) for name in _FIELDS}
        told = {"refused": [list(one) for one in report.refused], "receipt": str(path or "")}
        echo_json({"erased": True, **fields, **told})
        return
    click.echo(_("Erased."))
    for line in report_lines(report):
        click.echo(f"  {line}")
    if report.voices:
        click.echo(f"  {voice_words(report.voices)}", err=True)
    for line in report.unissued:
        click.echo(_("  Minutes are still to be written again: {why}").format(why=line), err=True)
    for name, why in report.refused:
        click.echo(f"  {name}: {why}", err=True)
    for name in report.left:
        click.echo(_("  Still in the folder: {file}").format(file=name), err=True)
    if path is not None:
        click.echo(_("Receipt: {place}").format(place=path))


_FIELDS = (
    *("id", "renamed", "removed", "kept", "minutes", "reissued", "unissued", "silent_ms"),
    *("originals", "folders", "backups", "files", "left", "exports", "voices"),
)
