"""Does a stockpile help Cland when a mine is flooded? Two policies in the same worlds.

python -m tools.examples.two_policies
"""

import realm
from realm.lab.analysis.answers import answers_of
from realm.lab.experiment import Experiment, Factor, Keep

QUESTION = Experiment(
    experiment="two-policies",
    title="Does a stockpile help Cland?",
    scenario="small-world",
    seed=7,
    worlds=200,
    factors={"answer": Factor(seat="cland", levels=("status_quo", "stockpile"))},
    keep=Keep(seats=("cland",), indicators=("days_of_cover", "game_score"), markets=()),
)


def main(worlds: int = 200) -> None:
    """Play both, and tell the differences within worlds."""
    answers = answers_of(realm.batch(QUESTION, worlds=worlds))
    for name in answers.main:
        [effect] = answers.answers[name].effects
        change, unit = effect.estimate, answers.question.outcomes[name[0]].unit
        print(f"{answers.question.label(name)}: {change.value:+.3g} {unit} "
              f"({change.low:.3g} to {change.high:.3g}, n = {change.n}), {effect.verdict}; "
              f"the same luck saved {effect.saved:.0%} of the variance")  # fmt: skip


if __name__ == "__main__":
    main()
