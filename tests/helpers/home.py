"""A home folder for one run of the tests, so that nobody's own settings are read or written."""

import os
import shutil
import tempfile
from pathlib import Path

FOLDERS = {
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
}


class Home:
    """A temporary home; `remove` takes it away again and restores the environment."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="flipdesk-home-"))
        changes = {name: str(self.path / folder) for name, folder in FOLDERS.items()}
        changes["HOME"] = str(self.path)
        self._before = {name: os.environ.get(name) for name in [*changes, "FLIPDESK_KB"]}
        for name in FOLDERS:
            Path(changes[name]).mkdir(parents=True, mode=0o700)
        os.environ.update(changes)
        os.environ.pop("FLIPDESK_KB", None)

    def clear_documents(self) -> None:
        """Delete what has been written in the folder for documents."""
        shutil.rmtree(self.path / "Documents", ignore_errors=True)

    def remove(self) -> None:
        """Restore the environment and delete the folder."""
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self.path, ignore_errors=True)
