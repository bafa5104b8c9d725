"""What a folder of results says: series, fans, regret, percentiles, and the words for them."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from tests.lab.experiments import experiment

import realm
from realm.core.percentiles import FEW_SHARES, Percentiles
from realm.errors import RealmError
from realm.lab.analysis.answers import Answers, answers_of
from realm.lab.analysis.fans import SHARES, fan
from realm.lab.analysis.question import Question
from realm.lab.analysis.regret import regrets
from realm.lab.analysis.series import Shelf
from realm.lab.analysis.simulated import percentiles_of
from realm.lab.experiment import Design, Factor, Keep
from realm.lab.result import Result

KEEP = Keep(seats=("cland", "aland"), indicators=("fill_rate", "days_of_cover"),
            commodities=("ore",), markets=("unmet",))  # fmt: skip
FACTORS = {
    "share": Factor(label="licences", number="measures.aland_licence.share_let_through",
                    levels=("0.5", "0.2")),
    "answer": Factor(seat="cland", levels=("status_quo", "stockpile")),
}  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Result:
    return realm.batch(experiment(worlds=6, turns=3, factors=FACTORS, keep=KEEP))


@pytest.fixture(scope="module")
def answers(result: Result) -> Answers:
    return answers_of(result)


def test_a_series_is_what_the_table_says(result: Result) -> None:
    table = result.to_pandas(outcomes=["fill_rate"], subjects=["cland"])
    series = Shelf(result).one("fill_rate", "cland")

    assert series.turns == (0, 1, 2, 3)
    rows = zip(table.point, table.world, table.turn, table.value, strict=True)
    for point, world, turn, value in rows:
        assert series.values[point, world, turn] == value
    expected = table[table.turn > 0].groupby(["point", "world"]).value.mean().to_numpy()
    assert series.games().ravel() == pytest.approx(expected)


def test_every_kept_series_is_answered(answers: Answers) -> None:
    assert set(answers.answers) == {
        ("fill_rate", "cland"), ("fill_rate", "aland"), ("days_of_cover", "cland"),
        ("days_of_cover", "aland"), ("unmet", "ore"),
    } - {name for name in [("fill_rate", "aland")] if name not in answers.answers}  # fmt: skip
    one = answers.answers["fill_rate", "cland"]
    assert [mean.n for mean in one.means] == [6] * 4
    assert [(e.factor, e.level) for e in one.effects] == [("share", 0.2), ("answer", "stockpile")]
    assert list(one.regrets) == ["answer"]
    assert not answers.answers["unmet", "ore"].regrets
    assert answers.main[0] in answers.answers
    assert any("6 worlds are few" in doubt for doubt in answers.doubts)


def test_words_are_those_people_use(answers: Answers) -> None:
    question = answers.question
    assert question.factor_label("share") == "licences"
    assert question.factor_label("answer") == f"strategy of {question.subject_label('cland')}"
    assert question.point_label(3) == "0.2, stockpile"
    assert question.levels == [[0.5, 0.2], ["status_quo", "stockpile"]]


def test_a_fan_holds_the_shares_it_names(result: Result) -> None:
    series = Shelf(result).one("days_of_cover", "cland")
    found = fan(series, np.array([0, 1]))

    assert found.games == 12
    assert (np.diff(found.quantiles, axis=0) >= 0).all()
    middle = np.median(series.values[:2, :, 2])
    assert found.quantiles[SHARES.index(0.5), 2] == pytest.approx(middle)


def test_regret_is_measured_in_the_situation() -> None:
    points = [(s, e) for s in ("a", "b") for e in (0.0, 1.0)]
    luck = np.random.default_rng(0).normal(size=30)
    games = np.array([5.0, 1.0, 4.0, 3.0])[:, None] + luck
    one, other = regrets(games, points, 0, ["a", "b"], sign=1.0)

    assert (one.mean.value, one.worst, one.best_in) == (pytest.approx(1.0), pytest.approx(2.0), 1)
    assert (other.mean.value, other.worst, other.best_in) == (
        pytest.approx(0.5),
        pytest.approx(1.0),
        1,
    )
    assert one.mean.deviation == pytest.approx(0.0, abs=1e-12)
    turned = regrets(games, points, 0, ["a", "b"], sign=-1.0)
    assert [row.best_in for row in turned] == [1, 1]
    assert regrets(games[:3], points[:3], 0, ["a", "b"], sign=1.0)[0].situations == 1


@pytest.mark.slow
def test_sampled_designs_are_answered_by_indices() -> None:
    capacity = Factor(number="facilities.north_mine.capacity_t_per_year", levels=("800", "700"))
    factors = {"flood": Factor(event="flood"), "capacity": capacity}
    keep = Keep(commodities=("ore",), markets=("inside",))
    for kind, name in (("sobol", "ST"), ("morris", "mu_star"), ("latin_hypercube", "PRCC")):
        design = Design(kind=kind, points=8)  # type: ignore[arg-type]
        made = experiment(worlds=1, turns=2, factors=factors, keep=keep, design=design)
        found = answers_of(realm.batch(made))
        one = found.answers["inside", "ore"]
        assert one.sensitivity is not None
        assert [index.factor for index in one.sensitivity.indices[name]] == list(factors)
        assert any("few" in warning for warning in one.sensitivity.warnings)
        assert not one.effects


def test_percentiles_are_kept_and_read_back(tmp_path: Path) -> None:
    row = tuple(float(score) for score in range(101))
    after = (row[::5], row[::5])
    found = Percentiles(
        "june", "mix", "1", 1000, {"a": ("x", "y")}, {"a": row}, {"a": after}, {"a": (1.0, 2.0)}
    )
    path = tmp_path / "p.json"
    path.write_text(found.written(), encoding="utf-8")
    read = Percentiles.read(path)

    assert read == found
    assert read.better_than("a", 83.0) == pytest.approx(83.0)
    assert (read.better_than("a", -1.0), read.better_than("a", 1000.0)) == (0.0, 100.0)
    with pytest.raises(RealmError, match="no player of 'b'"):
        read.better_than("b", 1.0)
    told = json.loads(found.written())
    older = {name: value for name, value in told.items() if name not in ("so_far", "of_turn")}
    path.write_text(json.dumps(older), encoding="utf-8")
    assert Percentiles.read(path) == dataclasses.replace(found, so_far={}, of_turn={})
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(RealmError, match="holds no percentiles"):
        Percentiles.read(path)


@pytest.mark.parametrize("every", ["turn", "end"])
def test_what_players_had_after_each_turn_is_gathered_where_it_was_kept(every: str) -> None:
    keep = Keep(seats=("aland",), indicators=("game_score", "score"), markets=(), every=every)  # type: ignore[arg-type]
    batch = realm.batch(experiment(worlds=5, turns=3, keep=keep))
    table = batch.to_pandas(outcomes=["score"], subjects=["aland"])
    found = percentiles_of(batch)

    if every == "end":
        assert (found.so_far, found.of_turn) == ({}, {})
        return
    worth = table[table.turn > 0].pivot_table(index="world", columns="turn", values="value")
    means = worth.cumsum(axis=1) / [1, 2, 3]
    for turn in (1, 2, 3):
        row = found.so_far["aland"][turn - 1]
        assert row == pytest.approx(np.quantile(means[turn], FEW_SHARES), abs=0.006)
        assert found.of_turn["aland"][turn - 1] == pytest.approx(worth[turn].median(), abs=0.006)
    assert found.so_far["aland"][-1] == pytest.approx(found.quantiles["aland"][::5], abs=0.006)


def test_a_plain_batch_has_a_question_too() -> None:
    result = realm.batch("small-world", worlds=3, turns=1)
    question = Question.of(result)

    assert question.points == ((),)
    assert question.point_label(0) == "all games"
    assert question.main(Shelf(result).names())
