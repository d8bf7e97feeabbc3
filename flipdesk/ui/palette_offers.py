"""Everything the palette reaches: commands, settings, sessions and what is in the open one."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.changes import Changes
from flipdesk.domain.offer import Asked, Group, Kind, Offer, plain_words, ranked
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import N_, _
from flipdesk.ui.command_table import Command
from flipdesk.ui.command_words import in_each_language, names_of
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.session_offers import (
    VERBS,
    NoteOffers,
    note_offers,
    place_offers,
    record_offers,
    unmade,
)
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.rail import room_names
from flipdesk.ui.workspace import Workspace

_SEARCHES = (N_("search for"), N_("search"), N_("find"), N_("look for"))
_SETTINGS = {
    "settings_name": N_("Your name"),
    "settings_scheme": N_("Look"),
    "settings_text_size": N_("Text size"),
    "settings_language": N_("Language"),
    "settings_sound": N_("Sound of new recordings"),
    "settings_alarm_sound": N_("Sound an alarm when the recording is in danger"),
    "settings_talk_hint": N_("Say so when people talk and nothing is recorded"),
    "settings_place": N_("Knowledge base"),
}
_ALSO = {
    "settings_scheme": N_("dark; light; theme"),
    "settings_text_size": N_("letters; larger; smaller"),
    "settings_language": N_("English; Danish"),
}
_PLACES = ("session", "series", "organisation")
_MOST_RECENT = 5
_Gathered = tuple[NoteOffers, list[Offer] | None]


_AT_ONCE = 300
"""So many notes and sessions are gathered in a few milliseconds; more of them in a job."""


class PaletteOffers(QObject):
    """Offers are kept while what they tell of stays, so that typing finds them at once."""

    more_found = Signal()
    """There is more to find than there was."""

    def __init__(
        self, workspace: Workspace, commands: Commands, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._commands = commands
        self._recent: list[str] = []
        self._record: SessionRecord | None = None
        self._of_record: list[Offer] = []
        self._notes: NoteOffers = {}
        self._places: list[Offer] = []
        self._knows_places = False
        self._asked = 0
        self._settings = [_setting(name, words) for name, words in _SETTINGS.items()]
        self._verbs = {
            verb: [said for one in ways for said in in_each_language(one)]
            for verb, ways in VERBS.items()
        }
        self._now: list[Offer] = []
        workspace.changed.connect(self._on_workspace_changed)

    def begin(self) -> None:
        """Look at what can be done at this moment, once for everything that is then typed."""
        record = self._workspace.record
        if record is not self._record or not self._knows_places:
            self._gather(record)
        self._gather_up()

    def find(self, words: str) -> tuple[Group, ...]:
        """Return what fits these words; the search for them in everything is always there."""
        groups = ranked(Asked(words, self._verbs), self._now, self._recent)
        wanted, is_asked = _searched(words)
        if not plain_words(wanted):
            return groups
        title = _("Search the knowledge base for “{words}”").format(words=wanted)
        search = Group(Kind.SEARCH, (Offer(f"search:{wanted}", Kind.SEARCH, title, icon="search"),))
        return (search, *groups) if is_asked else (*groups, search)

    def _gather(self, record: SessionRecord | None) -> None:
        """Look at notes, sessions and series anew; many of them take a job, few do not."""
        base, made = self._workspace.desk.base, self._notes
        if record is None or self._record is None or record.session.id != self._record.session.id:
            made = self._notes = {}
        self._record = record
        self._of_record = record_offers(record) if record is not None else []
        places = None if self._knows_places else (base.series.all(), base.sessions.all())

        def work(_progress: Progress | None = None) -> _Gathered:
            notes = note_offers(record, made) if record is not None else {}
            return notes, None if places is None else place_offers(*places)

        many = unmade(record, made) if record is not None else 0
        if places is not None:
            many += len(places[1])
        self._asked += 1
        if many <= _AT_ONCE:
            self._take(work())
        else:
            title = _("Gathering what can be found")
            self._jobs.run(title, work, partial(self._on_gathered, self._asked))

    def _on_gathered(self, asked: int, result: "Ok[_Gathered] | Err") -> None:
        if isinstance(result, Ok) and asked == self._asked:
            self._take(result.value)
            self._gather_up()
            self.more_found.emit()

    def _take(self, gathered: "_Gathered") -> None:
        self._notes, places = gathered
        if places is not None:
            self._places, self._knows_places = places, True

    def _gather_up(self) -> None:
        notes = [offer for _note, offer in self._notes.values()]
        commands = self._offered_commands()
        self._now = [*commands, *self._of_record, *notes, *self._places, *self._settings]

    def remember(self, offer: Offer) -> None:
        """Offer this command among the first the next time."""
        if offer.key.startswith("command:"):
            recent = [offer.key, *(one for one in self._recent if one != offer.key)]
            self._recent = recent[:_MOST_RECENT]

    def _offered_commands(self) -> list[Offer]:
        here, away = list[Offer](), list[Offer]()
        for command, action in self._commands:
            if command.id == "window.palette":
                continue
            room = self._commands.room_of(command.id)
            if action.isEnabled():
                keys = key_text(action.shortcut().toString())
                here.append(_command(command, Kind.HERE, action.text(), keys))
            elif room:
                beside = room_names()[room]
                away.append(_command(command, Kind.COMMAND, action.text(), beside))
        # What belongs to this room alone is what one most likely wants in it.
        rooms = {command.id: command.room for command, _action in self._commands}
        here.sort(key=lambda offer: not rooms[offer.key.removeprefix("command:")])
        return [*here, *away]

    def _on_workspace_changed(self, changes: Changes) -> None:
        if changes.touches(*_PLACES):
            # A job that is gathering now does not know of it.
            self._knows_places, self._asked = False, self._asked + 1


def _command(command: Command, kind: Kind, title: str, beside: str) -> Offer:
    return Offer(
        f"command:{command.id}",
        kind,
        title,
        also=names_of(command),
        icon=command.icon,
        beside=beside,
        when_asked=kind is Kind.COMMAND,
    )


def _setting(name: str, words: str) -> Offer:
    also = tuple(
        f"{setting} {title}"
        for setting, title in zip(
            in_each_language(N_("Settings")), in_each_language(words), strict=False
        )
    )
    others = in_each_language(_ALSO[name]) if name in _ALSO else ()
    also += tuple(one.strip() for said in others for one in said.split(";"))
    return Offer(
        f"setting:{name}",
        Kind.SETTING,
        _(words),
        also=(*also, *in_each_language(words)),
        icon="settings",
        beside=_("Settings"),
        when_asked=True,
    )


def _searched(words: str) -> tuple[str, bool]:
    """Return what is to be searched for, and whether it was asked for by name."""
    typed = words.strip()
    small = typed.casefold()
    starts = {said.casefold() for one in _SEARCHES for said in in_each_language(one)}
    for start in sorted(starts, key=len, reverse=True):
        if small.startswith(f"{start} "):
            return typed[len(start) :].strip(), True
    return typed, False
