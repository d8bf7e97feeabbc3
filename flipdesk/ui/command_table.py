"""Every command of the window with its words and its keys, in one table.

No Ctrl+Alt and no AltGr: on a Danish keyboard those write letters and signs.
"""

from dataclasses import dataclass

from flipdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `room` is where its keys mean this, everywhere when empty.

    The keys of one `in_lists` are plain letters: they work while a list given to `reach` has the
    focus, and are written as any other letter everywhere else. `keys` are those FlipDesk gives;
    somebody may have chosen others. `group` is the submenu, told by the id when empty.
    """

    id: str
    title: str
    keys: str = ""
    room: str = ""
    icon: str = ""
    in_lists: bool = False
    group: str = ""


AUDIENCE = (
    Command("audience.toggle", N_("Audience on and off"), "F8", "", "monitor"),
    Command("audience.blank", N_("Blank the audience's screen, or not"), "Shift+F8", "", "eye-off"),
    Command("audience.choose", N_("Audience: choose screen and what is shown"), "", "", "monitor"),
    Command("audience.layer_clock", N_("Audience: minutes left or not")),
    Command("audience.layer_question", N_("Audience: question or not")),
    Command("audience.layer_floor", N_("Audience: speakers' list or not")),
    Command("audience.layer_parked", N_("Audience: parked topics or not")),
    Command("audience.layer_rule", N_("Audience: ground rule or not")),
    Command("audience.layer_program", N_("Audience: program or not")),
    Command("audience.layer_recording", N_("Audience: that we are recording, or not")),
    Command("audience.clicker_next", N_("Next item, from a presenter's clicker"), "PgDown", "run"),
    Command("audience.clicker_blank", N_("Blank, from a presenter's clicker"), "B", "run"),
)
SORTING = (
    Command("note.promote", N_("Conclusion, or not"), "K", "compile", "check", in_lists=True),
    Command(
        "note.leave_out", N_("Leave out of the minutes, or not"), "U", "compile", in_lists=True
    ),
    Command("note.merge", N_("Merge the chosen notes"), "M", "compile", in_lists=True),
    Command("note.unmerge", N_("Take the merged note apart"), "", "compile"),
    Command("note.split", N_("Split the note at the cursor"), "Ctrl+Return", "compile"),
    Command("note.move_up", N_("Move up in the minutes"), "Alt+Up", "compile", "arrow-up"),
    Command("note.move_down", N_("Move down in the minutes"), "Alt+Down", "compile", "arrow-down"),
    Command("note.choose_also", N_("Choose the note as well"), "V", "compile", in_lists=True),
    Command("note.original", N_("Restore what was said in the room"), "", "compile", "history"),
    Command("missing.next", N_("Next to be seen to"), "Ctrl+Shift+M", "compile", "arrow-right"),
    Command("missing.set_aside", N_("Set aside what is missing…"), "", "compile"),
    Command("missing.bring_back", N_("Bring back what was set aside"), "", "compile"),
)
TAKING_ALONG = (
    Command("knowledge.take_along", N_("Take along to a QDA program…"), "", "", "upload"),
    Command(
        "knowledge.take_numbers", N_("Take the numbers along (CSV, Excel)…"), "", "", "table-2"
    ),
    Command("session.materials", N_("Old minutes and other materials…"), "", "", "paperclip"),
    Command("knowledge.import", N_("Import from a QDA program…"), "", "", "download"),
    Command("knowledge.publish", N_("Publish an anonymised selection…"), "", "", "external-link"),
)
TABLE: tuple[Command, ...] = (
    Command("room.home", N_("Go to Home"), "", "", "house"),
    Command("room.prepare", N_("Go to Prepare"), "", "", "clipboard-list"),
    Command("room.run", N_("Go to Run"), "", "", "mic"),
    Command("room.compile", N_("Go to Compile"), "", "", "file-pen-line"),
    Command("room.knowledge", N_("Go to Knowledge"), "", "", "library-big"),
    Command("room.next", N_("Next room"), "Ctrl+PgDown"),
    Command("room.previous", N_("Previous room"), "Ctrl+PgUp"),
    Command("pane.next", N_("Next pane"), "F6"),
    Command("pane.previous", N_("Previous pane"), "Shift+F6"),
    Command("rail.toggle", N_("Wide or narrow rail"), "F9"),
    Command("window.full_screen", N_("Full screen"), "F11"),
    Command("window.palette", N_("Command palette"), "Ctrl+K"),
    Command("window.settings", N_("Settings"), "Ctrl+,"),
    Command("window.help", N_("Help"), "F1"),
    Command("window.keys", N_("Keys"), "Ctrl+F1", "", "keyboard"),
    Command("window.print_keys", N_("Print the keys"), "", "", "file-text"),
    Command("window.menu", N_("Main menu"), "F10"),
    Command("window.quit", N_("Quit"), "Ctrl+Q"),
    Command("edit.undo", N_("Undo"), "Ctrl+Z", "", "rotate-ccw"),
    Command("edit.redo", N_("Redo"), "Ctrl+Shift+Z", "", "redo-2"),
    Command("edit.go_there", N_("Go to what was undone"), "", "", "arrow-right"),
    Command("edit.saved", N_("Save"), "Ctrl+S"),
    Command("session.new", N_("New session"), "Ctrl+N", "", "plus"),
    Command("series.new", N_("New series"), "Ctrl+Shift+N", "", "plus"),
    Command("session.import", N_("Import a session file"), "", "", "download"),
    Command("session.example", N_("Open the example"), "", "", "play"),
    Command("session.export", N_("Export the session as a file"), "", "", "file-text"),
    Command("session.delete", N_("Delete the session")),
    Command("session.erase", N_("Erase the session for good…")),
    Command("person.erase", N_("Erase a person for good…")),
    Command("practice.begin", N_("Practise this session"), "", "", "refresh-cw"),
    Command("practice.end", N_("End practice")),
    Command("practice.lose", N_("Pull out the microphone, in practice")),
    Command("jobs.cancel", N_("Cancel what works in the background"), "", "", "circle-stop"),
    Command("kb.backup", N_("Make a backup now"), "", "", "save"),
    Command("kb.backups", N_("Backups…"), "", "", "history"),
    Command("kb.copy", N_("Copy to another disk…"), "", "", "download"),
    Command("kb.encryption", N_("Encryption and passphrase…"), "", "", "lock"),
    Command("kb.journal", N_("Journal of use…"), "", "", "history"),
    Command("kb.retention", N_("How long things are kept…"), "", "", "calendar"),
    Command("kb.open_other", N_("Open another knowledge base"), "", "", "folder-open"),
    *TAKING_ALONG,
    Command("search.everything", N_("Search the knowledge base"), "Ctrl+Shift+F", "", "search"),
    Command("recording.toggle", N_("Start recording"), "Ctrl+R", "", "mic"),
    Command("recording.off_record", N_("Off the record"), "Ctrl+Shift+O", "", "mic-off"),
    Command("recording.stop", N_("Stop recording"), "Ctrl+Shift+R"),
    Command("recording.import", N_("Import a recording"), "", "", "download"),
    Command("home.run", N_("Go to Run"), "F5", "home"),
    Command("prepare.run", N_("Go to Run"), "F5", "prepare"),
    Command("agenda.add", N_("Add an agenda item"), "Ctrl+I", "prepare", "plus"),
    Command("agenda.up", N_("Move the agenda item up"), "Alt+Up", "prepare"),
    Command("agenda.down", N_("Move the agenda item down"), "Alt+Down", "prepare"),
    Command(
        "agenda.duplicate", N_("Duplicate the agenda items"), "Ctrl+Shift+D", "prepare", "copy"
    ),
    Command("agenda.new_day", N_("Begin a new day here"), "", "prepare"),
    Command("agenda.join_day", N_("Join with the day before"), "", "prepare"),
    Command("agenda.template", N_("Insert from a template or the library"), "Ctrl+T", "prepare"),
    Command("agenda.keep_block", N_("Keep the agenda items in the library"), "", "prepare"),
    Command("agenda.keep_template", N_("Keep the run sheet as a template…"), "", "prepare"),
    Command("agenda.buffer", N_("Give the run sheet more time to spare"), "", "prepare"),
    Command("agenda.columns", N_("Columns of the run sheet"), "", "prepare", "table-2"),
    Command("agenda.details", N_("Details of the agenda item"), "Ctrl+E", "prepare", "pencil"),
    Command("papers.program", N_("Save the programme in Word"), "", "prepare", "file-text"),
    Command("papers.calendar", N_("Save the programme for calendars"), "", "prepare", "calendar"),
    Command("papers.run_sheet", N_("Save the run sheet in Word"), "", "prepare", "file-text"),
    Command("papers.dimensions", N_("Save the four considerations"), "", "prepare", "file-text"),
    Command("papers.ground_rules", N_("Save the ground rules"), "", "prepare", "file-text"),
    Command("papers.lend_an_ear", N_("Save a blank Lend an ear sheet"), "", "prepare", "ear"),
    Command("memory.put_in_all", N_("Put all that is left on the run sheet"), "", "prepare"),
    Command("session.change", N_("Change title, time and place"), "", "prepare", "pencil"),
    Command("session.about", N_("Chair, legal basis and deletion"), "", "prepare", "pencil"),
    Command("participant.add", N_("Add a participant"), "Ctrl+D", "prepare", "plus"),
    Command("people.table", N_("Participants and consent"), "Ctrl+Shift+A", "prepare", "table-2"),
    Command("people.paste", N_("Paste a list of participants"), "", "prepare"),
    Command("people.import", N_("Participants from a file"), "", "prepare", "download"),
    Command("people.earlier", N_("Invite the people of another session"), "", "prepare"),
    Command("people.organisations", N_("Organisations and their names"), "", "prepare"),
    Command("people.pseudonyms", N_("Pseudonyms and whose they are"), "", "prepare", "lock"),
    Command("microphone.try", N_("Try the microphone"), "", "prepare", "mic"),
    Command("run.next", N_("Next item"), "F5", "run"),
    Command("run.previous", N_("Previous item"), "Shift+F5", "run"),
    Command("run.longer", N_("+5 min."), "F12", "run"),
    Command("run.shorter", N_("−5 min."), "Shift+F12", "run"),
    Command("run.take_from_buffer", N_("Take missing minutes from a buffer"), "Ctrl+F12", "run"),
    Command("run.shorten_next", N_("Make the next item 5 min. shorter"), "Ctrl+Shift+F12", "run"),
    Command("run.skip_next", N_("Skip the next item"), "Ctrl+Shift+F5", "run", "skip-forward"),
    Command("run.pause", N_("Stop the agenda clock, or start it again"), "Ctrl+F5", "run"),
    Command("run.end", N_("End the session"), "", "run"),
    Command("run.reopen", N_("Reopen the session"), "", "run"),
    Command("run.capture", N_("Go to the capture bar"), "F2", "run"),
    Command("run.marker", N_("Marker"), "F3", "run", "bookmark"),
    Command("run.marker_back", N_("Marker 10 seconds back"), "Shift+F3", "run"),
    Command("run.floor", N_("Give the floor"), "F4", "run", "volume-2"),
    Command("run.floor_to", N_("Give the floor to somebody"), "Ctrl+F4", "run"),
    Command("run.interruption", N_("Interruption"), "Shift+F4", "run"),
    Command("run.queue", N_("Put on the speakers' list"), "F7", "run"),
    Command("run.reply", N_("Reply to the last speech"), "Shift+F7", "run"),
    Command("run.line", N_("Close the speakers' list, or open it"), "", "run"),
    Command("run.decide", N_("Save as decision"), "Ctrl+Return", "run"),
    *AUDIENCE,
    Command("run.ear", N_("Lend an ear"), "Ctrl+Shift+L", "run", "ear"),
    Command("ear.back", N_("Lend an ear: the step before"), "Alt+Left", "run"),
    Command("ear.on", N_("Lend an ear: the next step"), "Alt+Right", "run"),
    Command("ear.play", N_("Lend an ear: play or pause the clip"), "Ctrl+Space", "run", "play"),
    Command("ear.mark", N_("Lend an ear: mark a moment in the clip"), "Ctrl+Shift+M", "run"),
    Command("note.park", N_("Park the note"), "Ctrl+Shift+P", "run compile"),
    Command("note.edit", N_("Edit the note"), "Ctrl+E", "run compile"),
    Command("note.potential_1", N_("Tag with potential 1"), "Ctrl+1", "run compile"),
    Command("note.potential_2", N_("Tag with potential 2"), "Ctrl+2", "run compile"),
    Command("note.potential_3", N_("Tag with potential 3"), "Ctrl+3", "run compile"),
    Command("note.potential_4", N_("Tag with potential 4"), "Ctrl+4", "run compile"),
    Command("note.potential_5", N_("Tag with potential 5"), "Ctrl+5", "run compile"),
    Command("note.potential_6", N_("Tag with potential 6"), "Ctrl+6", "run compile"),
    Command("note.clear", N_("Clear the potentials"), "Ctrl+0", "run compile"),
    *SORTING,
    Command("play.toggle", N_("Play or pause"), "Ctrl+Space", "compile", "play"),
    Command(
        "play.toggle_here",
        N_("Play or pause in a list"),
        "Space",
        "compile knowledge",
        in_lists=True,
    ),
    Command("play.back", N_("5 seconds back"), "J", "compile", "rewind", in_lists=True),
    Command("play.forward", N_("5 seconds forward"), "L", "compile", in_lists=True),
    Command("play.slower", N_("Play slower"), ",", "compile", in_lists=True),
    Command("play.faster", N_("Play faster"), ".", "compile", in_lists=True),
    Command("play.skip_silence", N_("Skip silence, or not"), "", "compile"),
    Command("passage.from_here", N_("The passage begins here"), "I", "compile", in_lists=True),
    Command("passage.to_here", N_("The passage ends here"), "O", "compile", in_lists=True),
    Command("passage.add", N_("Make a passage of what is marked"), "", "compile"),
    Command("passage.erase", N_("Erase what is marked for good…"), "", "compile"),
    Command("passage.repeat", N_("Repeat what is marked"), "", "compile"),
    Command("timeline.table", N_("Timeline as a table, or as a wave"), "", "compile", "table-2"),
    Command("minutes.write", N_("Make the Word file"), "Ctrl+M", "compile", "file-text"),
    Command("transcript.hear", N_("Write the recording down (machine draft)")),
    Command("minutes.send", N_("Send round for comments…"), "", "compile", "upload"),
    Command("minutes.approve", N_("Approve minutes…"), "", "compile", "circle-check"),
    Command("minutes.compare", N_("Compare versions…"), "", "compile", "history"),
    Command("review.import", N_("Take in comments"), "", "compile", "download"),
    Command("transcript.import", N_("Import a transcript"), "", "", "download"),
    Command("transcript.show", N_("Notes or transcript"), "Ctrl+T", "compile"),
    Command("transcript.reflect", N_("Make a reflection of it"), "Ctrl+J", "compile"),
    Command("transcript.quote", N_("Make a quote of it"), "Ctrl+Shift+J", "compile", "quote"),
    Command("find.here", N_("Find"), "Ctrl+F", "", "search"),
)
