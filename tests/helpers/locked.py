"""Keys for tests: real ones, with a passphrase that costs next to nothing to try."""

from pathlib import Path

from flipdesk.knowledge.key_wraps import Cost
from flipdesk.knowledge.keys import Keys

PASSPHRASE = "rødbede under åben himmel"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)


def new_keys(folder: Path) -> tuple[Keys, str]:
    """Make the keys of a knowledge base, and return them with the recovery key."""
    folder.mkdir(parents=True, exist_ok=True)
    return Keys.create(folder, PASSPHRASE, CHEAP)
