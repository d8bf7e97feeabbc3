"""What an erasure takes with it, in words: for the page, the command line and the receipt."""

from collections.abc import Iterator

from flipdesk.domain.erasure import (
    PARTS,
    Carried,
    Decision,
    ErasureKind,
    ErasurePlan,
    ErasureReport,
    NamedText,
)
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.passage_consent import END_MS
from flipdesk.i18n import N_, _, ngettext
from flipdesk.services.erasure_counts import CARRIED, CARRIED_OF_SESSION


def carried_words(one: Carried) -> str:
    """Return "3 turns lose their speaker" in the language in use; "" for what is not told."""
    words = CARRIED.get(one.what)
    return words(one.count).format(n=one.count) if words else ""


def plan_lines(plan: ErasurePlan) -> tuple[str, ...]:
    """Return everything that goes or changes, a line each; texts and minutes are listed apart."""
    return tuple(line for line in _plan_lines(plan) if line)


def _plan_lines(plan: ErasurePlan) -> Iterator[str]:
    yield from map(carried_words, plan.carried)
    stretches = [one for found in plan.sound.values() for one in found]
    if stretches and all(end < END_MS for _first, end in stretches):
        silent = sum(end - first for first, end in stretches)
        sentence = _("{length} of the recording become silence, for good")
        yield sentence.format(length=format_duration(silent))
    elif stretches:
        yield _("The recording becomes silence where they speak, for good")
    if plan.clips:
        yield ngettext(
            "{count} clip from a file goes with its sound",
            "{count} clips from files go with their sound",
            len(plan.clips),
        ).format(count=len(plan.clips))
    if plan.authors:
        yield _("Nothing says any more that it was written by them")


def voice_words(count: int) -> str:
    """Return that somebody may be heard still in so many recordings; "" for none."""
    if not count:
        return ""
    return ngettext(
        "The voice may still be heard in {n} recording where nobody has noted who speaks. FlipDesk"
        " finds nobody by the voice: listen to it, and erase those places or the sound.",
        "The voice may still be heard in {n} recordings where nobody has noted who speaks. FlipDesk"
        " finds nobody by the voice: listen to them, and erase those places or the sound.",
        count,
    ).format(n=count)


_OF_SESSION = (ErasureKind.SESSION, *PARTS)


def decision_words(decision: Decision) -> str:
    """Return what a choice says: "Skriv rollen i stedet"."""
    return _(_DECISIONS[decision])


_DECISIONS = {
    Decision.RENAME: N_("Write the role instead"),
    Decision.REMOVE: N_("Delete the text"),
    Decision.KEEP: N_("Leave it: somebody else is meant"),
}


def keeping_words(kind: ErasureKind, decision: Decision) -> str:
    """Return the same for what is erased: a note in a passage is not about somebody else."""
    if kind is ErasureKind.PASSAGE and decision is Decision.KEEP:
        return _("Keep the note")
    if kind is ErasureKind.PASSAGE:
        return _("Delete this note")
    return decision_words(decision)


def place_words(text: NamedText) -> str:
    """Return what a text is: "Note", "Transskription", "Udkast"."""
    return _(_PLACES.get(text.table, N_("Text")))


_PLACES = {
    "reflection": N_("Note"),
    "outcome": N_("Outcome"),
    "marker": N_("Marker"),
    "text_version": N_("Earlier wording"),
    "transcript_segment": N_("Transcript"),
    "transcript": N_("Transcript"),
    "memo": N_("Memo"),
    "coding": N_("Coding"),
    "coder": N_("Coder"),
    "saved_search": N_("Saved search"),
    "review_comment": N_("Comment that came back"),
    "review_change": N_("Change that came back"),
    "returned_file": N_("File that came back"),
    "session_material": N_("Material"),
    "material": N_("Material"),
    "knowledge_item": N_("Knowledge item"),
    "evidence": N_("Knowledge item"),
    "passage": N_("Passage"),
    "setting": N_("Draft or setting"),
    "agenda_item": N_("Agenda item"),
    "agenda_block": N_("Agenda block"),
    "agenda_template": N_("Run sheet of one's own"),
    "session": N_("Session"),
    "series": N_("Series"),
    "ear_round": N_("Lend an ear"),
    "information_text": N_("What participants were told"),
    "recording": N_("Recording"),
}


def session_lines(plan: ErasurePlan) -> tuple[str, ...]:
    """Return what goes with a session, a line each."""
    found = []
    for one in plan.carried:
        words = CARRIED_OF_SESSION.get(one.what) or CARRIED.get(one.what)
        if words is not None:
            found.append(words(one.count).format(n=one.count))
    return tuple(found)


def lines_of(plan: ErasurePlan) -> tuple[str, ...]:
    """Return what goes, whatever is erased."""
    return session_lines(plan) if plan.kind in _OF_SESSION else plan_lines(plan)


def report_lines(report: ErasureReport) -> tuple[str, ...]:
    """Return what was done, a line each."""
    return tuple(_report_lines(report))


def _report_lines(report: ErasureReport) -> Iterator[str]:
    known = CARRIED_OF_SESSION if report.kind in _OF_SESSION else {}
    for one in report.carried:
        told = known.get(one.what) or CARRIED.get(one.what)
        if told is not None:
            yield told(one.count).format(n=one.count)
    for words, count in (
        (_("Texts in which a role stands instead of the name: {n}"), report.renamed),
        (_("Texts that were deleted: {n}"), report.removed),
        (_("Texts that were left, because somebody else is meant: {n}"), report.kept),
        (_("Versions of minutes that were deleted: {n}"), report.minutes),
        (_("Minutes that were written again: {n}"), report.reissued),
        (_("Original sound files that were deleted: {n}"), report.originals),
        (_("Folders of sound that were deleted: {n}"), report.folders),
        (_("Backups from which it was taken out: {n}"), report.backups),
        (_("Other files that were deleted: {n}"), report.files),
    ):
        if count:
            yield words.format(n=count)
    if report.silent_ms:
        sentence = _("Sound that became silence: {length}")
        yield sentence.format(length=format_duration(report.silent_ms))
