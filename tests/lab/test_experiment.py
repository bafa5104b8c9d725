"""An experiment file says what varies; what is wrong with it is told by line."""

import re
from pathlib import Path

import numpy as np
import pytest
from tests.lab.experiments import experiment, plan

from realm.content.document import kept, restored
from realm.errors import RealmError, ScenarioError, nearest
from realm.lab.designs import points_of, quantile
from realm.lab.experiment import Design, Distribution, Experiment, Factor
from realm.lab.reading import plan_of
from realm.paths import shipped_experiments, shipped_scenarios

ROOM = Path(__file__).parents[2] / "src/realm/lab/README.md"
README = ROOM.read_text(encoding="utf-8")

GOOD = """\
experiment: test
scenario: small-world
worlds: 2
factors:
  one:
    number: measures.aland_licence.severity
    levels: [0.5, 0.2]
  two:
    seat: cland
    levels: [status_quo, stockpile]
"""
"""Line 6 is the number, 7 its levels, 9 the seat, 10 its levels."""

WRONG = {
    ("aland_licence.severity", "aland_license.severity"): (6, "did you mean 'aland_licence'?"),
    (".severity", ".severty"): (6, "did you mean 'severity'?"),
    ("measures.aland_licence.severity", "turns"): (6, "found 'turns'"),
    ("measures.aland_licence.severity", "measures.aland_licence"): (6, "a number of"),
    ("measures.aland_licence.severity", "measures.aland_licence.family"): (6, "a number of"),
    ("[0.5, 0.2]", "[0.5, 1.2]"): (7, "expected a number from 0 to 1, found '1.2'"),
    (
        "measures.aland_licence.severity\n    levels: [0.5, 0.2]",
        "facilities.north_mine.capacity_t_per_year\n    levels: [800, 10]",
    ): (7, "expected at least the 600 that its links take in a year, found '10'"),
    (
        "measures.aland_licence.severity\n    levels: [0.5, 0.2]",
        "facilities.*.capacity_t_per_year\n    levels: [800, 10]",
    ): (7, "expected at least the 600 that its links take in a year, found '10'"),
    ("[0.5, 0.2]", "[0.5, high]"): (7, "expected a number, found 'high'"),
    ("[0.5, 0.2]", "[nan, 0.2]"): (7, "expected a number, found 'nan'"),
    ("[0.5, 0.2]", "[0.5, 0.5]"): (7, "expected each level once"),
    ("    levels: [0.5, 0.2]\n", ""): (5, "levels, or a distribution"),
    ("levels: [0.5, 0.2]", "distribution: {low: 0, high: 2}"): (7, "found '2'"),
    ("levels: [0.5, 0.2]", "distribution: {low: 0, high: 1}"): (7, "a full factorial"),
    ("seat: cland", "seat: cladn"): (9, "did you mean 'cland'?"),
    ("seat: cland", "seat: cland\n    event: flood"): (8, "exactly one of"),
    ("stockpile]", "stokpile]"): (10, "did you mean 'stockpile'?"),
    ("stockpile]", "stockpile:x=1]"): (10, "a parameter of stockpile"),
    ("worlds: 2", "worlds: 0"): (3, "expected a whole number from 1"),
    ("worlds: 2", "worlds: 9000000"): (3, "at most 10,000,000 games, worlds times 4 points"),
    ("worlds: 2", "wolrds: 2"): (3, "did you mean 'worlds'?"),
    ("worlds: 2", "design: {kind: sobel}"): (3, "did you mean 'sobol'?"),
    ("worlds: 2", "design: {kind: sobol, points: 10}"): (3, "a power of 2"),
    ("worlds: 2", "design: {kind: list}"): (3, "a key 'points'"),
    ("worlds: 2", "points: [{one: 0.5}]"): (3, "no points with design factorial"),
    ("worlds: 2", "keep: {indicators: [fil_rate]}"): (3, "did you mean 'fill_rate'?"),
    ("worlds: 2", "keep: {markets: [price]}"): (3, "a quantity of a market"),
    ("worlds: 2", "strategies: {nobody: profit}"): (3, "found 'nobody'"),
    ("experiment: test", "experiment: a b"): (1, "a name of letters"),
}


def written(folder: Path, text: str) -> Path:
    path = folder / "test.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    made = plan_of(written(tmp_path, GOOD))

    assert made.points == (
        (0.5, "status_quo"), (0.5, "stockpile"), (0.2, "status_quo"), (0.2, "stockpile"),
    )  # fmt: skip
    assert made.text == GOOD
    assert made.games == 8
    assert list(made.files) == ["small-world.yaml"]


@pytest.mark.parametrize("change", WRONG)
def test_what_is_wrong_is_told_with_its_line(change: tuple[str, str], tmp_path: Path) -> None:
    before, after = change
    line, words = WRONG[change]
    assert before in GOOD
    with pytest.raises(ScenarioError) as caught:
        plan_of(written(tmp_path, GOOD.replace(before, after, 1)))
    told = [str(problem) for problem in caught.value.problems]
    assert any(f"test.yaml:{line}:" in one and words in one for one in told), told


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("cland\n", "nobody\n").replace(".severity", ".sev").replace("0.2]", "x]")
    with pytest.raises(ScenarioError) as caught:
        plan_of(written(tmp_path, text))

    assert [problem.line for problem in caught.value.problems] == [6, 9]


def test_the_scenario_may_lie_beside_the_experiment(tmp_path: Path) -> None:
    own = "extends: small-world\nname: mine\n"
    (tmp_path / "mine.yaml").write_text(own, encoding="utf-8")
    made = plan_of(written(tmp_path, GOOD.replace("small-world", "mine.yaml")))

    assert made.scenario.name == "mine"
    assert made.files["mine.yaml"] == own


def test_one_made_in_code_is_checked_too() -> None:
    with pytest.raises(ScenarioError, match="did you mean 'flood'"):
        plan(factors={"one": Factor(event="floood")})
    with pytest.raises(ScenarioError, match="another seat than 'one' varies"):
        plan(factors={"one": Factor(seat="cland", levels=("profit",)),
                      "two": Factor(seat="cland", levels=("profit",))})  # fmt: skip
    with pytest.raises(ScenarioError, match="whose strategy does not vary"):
        plan(strategies={"aland": "conserve"},
             factors={"one": Factor(seat="aland", levels=("conserve", "leverage")),
                      "two": Factor(tunable="aland.threshold", levels=("0.1", "0.2"))})  # fmt: skip
    with pytest.raises(RealmError, match=r"worlds: .*greater than or equal to 1"):
        plan_of(experiment(), worlds=0)


def test_an_experiment_survives_json() -> None:
    made = experiment(factors={"one": Factor(number="luck.demand_noise",
                                             distribution=Distribution(low=0, high=0.1))},
                      design=Design(kind="sobol", points=4))  # fmt: skip

    assert restored(kept(made), Experiment) == made


SPREAD = {
    "noise": Factor(number="luck.demand_noise", distribution=Distribution(low=0.0, high=0.04)),
    "answer": Factor(seat="cland", levels=("status_quo", "stockpile")),
}


@pytest.mark.parametrize(
    ("kind", "points", "count"), [("latin_hypercube", 10, 10), ("sobol", 8, 32), ("morris", 5, 15)]
)
def test_samples_have_their_size_and_stay_in_range(kind: str, points: int, count: int) -> None:
    design = Design(kind=kind, points=points)  # type: ignore[arg-type]
    found = points_of(experiment(factors=SPREAD, design=design))

    assert len(found) == count
    assert all(0.0 <= float(noise) <= 0.04 for noise, _ in found)
    assert {answer for _, answer in found} == {"status_quo", "stockpile"}
    assert found == points_of(experiment(factors=SPREAD, design=design))


def test_a_latin_hypercube_has_one_point_in_each_slice() -> None:
    found = points_of(experiment(factors=SPREAD, design=Design(kind="latin_hypercube", points=20)))
    slices = sorted(int(float(noise) / 0.002) for noise, _ in found)

    assert slices == list(range(20))


@pytest.mark.parametrize("kind", ["uniform", "log_uniform", "triangular", "normal"])
def test_distributions_are_monotone_and_end(kind: str) -> None:
    spread = Distribution(kind=kind, low=1.0, high=9.0)  # type: ignore[arg-type]
    found = quantile(spread, np.linspace(0.0, 1.0, 101))

    assert found[0] == pytest.approx(1.0)
    assert found[-1] == pytest.approx(9.0)
    assert (np.diff(found) > 0.0).all()
    assert found[50] == pytest.approx(3.0 if kind == "log_uniform" else 5.0)


def test_a_list_gives_its_points() -> None:
    points = ({"noise": "0.01", "answer": "stockpile"}, {"noise": "0", "answer": "status_quo"})
    factors = {"noise": Factor(number="luck.demand_noise"), "answer": SPREAD["answer"]}
    made = plan(factors=factors, design=Design(kind="list"), points=points)

    assert made.points == ((0.01, "stockpile"), (0.0, "status_quo"))
    with pytest.raises(ScenarioError, match="a value of every factor, as of 'answer'"):
        plan(factors=factors, design=Design(kind="list"), points=({"noise": "0"},))
    with pytest.raises(ScenarioError, match="a level of 'answer'"):
        plan(factors=factors, design=Design(kind="list"),
             points=({"noise": "0", "answer": "profit"},))  # fmt: skip


def test_the_experiment_of_the_readme_is_read(tmp_path: Path) -> None:
    [text] = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    made = plan_of(written(tmp_path, text))

    assert len(made.points) == 8


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Its blocks, one after the other: a later one goes on with what an earlier one made."""
    blocks = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    code = "\n".join(blocks)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})

    told = capsys.readouterr().out
    assert "cland" in told
    assert "game_score" in told


def test_a_star_means_all_that_match() -> None:
    number = Factor(number="facilities.*.capacity_t_per_year", levels=("700",))
    made = plan(factors={"capacity": number, "calm": Factor(event="*oo*")})

    assert [steps[1] for steps, _ in made.variants[0].mixed] == list(made.scenario.facilities)
    assert {one.missing for one in made.variants} == {(), ("flood",)}
    with pytest.raises(ScenarioError, match="another number than 'capacity' varies"):
        plan(factors={"capacity": number, "one": Factor(
            number="facilities.north_mine.capacity_t_per_year", levels=("700",))})  # fmt: skip
    with pytest.raises(ScenarioError, match="a number of the scenario"):
        plan(factors={"none": Factor(number="facilities.*.capacity_follows", levels=("1",))})
    with pytest.raises(ScenarioError, match="an event"):
        plan(factors={"none": Factor(event="quake_*")})


def test_values_of_a_list_and_ends_of_a_range_make_sense_too() -> None:
    path = "facilities.north_mine.capacity_t_per_year"
    values = (*range(1000, 599, -1), 10)
    points = tuple({"one": str(value)} for value in values)
    with pytest.raises(ScenarioError, match=r"points\[401\]\.one: expected at least the 600"):
        plan(factors={"one": Factor(number=path)}, design=Design(kind="list"), points=points)
    low = Distribution(low=10, high=900)
    with pytest.raises(ScenarioError, match=r"distribution\.low: expected at least the 600"):
        plan(factors={"one": Factor(number=path, distribution=low)}, design=Design(kind="sobol"))


def test_demand_may_vary_though_links_bring_another_at_the_start() -> None:
    wide = Factor(number="sectors.aland_use.demand_t_per_year", levels=("50", "200"))

    assert len(plan(factors={"wide": wide}).points) == 2


@pytest.mark.parametrize("name", shipped_experiments())
def test_every_shipped_experiment_makes_sense(name: str) -> None:
    made = plan_of(name)

    assert made.experiment.experiment == name
    assert made.experiment.title
    assert len(made.points) > 1
    assert nearest(name, shipped_scenarios()) != name, "a name means one thing"
