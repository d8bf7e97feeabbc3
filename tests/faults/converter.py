"""Converts a knowledge base until it is killed or done.

    python -m tests.faults.converter encrypt|decrypt KNOWLEDGE_BASE

Tells on stdout the recovery key the moment there is one, and what stood in the way.
"""

import os
import sys
from pathlib import Path

from typing_extensions import override

from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import use_language
from flipdesk.knowledge.keys import Keys
from flipdesk.services.converting import Watch, decrypt, encrypt
from tests.helpers.locked import CHEAP, PASSPHRASE


class Told(Watch):
    @override
    def recovery_key(self, recovery: str) -> None:
        os.write(1, f"{recovery}\n".encode())


def main() -> None:
    use_language("da")
    way, folder = sys.argv[1], Path(sys.argv[2])
    try:
        if way == "encrypt":
            encrypt(folder, SystemClock(), PASSPHRASE, Told(), cost=CHEAP)
        else:
            decrypt(folder, SystemClock(), Keys.unlock(folder, PASSPHRASE), Told())
    except KnownError as error:
        os.write(2, f"{error}\n".encode())
        sys.exit(1)


if __name__ == "__main__":
    main()
