"""How it stands with what an earlier session left, to be said from a menu."""

from functools import partial

from PySide6.QtWidgets import QMenu

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import STATUSES, OutcomeKind, OutcomeStatus
from flipdesk.i18n import N_, _
from flipdesk.ui.workspace import Workspace

KIND_ICONS = {
    OutcomeKind.DECISION: "gavel",
    OutcomeKind.ACTION: "square-check",
    OutcomeKind.PARKED: "square-parking",
    OutcomeKind.KNOWLEDGE_REQUEST: "circle-question-mark",
    OutcomeKind.TRIAL: "flask-conical",
}
_WORDS = {
    OutcomeStatus.MADE: N_("It is made"),
    OutcomeStatus.OPEN: N_("It is open again"),
    OutcomeStatus.DONE: N_("It is done"),
    OutcomeStatus.DROPPED: N_("It is dropped"),
    OutcomeStatus.TAKEN_UP: N_("It is taken up"),
    OutcomeStatus.ANSWERED: N_("It is answered"),
    OutcomeStatus.PROPOSED: N_("It is only proposed"),
    OutcomeStatus.TRYING: N_("It is being tried"),
    OutcomeStatus.TRIED: N_("It has been tried"),
    OutcomeStatus.ADOPTED: N_("It is in use"),
}


def add_statuses(menu: QMenu, workspace: Workspace, outcome: Outcome) -> None:
    """Put what can be said of an outcome into a menu; each is a step that can be undone."""
    memory = workspace.desk.memory
    for status in STATUSES[outcome.kind]:
        if status is outcome.status:
            continue
        words = _(_WORDS[status])
        notice = f"{outcome.text}: {words[:1].lower()}{words[1:]}"
        step = partial(memory.set_status, outcome.id, status)
        action = menu.addAction(words, partial(workspace.perform, step, notice=notice))
        action.setObjectName(f"status_{status}")
