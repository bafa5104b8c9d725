"""The worked month in rules/README.md is the month that is played, and its arithmetic is right."""

import ast
import math
import re

import pytest
from tools.worked_month import BEGIN, END, README, renewed

WHOLE = README.read_text(encoding="utf-8")
BLOCK = WHOLE.split(BEGIN)[1].split(END)[0]
LINE = re.compile(
    r"^(?P<name>[\w' ]+?) += (?P<sum>.+?) += (?P<value>-?[\d.]+)(?: .*)?$", re.MULTILINE
)
LINES = [match.groupdict() for match in LINE.finditer(BLOCK)]
WORDS = {"exp": math.exp, "ln": math.log, "max": max, "min": min}


def test_every_line_of_the_sums_is_read() -> None:
    fenced = re.findall(r"^```\n(.*?)^```$", BLOCK, re.MULTILINE | re.DOTALL)
    assert len(LINES) == sum(len(text.splitlines()) for text in fenced) > 20


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['name']} {line['value']}")
def test_the_arithmetic_gives_the_models_number(line: dict[str, str]) -> None:
    names = {node.id for node in ast.walk(ast.parse(line["sum"])) if isinstance(node, ast.Name)}
    assert names <= set(WORDS)

    by_hand = eval(line["sum"], {"__builtins__": {}}, WORDS)

    assert by_hand == pytest.approx(float(line["value"]), rel=2e-5, abs=1e-12)


def test_the_text_is_up_to_date() -> None:
    assert renewed(WHOLE) == WHOLE, "run `python -m tools.worked_month`"
