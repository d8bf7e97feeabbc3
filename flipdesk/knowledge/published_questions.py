"""Ready questions to a published database, in the SQL that `datasette` asks it."""

from flipdesk.domain.published import Publication

_SEARCH = """\
select {columns}
from {table}_fts join {table}_full f on f.id = {table}_fts.rowid
where {table}_fts match escape_fts(coalesce(nullif(trim(:ord), ''), 'a')) || '*'
order by {table}_fts.rank limit 200"""
"""Each word is found as it is written, the last one also as the beginning of a word. The function
is Datasette's own and lets no letter be a command."""
_SAID = "f.day, f.organisation, f.session, f.at, f.text, f.speaker, f.potentials"
_AGREED = "f.day, f.organisation, f.session, f.kind, f.text, f.status, f.due"
_DILEMMAS = """\
select a.name as one, b.name as other, count(*) as reflections
from reflection_tag a join reflection_tag b on b.reflection_id = a.reflection_id and a.code < b.code
where a.axis = 'dimensions' and b.axis = 'dimensions'
group by 1, 2 order by 3 desc"""
_WAITING = """\
select day, organisation, session, kind, text, status, due
from outcome_full where due is not null order by due"""


def published_questions(publication: Publication, everywhere: str) -> dict[str, str]:
    """Return the questions by their keys; `everywhere` is what the sum of a row is called."""
    return {
        "search": _SEARCH.format(columns=_SAID, table="reflection"),
        "search_outcomes": _SEARCH.format(columns=_AGREED, table="outcome"),
        "matrix": _matrix(publication, everywhere),
        "dilemmas": _DILEMMAS,
        "open_actions": _WAITING,
    }


def _matrix(publication: Publication, everywhere: str) -> str:
    """Return the matrix as SQL with a column an organisation."""
    columns = ",\n  ".join(
        f"sum(case when organisation = {_text(name)} then reflections else 0 end) as {_name(name)}"
        for name in publication.organisations
    )
    return (
        f"select potential,\n  {columns},\n  sum(reflections) as {_name(everywhere)}\n"
        "from potential_count\ngroup by code\n"
        "order by (select min(id) from potential p where p.code = potential_count.code)"
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
