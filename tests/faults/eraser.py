"""Erases whoever a file names from a knowledge base, until it is killed or done.

python -m tests.faults.eraser KNOWLEDGE_BASE PERSON_ID
"""

import sys
from pathlib import Path

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import PersonId
from flipdesk.i18n import use_language
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.carriers import carriers
from flipdesk.services.desk import Desk
from flipdesk.services.erasing_needles import needles_of


def main() -> None:
    use_language("da")
    folder, person_id = Path(sys.argv[1]), PersonId(sys.argv[2])
    base = KnowledgeBase.open(folder, SystemClock())
    desk = Desk(base, SystemClock())
    plan = desk.erasure.erasing.find_person(person_id)
    report = desk.erasure.run(plan, {}, carriers(folder, needles_of(plan)))
    base.close()
    sys.exit(0 if report.is_whole else 3)


if __name__ == "__main__":
    main()
