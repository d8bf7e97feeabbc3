"""`flipdesk transcript hear`: a machine draft of a recording, made on this laptop."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flipdesk.cli.options import echo_json, json_option, kb_option, opened
from flipdesk.cli.progress import Watched, watched
from flipdesk.cli.sound_files import chosen_recording
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from flipdesk.audio.hearing.hearing_link import HearingLink
    from flipdesk.domain.ids import TranscriptId
    from flipdesk.services.hearing import Hearing


@click.command(help=N_("Let this laptop write down a recording, as a draft to be corrected."))
@click.argument("session")
@click.option(
    "--model", metavar="FOLDER", required=True, type=click.Path(path_type=Path),
    help=N_("A Whisper model for CTranslate2."),
)  # fmt: skip
@click.option("--recording", "which", metavar="ID", help=N_("Which one, when there are several."))
@click.option("--spoken", default="da", metavar="CODE", help=N_("The language spoken, else da."))
@click.option("--threads", type=click.IntRange(1, 64), help=N_("Processor cores, else half."))
@kb_option
@json_option
def hear(
    session: str,
    model: Path,
    which: str | None,
    spoken: str,
    threads: int | None,
    kb: Path | None,
    *,
    as_json: bool,
) -> None:
    """Go on where the draft is; Ctrl+C ends it, and what has been written is kept."""
    from flipdesk.audio.hearing.hearing_link import HearingLink
    from flipdesk.audio.hearing.speech_model import check_installed, speech_model
    from flipdesk.services.hearing import Hearing
    from flipdesk.services.session_files import SessionFiles

    check_installed()
    chosen = speech_model(model)
    with opened(kb) as base, watched(_("Writing down")) as work:
        found = SessionFiles(base, SystemClock()).find(session)
        hearing = Hearing(base, SystemClock())
        recordings = base.recordings.of_session(found.id)
        wanted = None if which is None else chosen_recording(recordings, which)
        recording = hearing.recording(found.id, wanted)
        draft, _changes = hearing.begin(recording, chosen.made_with, spoken)
        link = HearingLink(chosen, draft.language or spoken, threads)
        with closing(link):
            is_whole = _hear(hearing, draft.id, link, work)
        kept = base.transcripts.get(draft.id) or draft
        count = base.transcript_segments.count(draft.id)
    if as_json:
        echo_json(
            {"id": draft.id, "segments": count, "whole": is_whole, "heard_to_ms": kept.heard_to_ms}
        )
        return
    if is_whole:
        words = ngettext(
            "Machine draft: {count} segment. Correct it before you use it.",
            "Machine draft: {count} segments. Correct it before you use it.",
            count,
        )
        click.echo(words.format(count=count))
        return
    words = _("Stopped at {place}; the same command goes on from there.")
    click.echo(words.format(place=format_duration(kept.heard_to_ms or 0)))


def _hear(hearing: "Hearing", draft_id: "TranscriptId", link: "HearingLink", work: Watched) -> bool:
    """Hear a draft to its end; return whether it came there."""
    from flipdesk.audio.cancelled import Cancelled
    from flipdesk.services.hearing import Far, to_hear

    plan = hearing.plan(draft_id)
    pieces = to_hear(plan)
    far = Far(pieces)
    for piece in pieces:

        def told(fraction: float, piece: tuple[int, int] = piece) -> None:
            work.progress(far.at(piece, fraction))

        try:
            said = link.hear(plan.folder, piece, told, work.cancelled, plan.key)
        except Cancelled:
            return False
        hearing.keep(draft_id, piece, said)
    hearing.finish(draft_id)
    return True
