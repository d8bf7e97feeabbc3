"""What lies beside a published database so that `datasette` can show it to people: titles,
descriptions and ready questions in the language in use (`metadata.json`), and how to open it.

See the documentation of Datasette 0.65, Metadata and Canned queries.
"""

import json
from collections.abc import Mapping
from typing import Any

from flipdesk import __version__
from flipdesk.domain.published import Publication
from flipdesk.i18n import _

DATABASE_FILE = "knowledge.db"
METADATA_FILE = "metadata.json"
README_FILE = "README.md"


def metadata(publication: Publication, questions: Mapping[str, str]) -> str:
    """Return `metadata.json`; `questions` are in SQL, by their keys."""
    about = _(
        "Reflections and outcomes from FLIP sessions. Nobody is named; what consent forbids, what"
        " stays in the room, and private notes are not in it."
    )
    if publication.is_sample:
        about = f"{_('Example: people and places are invented.')} {about}"
    held: dict[str, Any] = {
        "title": _("Knowledge from FLIP sessions"),
        "description": about,
        "source": f"FlipDesk {__version__}",
        "databases": {
            "knowledge": {
                "title": _("The knowledge base"),
                "tables": _tables(),
                "queries": _queries(questions),
            }
        },
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def readme(publication: Publication) -> str:
    """Return `README.md`."""
    sessions = len(publication.sessions)
    lines = (
        f"# {_('Knowledge from FLIP sessions')}",
        _(
            "This folder holds an anonymised selection of a knowledge base: {sessions} sessions in"
            " {organisations} organisations."
        ).format(sessions=sessions, organisations=len(publication.organisations)),
        _("To look at it in a browser, install Datasette and open the folder:"),
        "    pip install datasette\n    datasette .",
        _(
            "`{file}` is an ordinary SQLite database, which R, Python and every SQLite program read"
            " as well."
        ).format(file=DATABASE_FILE),
        _("Whoever has the folder can pass it on. Publish it only when all agree to that."),
    )
    return "\n\n".join(lines) + "\n"


def _tables() -> dict[str, Any]:
    reflection = {
        "description": _("What was said, by which voice, about which potentials."),
        "columns": {
            "at": _("Where in the recording it was said"),
            "item": _("The agenda item"),
            "speaker": _("A pseudonym, empty when somebody does not want to be quoted"),
            "potentials": _("The potentials it is about"),
        },
        "facets": ["kind", "role"],
        "size": 50,
    }
    outcome = {
        "description": _("Decisions, actions, parked topics, knowledge requests and trials."),
        "columns": {"due": _("The day by which it is to be done")},
        "facets": ["kind", "status"],
    }
    return {
        "reflection": reflection,
        "outcome": outcome,
        "session": {"label_column": "title", "sort": "day"},
        "series": {"label_column": "title"},
        "organisation": {"label_column": "name"},
        "potential": {"description": _("The potentials of the codebooks that were used.")},
        "reflection_tag": {"description": _("Every tag of a reflection, on every axis.")},
        "outcome_tag": {"hidden": True},
    }


def _queries(questions: Mapping[str, str]) -> dict[str, Any]:
    titles = {
        "search": {
            "title": _("Search in what was said"),
            "description": _("Write one or more words; the last can be the beginning of one."),
        },
        "search_outcomes": {"title": _("Search in what came of it")},
        "matrix": {
            "title": _("Potential by organisation"),
            "description": _("How many reflections are about each potential, and where."),
        },
        "dilemmas": {
            "title": _("Moral dimensions that meet"),
            "description": _("How often two of them are in one reflection."),
        },
        "open_actions": {"title": _("What still waits")},
    }
    return {key: {**titles[key], "sql": sql, "hide_sql": True} for key, sql in questions.items()}
