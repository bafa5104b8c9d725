"""Which numbers does the price of metal hang on? Sobol indices of a model you know little about.

python -m tools.examples.what_matters
"""

import realm
from realm.lab.analysis.answers import answers_of
from realm.lab.experiment import Design, Distribution, Experiment, Factor, Keep

QUESTION = Experiment(
    experiment="what-matters",
    scenario="small-world",
    worlds=1,  # at each point; the sample goes over thousands of points
    turns=4,
    factors={
        "mine": Factor(
            label="capacity of the northern mine",
            number="facilities.north_mine.capacity_t_per_year",
            distribution=Distribution(low=650, high=850),
        ),
        "demand": Factor(
            label="price elasticity of demand",
            number="coefficients.elasticity_long",
            distribution=Distribution(low=0.1, high=0.6),
        ),
        "flood": Factor(label="the flood", event="flood"),
    },
    design=Design(kind="sobol", points=256, seed=3),
    keep=Keep(commodities=("metal",), markets=("outside_paid",), indicators=()),
)


def main(points: int = 256) -> None:
    """Play the sample and tell the indices, with what is to be said against them."""
    import dataclasses

    design = dataclasses.replace(QUESTION.design, points=points)
    answers = answers_of(realm.batch(dataclasses.replace(QUESTION, design=design)))
    found = answers.answers["outside_paid", "metal"].sensitivity
    assert found is not None
    for first, total in zip(found.indices["S1"], found.indices["ST"], strict=True):
        print(f"{answers.question.factor_label(first.factor)}: "
              f"S1 {first.value:.2f} ± {first.half_width:.2f}, "
              f"ST {total.value:.2f} ± {total.half_width:.2f}")  # fmt: skip
    for warning in found.warnings:
        print(f"but {warning}")


if __name__ == "__main__":
    main()
