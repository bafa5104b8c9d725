"""The notation tables in rules/README.md are those of the code."""

from tools.notation import README, renewed


def test_the_tables_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "run `python -m tools.notation`"
