"""Laws of reading: whatever the bytes, the answer is a scenario or problems with places."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from realm.content.load import load, load_with_sources, restore, sources
from realm.errors import Problem, ScenarioError
from realm.paths import shipped_scenarios

SMALL = sources("small-world")["small-world.yaml"].decode()
COBALT = sources(Path(__file__).parent.parent / "scenarios" / "cobalt.yaml")
NASTY = st.sampled_from(
    [
        *["", "-1", "1e999", ".inf", "nan", "yes", "null", "~", "[]", "{}", "'", '"', "*a", "&a b"],
        *["!!python/name:os.system", "? x", "- ", ": ", "#", "|", "\t", "\n", "\n  ", "\0", "é"],
        *["2025-13", "1:30", "0o7", "1_000", "aland", "x: 1", "{table: x.csv}", "extends: a\n"],
    ]
)


def judged(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """Load and return the problems; anything but a ScenarioError is a fault of ours."""
    try:
        restore(files)
    except ScenarioError as error:
        return error.problems or (Problem("", 0, 0, "", "an error that says why"),)
    return ()


def placed(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.file
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)
        assert str(problem).isprintable()


@given(st.binary(max_size=400))
@example(b"\xf1\x80\x80\x80")  # a letter that nobody has assigned yet
@settings(max_examples=150)
def test_garbage_is_refused_with_a_place(data: bytes) -> None:
    problems = judged({"x.yaml": data})
    assert problems
    placed(problems)


@given(st.text(alphabet="ab:-{}[],\n \"'#&*!|>?%@`~01", max_size=80))
@settings(max_examples=150)
def test_what_looks_like_yaml_is_refused_with_a_place(text: str) -> None:
    problems = judged({"x.yaml": text.encode()})
    assert problems
    placed(problems)


@given(st.data())
@settings(max_examples=80)
def test_a_damaged_scenario_gives_problems_or_loads(data: st.DataObject) -> None:
    text = SMALL
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(NASTY) + text[end:]
    placed(judged({"x.yaml": text.encode()}))


@given(st.data())
@settings(max_examples=80)
def test_a_damaged_table_gives_problems_or_loads(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([key for key in COBALT if key.endswith(".csv")]))
    text = COBALT[key].decode()
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 12)))
    word = data.draw(st.one_of(NASTY, st.sampled_from([",", ";", '"', "\r", "a.b,", "id"])))
    placed(judged(COBALT | {key: (text[:start] + word + text[end:]).encode()}))


def mappings(part: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Name the paths of all mappings that hold something."""
    if isinstance(part, dict) and part:
        yield path
        for key, inner in part.items():
            yield from mappings(inner, (*path, key))


def written(part: object, at: tuple[str, ...] | None = None, extra: str = "") -> str:
    """Write data as JSON, which is YAML, with a further pair in the mapping at a path."""
    if not isinstance(part, dict):
        return json.dumps(part, ensure_ascii=False)
    pairs = [
        f"{json.dumps(key)}: {written(inner, at[1:] if at and at[0] == key else None, extra)}"
        for key, inner in part.items()
    ]
    return "{" + ",\n".join([*pairs, extra] if at == () else pairs) + "}"


DATA = asdict(load("small-world"))
MAPPINGS = sorted(mappings(DATA))


@pytest.mark.parametrize(
    "name", ["small-world", Path(__file__).parents[1] / "scenarios/cobalt.yaml"]
)
def test_a_scenario_survives_being_written_and_read(name: str | Path) -> None:
    scenario = load(name)
    assert restore({"x.yaml": written(asdict(scenario)).encode()}) == scenario


@given(st.sampled_from(MAPPINGS), st.data())
@settings(max_examples=60)
def test_a_key_given_twice_is_always_found(path: tuple[str, ...], data: st.DataObject) -> None:
    part: object = DATA
    for step in path:
        assert isinstance(part, dict)
        part = part[step]
    assert isinstance(part, dict)
    key = data.draw(st.sampled_from(sorted(part)))
    text = written(DATA, path, f"{json.dumps(key)}: {written(part[key])}")
    problems = judged({"x.yaml": text.encode()})
    assert [problem.expected for problem in problems] == ["each key once"]


@given(st.sampled_from(MAPPINGS))
@settings(max_examples=60)
def test_a_key_nobody_knows_is_always_found(path: tuple[str, ...]) -> None:
    problems = judged({"x.yaml": written(DATA, path, '"zzz": "q"').encode()})
    assert any("zzz" in problem.path or "zzz" in problem.found for problem in problems)


LEAVES = [
    "-1",
    "[]",
    "{}",
    "null",
    "x",
    '"x"',
    "1e999",
    "[a, {b: c}]",
    "{b: {c: d}}",
    "true",
    "2025-01",
    "{A b: 1}",
]


def replaced(part: object, path: tuple[str, ...], leaf: str) -> str:
    """Write data as YAML with something else at a path."""
    if not path:
        return leaf
    if not isinstance(part, dict):
        return written(part)
    pairs = []
    for key, inner in part.items():
        value = replaced(inner, path[1:], leaf) if key == path[0] else written(inner)
        pairs.append(f"{json.dumps(key)}: {value}")
    return "{" + ",\n".join(pairs) + "}"


def leaves(part: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Name the paths of all values."""
    if path:
        yield path
    if isinstance(part, dict):
        for key, inner in part.items():
            yield from leaves(inner, (*path, key))


@given(st.sampled_from(sorted(leaves(DATA))), st.sampled_from(LEAVES))
@settings(max_examples=200)
def test_one_fault_hides_no_dangling_name(path: tuple[str, ...], leaf: str) -> None:
    data = json.loads(json.dumps(DATA))
    data["facilities"]["south_mine"]["firm"] = "nobody"
    problems = judged({"x.yaml": replaced(data, path, leaf).encode()})
    placed(problems)
    firms = path in {("firms",), ("facilities",), ("facilities", "south_mine")}
    if not firms and path != ("facilities", "south_mine", "firm"):
        assert "'nobody'" in {problem.found for problem in problems}


def test_kept_files_load_as_they_did() -> None:
    path = Path(__file__).parents[1] / "scenarios" / "cobalt.yaml"
    assert restore(sources(path)) == load(path)
    assert list(sources(path)) == [
        "cobalt.yaml",
        "cobalt/facilities.csv",
        "cobalt/sectors.csv",
        "cobalt/links.csv",
    ]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_can_be_kept_and_restored(name: str, tmp_path: Path) -> None:
    child = tmp_path / "child.yaml"
    child.write_text(f"extends: {name}\nname: child\n", encoding="utf-8")

    assert restore(sources(name)) == load(name)
    assert restore(sources(child)) == load(child)
    for each in (name, child):
        assert load_with_sources(each) == (load(each), sources(each))
    assert next(iter(sources(child))) == "child.yaml"
