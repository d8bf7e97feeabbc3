"""The keys somebody has chosen for the commands: kept, and in force at once."""

from flipdesk.ui.command_table import TABLE, Command
from flipdesk.ui.commands import Commands
from flipdesk.ui.key_rules import meet, refusal, settled
from flipdesk.ui.preferences import Preferences


class KeyBook:
    """What is chosen here is what every button, tooltip and menu shows from then on."""

    def __init__(self, commands: Commands, preferences: Preferences) -> None:
        self.commands = commands
        self._preferences = preferences
        self._chosen = preferences.keys
        self._apply()

    def keys(self, command_id: str) -> str:
        """Return the keys of a command, portable, "" for none."""
        return self._keys[command_id]

    def is_changed(self, command: Command) -> bool:
        """Whether a command has other keys than FlipDesk gave it."""
        return self._keys[command.id] != command.keys

    @property
    def changed(self) -> tuple[Command, ...]:
        """The commands that have other keys than FlipDesk gave them."""
        return tuple(command for command in TABLE if self.is_changed(command))

    def refusal(self, command: Command, keys: str) -> str:
        """Return why a command cannot have these keys, "" when it can."""
        return refusal(keys, in_lists=command.in_lists)

    def holders(self, command: Command, keys: str) -> tuple[Command, ...]:
        """Return the commands that have these keys already where this one works."""
        return tuple(
            other
            for other in TABLE
            if keys and other.id != command.id and self.keys(other.id) == keys
            if meet(command, other)
        )

    def choose(self, command: Command, keys: str) -> None:
        """Give a command these keys, which whoever had them is then without."""
        for other in self.holders(command, keys):
            self._chosen[other.id] = ""
        self._chosen[command.id] = keys
        self._keep()

    def reset(self, command: Command) -> None:
        """Give a command its own keys back, which whoever had them is then without."""
        self.choose(command, command.keys)

    def reset_all(self) -> None:
        """Let every command have the keys FlipDesk gave it."""
        self._chosen.clear()
        self._keep()

    def _keep(self) -> None:
        own = {command.id: command.keys for command in TABLE}
        self._chosen = {key: keys for key, keys in self._chosen.items() if own.get(key) != keys}
        self._preferences.keys = self._chosen
        self._apply()

    def _apply(self) -> None:
        self._keys = settled(TABLE, self._chosen)
        self.commands.set_keys(self._keys)
