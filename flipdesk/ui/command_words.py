"""Other words that commands answer to in the palette, in both languages whatever is in use."""

from functools import cache

from flipdesk.i18n import LANGUAGES, N_, _, speaking
from flipdesk.ui.command_table import Command

# Several ways to say it stand apart by semicolons; a language has as many as it needs.
_ALSO = {
    "room.home": N_("start; overview"),
    "room.prepare": N_("plan; run sheet"),
    "room.run": N_("hold the session; chair; session now"),
    "room.compile": N_("minutes; write up; listen"),
    "room.knowledge": N_("knowledge base; matrix"),
    "rail.toggle": N_("sidebar; navigation"),
    "window.settings": N_("preferences; options"),
    "window.help": N_("guide; manual"),
    "window.keys": N_("shortcuts; keyboard; change keys"),
    "window.print_keys": N_("cheat sheet; print shortcuts"),
    "window.quit": N_("exit; close"),
    "edit.undo": N_("back; take back; regret"),
    "edit.redo": N_("do again; repeat"),
    "session.new": N_("make a session; plan a session"),
    "session.delete": N_("remove the session"),
    "session.example": N_("sample; try; demo"),
    "knowledge.take_along": N_("export; NVivo; MAXQDA; ATLAS.ti; QualCoder; REFI-QDA; codebook"),
    "knowledge.take_numbers": N_("export; spreadsheet; table; R; SPSS; deadlines; calendar"),
    "knowledge.publish": N_("Datasette; share; website; database"),
    "knowledge.import": N_("REFI-QDA; NVivo; MAXQDA; ATLAS.ti; QualCoder; codings back"),
    "session.materials": N_("documents; attachments; Word files; earlier minutes"),
    "kb.encryption": N_("encrypt; decrypt; password; recovery key; safe"),
    "kb.backup": N_("safety copy; save a copy"),
    "person.erase": N_("delete a person; right to be forgotten; remove somebody"),
    "session.erase": N_("delete the session for ever; destroy the sound"),
    "kb.retention": N_("deletion; deadlines; delete what is due; storage limit; retention"),
    "kb.backups": N_("restore; go back; safety copies"),
    "kb.copy": N_("memory stick; USB; external disk; backup elsewhere"),
    "kb.journal": N_("log; who did what; access request; what was opened"),
    "search.everything": N_("find everywhere; look for"),
    "recording.toggle": N_("record; microphone; pause the recording"),
    "recording.off_record": N_("confidential; between us; do not record; drop the sound"),
    "recording.stop": N_("end the recording"),
    "transcript.hear": N_("speech recognition; transcribe; transcript; Whisper"),
    "recording.import": N_("sound file; add sound; dictaphone"),
    "transcript.import": N_("subtitles; vtt; srt; noScribe; aTrain; Teams"),
    "transcript.show": N_("what was said; transcription"),
    "agenda.add": N_("new item; new block"),
    "participant.add": N_("invite; new participant; person"),
    "run.next": N_("start the session; begin; go on; next block"),
    "run.previous": N_("back to the item before"),
    "run.longer": N_("extend; more time"),
    "run.shorter": N_("shorten; less time"),
    "run.capture": N_("write; note; type"),
    "run.marker": N_("mark; bookmark; remember this"),
    "run.floor": N_("speaker; floor to; speak"),
    "run.queue": N_("wants to speak; raise a hand; queue"),
    "run.decide": N_("decision; decide"),
    "note.park": N_("park; parking lot; later"),
    "note.edit": N_("change the note; correct"),
    "note.clear": N_("untag; no potential"),
    "note.promote": N_("make a conclusion; summary line; demote"),
    "note.leave_out": N_("not in the minutes; omit; take in again"),
    "note.merge": N_("join notes; put together; combine"),
    "note.unmerge": N_("unmerge; separate; undo merging"),
    "note.split": N_("divide the note; two notes"),
    "note.move_up": N_("earlier in the minutes; order"),
    "note.move_down": N_("later in the minutes; order"),
    "note.original": N_("original wording; first wording"),
    "missing.next": N_("what is missing; to do; fix next"),
    "missing.set_aside": N_("not needed; ignore; skip"),
    "missing.bring_back": N_("show what was set aside"),
    "play.toggle": N_("listen; stop playing"),
    "minutes.write": N_("minutes as word; export the minutes; docx"),
    "minutes.send": N_("out for comments; deadline; mail"),
    "minutes.compare": N_("differences; what is new; versions"),
}


@cache
def names_of(command: Command) -> tuple[str, ...]:
    """Return every name of a command: its title and other words in each language."""
    names = []
    for language in LANGUAGES:
        with speaking(language):
            names.append(_(command.title))
            also = _(_ALSO[command.id]) if command.id in _ALSO else ""
        names += [one.strip() for one in also.split(";") if one.strip()]
    return tuple(dict.fromkeys(names))


def in_each_language(sentence: str) -> tuple[str, ...]:
    """Return a marked sentence as each language says it."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(_(sentence))
    return tuple(dict.fromkeys(said))
