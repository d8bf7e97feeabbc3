"""Keep a knowledge base of the schema as it is now, for the tests of later migrations.

Run once at a release: tests/knowledge_bases/schema-<n>.sqlite is then never made again.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flipdesk.domain.clock import ManualClock
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.migrations import SCHEMA_VERSION
from flipdesk.paths import resource

SAMPLE = "samtaleflip-3-nordby.flip.json"


def main() -> None:
    target = ROOT / "tests" / "knowledge_bases" / f"schema-{SCHEMA_VERSION}.sqlite"
    if target.exists():
        sys.exit(f"{target.relative_to(ROOT)} is there already and must not change")
    codebooks = load_shipped("da")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "kept.flipkb"
        clock = ManualClock(datetime(2021, 4, 22, 6, 52, tzinfo=UTC))
        base = KnowledgeBase.create(folder, clock, codebooks.values())
        record = read_session(resource("samples", SAMPLE).read_bytes(), codebooks, SAMPLE)
        with base.atomic():
            base.add_record(record)
        base.close()
        target.write_bytes((folder / "knowledge.sqlite").read_bytes())


if __name__ == "__main__":
    main()
