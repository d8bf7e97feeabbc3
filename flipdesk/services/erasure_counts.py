"""So many of what an erasure takes with it, in words; "{n}" is to be filled in."""

from collections.abc import Callable

from flipdesk.i18n import ngettext

CARRIED: dict[str, Callable[[int], str]] = {
    "participation": lambda n: ngettext(
        "{n} time as a participant",
        "{n} times as a participant",
        n,
    ),
    "turn": lambda n: ngettext(
        "{n} turn loses its speaker",
        "{n} turns lose their speaker",
        n,
    ),
    "reflection": lambda n: ngettext(
        "{n} note loses its speaker",
        "{n} notes lose their speaker",
        n,
    ),
    "outcome": lambda n: ngettext(
        "{n} outcome loses its owner",
        "{n} outcomes lose their owner",
        n,
    ),
    "agenda_item": lambda n: ngettext(
        "{n} agenda item loses its presenter",
        "{n} agenda items lose their presenter",
        n,
    ),
    "gone.reflection": lambda n: ngettext(
        "{n} quote is deleted",
        "{n} quotes are deleted",
        n,
    ),
    "gone.transcript_segment": lambda n: ngettext(
        "{n} piece of a transcript is deleted",
        "{n} pieces of transcripts are deleted",
        n,
    ),
    "gone.coding": lambda n: ngettext(
        "{n} coding is deleted",
        "{n} codings are deleted",
        n,
    ),
    "gone.passage": lambda n: ngettext(
        "{n} marked passage is deleted",
        "{n} marked passages are deleted",
        n,
    ),
    "gone.person": lambda n: ngettext(
        "{n} person who is in no other session is deleted",
        "{n} people who are in no other session are deleted",
        n,
    ),
}
CARRIED_OF_SESSION: dict[str, Callable[[int], str]] = {
    "participation": lambda n: ngettext(
        "{n} participant",
        "{n} participants",
        n,
    ),
    "reflection": lambda n: ngettext(
        "{n} note",
        "{n} notes",
        n,
    ),
    "outcome": lambda n: ngettext(
        "{n} outcome",
        "{n} outcomes",
        n,
    ),
    "minutes": lambda n: ngettext(
        "{n} version of the minutes",
        "{n} versions of the minutes",
        n,
    ),
    "session_material": lambda n: ngettext(
        "{n} material",
        "{n} materials",
        n,
    ),
    "transcript": lambda n: ngettext(
        "{n} transcript",
        "{n} transcripts",
        n,
    ),
    "recording": lambda n: ngettext(
        "{n} recording with its sound",
        "{n} recordings with their sound",
        n,
    ),
    "passage": lambda n: ngettext(
        "{n} passage",
        "{n} passages",
        n,
    ),
    "coding": lambda n: ngettext(
        "{n} coding",
        "{n} codings",
        n,
    ),
    "memo": lambda n: ngettext(
        "{n} memo",
        "{n} memos",
        n,
    ),
    "marker": lambda n: ngettext(
        "{n} marker",
        "{n} markers",
        n,
    ),
    "evidence": lambda n: ngettext(
        "{n} place where a knowledge item rests on these notes",
        "{n} places where knowledge items rest on these notes",
        n,
    ),
    "returned_file": lambda n: ngettext(
        "{n} file that came back",
        "{n} files that came back",
        n,
    ),
    "review_comment": lambda n: ngettext(
        "{n} comment that came back",
        "{n} comments that came back",
        n,
    ),
}
