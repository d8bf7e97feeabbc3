"""A knowledge base that is written every 20 ms and backed up again and again until it is killed.

    python -m tests.faults.backing_up KNOWLEDGE_BASE

Tells on stdout, each at once, "wrote N" when the N-th row is stored, and "made N NAME" when a
backup is there that was begun after the N-th row. Its clock goes ten minutes on at every backup.
"""

import sys
import threading
from datetime import datetime
from pathlib import Path

from flipdesk.domain.clock import ManualClock
from flipdesk.i18n import use_language
from flipdesk.knowledge.backup_rotation import rotate
from flipdesk.opening import open_or_create

BEGIN = datetime.fromisoformat("2026-11-23T08:00:00+00:00")
EVERY_S = 0.02


def main() -> None:
    use_language("da")
    clock = ManualClock(BEGIN)
    base = open_or_create(Path(sys.argv[1]), clock)
    over, written = threading.Event(), 0

    def back_up() -> None:
        while not over.is_set():
            begun_after = written
            clock.advance(minutes=10)
            path = base.backing_up("running")(lambda: True)
            rotate(base.folder, clock.now())
            print("made", begun_after, path.name, flush=True)

    with base.atomic():
        for number in range(200):
            base.settings.set(f"filler-{number}", f"{number}" * 8_000)
    threading.Thread(target=back_up, daemon=True).start()
    while not over.wait(EVERY_S):
        base.settings.set(f"row-{written + 1}", "stored")
        written += 1
        print("wrote", written, flush=True)


if __name__ == "__main__":
    main()
