"""Where the keys of a knowledge base lie, and whether it has any.

Apart from the keys themselves, for this is asked before the window is painted.
"""

from pathlib import Path

from flipdesk.knowledge.file_header import is_plain

FOLDER, FILE = "keys", "master.json"
UNDER_WAY = "master.json.converting"
"""Its name while a conversion is under way: it counts when the database is no plain one."""
_DATABASE = "knowledge.sqlite"


def is_encrypted(folder: Path) -> bool:
    """Tell whether a knowledge base needs a passphrase, by what lies in its folder."""
    keys = folder / FOLDER
    if (keys / FILE).exists():
        return True
    return (keys / UNDER_WAY).exists() and not is_plain(folder / _DATABASE)
