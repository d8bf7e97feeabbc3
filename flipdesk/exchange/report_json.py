"""A report as plain values for other programs."""

from typing import Any

from flipdesk.domain.report import Cell, Report
from flipdesk.domain.report_text import cell_text


def report_object(report: Report) -> dict[str, Any]:
    """Return the report as JSON can carry it; milliseconds and per cent are numbers."""
    return {
        "name": report.name,
        "title": report.title,
        "question": report.question,
        "measure": report.measure,
        "scope": report.scope,
        "head": report.head,
        "columns": [
            {"key": one.key, "title": one.title, "unit": str(one.unit), "is_sum": one.is_sum}
            for one in report.columns
        ],
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "kind": row.kind,
                "is_sum": row.is_sum,
                "cells": [
                    _cell(cell, cell_text(cell, column.unit))
                    for cell, column in zip(row.cells, report.columns, strict=True)
                ],
            }
            for row in report.rows
        ],
        "summary": list(report.summary),
        "notes": list(report.notes),
    }


def _cell(cell: Cell, text: str) -> dict[str, Any]:
    return {"number": cell.number, "text": text, "is_hidden": cell.is_hidden}
