"""Take the entries of a section from CSV files that lie beside the scenario."""

import re

from realm.content.nodes import Mapping, Node, Place, Scalar, Series, describe, quote
from realm.content.sources import Shelf, Source, refusal
from realm.errors import Problem, ScenarioError

TABLE = "table"
"""The key of a section that names its files."""

MOST_CELLS = 50_000
"""Most cells of one table."""

_CELL = re.compile(r'[ \t]*(?:"([^"]*(?:""[^"]*)*)"[ \t]*|([^,"\r\n]*))(,|\r\n|\r|\n|\Z)')

Row = list[Scalar]


def expand(
    section: Node, source: Source, shelf: Shelf, problems: list[Problem], *, name: str
) -> Node:
    """Replace `{table: file.csv, ...}` by the rows of the file, patched by the keys beside it."""
    path = f"{name}.{TABLE}"
    if not isinstance(section, Mapping) or TABLE not in section.entries:
        return section
    named = section.entries[TABLE]
    if isinstance(named, Mapping):
        return section
    whole = Mapping(section.place)
    for file in named.items if isinstance(named, Series) else [named]:
        if not isinstance(file, Scalar) or file.is_null:
            expected = "the name of a CSV file beside the scenario"
            problems.append(Problem(*named.place, path, expected, describe(file)))
            shelf.unread.add(name)
            continue
        try:
            table = shelf.beside(source, file.text)
            if not _add_rows(whole, table, problems):
                shelf.unread.add(name)
        except ScenarioError as error:
            shelf.unread.add(name)
            problems.extend(_placed(problem, file.place, path) for problem in error.problems)
    patch = Mapping(section.place, dict(section.entries), dict(section.keys))
    del patch.entries[TABLE], patch.keys[TABLE]
    return merged(whole, patch)


def merged(base: Node | None, patch: Node) -> Node:
    """Lay `patch` over `base`: keys merge, lists and values replace, `null` removes.

    Nothing of `base` is changed. A `null` that meets no entry stays, for it may be a value.
    """
    if not isinstance(base, Mapping) or not isinstance(patch, Mapping):
        return patch
    whole = Mapping(patch.place, dict(base.entries), dict(base.keys))
    for key, node in patch.entries.items():
        if key in whole.entries and isinstance(node, Scalar) and node.is_null:
            del whole.entries[key], whole.keys[key]
            continue
        whole.entries[key] = merged(whole.entries.get(key), node)
        whole.keys[key] = patch.keys[key]
    return whole


def _placed(problem: Problem, place: Place, path: str) -> Problem:
    """Point at the line that names the file, where the file itself cannot be read."""
    if problem.line:
        return problem
    found = f"{problem.found} at {quote(problem.file)}"
    return Problem(*place, path, problem.expected, found, problem.hint)


def _add_rows(whole: Mapping, table: Source, problems: list[Problem]) -> bool:
    """Add the rows of a table to a section; False where a row had to be left out."""
    first_line = table.text.split("\n", 1)[0]
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if sign in first_line and "," not in first_line:
            raise refusal(table.shown, "commas between cells", name, line=1, column=1)
    rows = _rows(table)
    if not rows:
        raise refusal(table.shown, "a first line of column names", "nothing", line=1, column=1)
    header = _header(rows[0], problems)
    if "id" not in {cell.text for cell in header}:
        first = rows[0][0]
        raise refusal(
            table.shown, "a column 'id'", describe(first), line=1, column=first.place.column
        )
    ragged = [row for row in rows[1:] if len(row) != len(header)]
    for row in ragged:
        expected = f"{len(header)} cells, as in the first line"
        problems.append(Problem(*row[0].place, "", expected, str(len(row))))
    for row in rows[1:]:
        if len(row) == len(header):
            _add_row(whole, header, row, problems)
    return not ragged


def _header(row: Row, problems: list[Problem]) -> Row:
    seen: dict[str, Place] = {}
    for cell in row:
        if cell.text in seen:
            found = f"{quote(cell.text)} again"
            problems.append(Problem(*cell.place, "", "each column once", found))
        elif not cell.text:
            problems.append(Problem(*cell.place, "", "a name for each column", "nothing"))
        seen.setdefault(cell.text, cell.place)
    return row


def _add_row(whole: Mapping, header: Row, row: Row, problems: list[Problem]) -> None:
    entry = Mapping(row[0].place)
    name = ""
    for column, cell in zip(header, row, strict=True):
        if column.text == "id":
            name = name or cell.text
            entry.place = cell.place
        elif cell.text and column.text:
            _set(entry, column, cell)
    if not name:
        problems.append(Problem(*entry.place, "", "a name in the column 'id'", "nothing"))
    elif name in whole.entries:
        found = f"{quote(name)} again (first on line {whole.keys[name].line})"
        problems.append(Problem(*entry.place, "", "each id once", found))
    else:
        whole.entries[name] = entry
        whole.keys[name] = entry.place


def _set(entry: Mapping, column: Scalar, cell: Scalar) -> None:
    """Put a cell under its column; a column `inputs.ore` is the key `ore` of `inputs`."""
    *outer, last = column.text.split(".")
    for key in outer[:4]:
        inner = entry.entries.setdefault(key, Mapping(cell.place))
        entry.keys.setdefault(key, cell.place)
        if not isinstance(inner, Mapping):
            return
        entry = inner
    entry.entries.setdefault(last, cell)
    # A key that no entry knows is a fault of the column, so it stands where the column begins.
    entry.keys.setdefault(last, column.place)


def _rows(table: Source) -> list[Row]:
    rows: list[Row] = []
    row: Row = []
    line, line_start, position, cells = 1, 0, 0, 0
    while position < len(table.text):
        match = _CELL.match(table.text, position)
        column = position - line_start + 1
        if match is None:
            found = "a stray quotation mark"
            raise refusal(table.shown, "cells with commas between", found, line=line, column=column)
        cells += 1
        if cells > MOST_CELLS:
            expected = f"at most {MOST_CELLS:,} cells in a table"
            raise refusal(table.shown, expected, "more", line=line, column=column)
        quoted, bare, end = match.groups()
        text = bare.strip() if quoted is None else quoted.replace('""', '"')
        row.append(Scalar(text, Place(table.shown, line, column), quoted is None, cell=True))
        position = match.end()
        if quoted is not None:
            line += quoted.count("\n")
            line_start = max(line_start, table.text.rfind("\n", 0, match.end(1)) + 1)
        if end != ",":
            if any(cell.text for cell in row):
                rows.append(row)
            row = []
            line += 1
            line_start = position
        elif position == len(table.text):
            row.append(Scalar("", Place(table.shown, line, column + 1), cell=True))
    if row and any(cell.text for cell in row):
        rows.append(row)
    return rows
