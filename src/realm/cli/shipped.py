"""What is shipped, for help texts: the names alone, which cost a look into two folders."""

from realm.paths import shipped_experiments, shipped_scenarios

SCENARIO = f"A shipped scenario ({', '.join(shipped_scenarios())}), or a file."
BATCH = (
    f"A scenario, shipped ({', '.join(shipped_scenarios())}) or a file: many worlds of it; or an "
    f"experiment, shipped ({', '.join(shipped_experiments())}) or a file: its points compared in "
    "the same worlds."
)
HELP = f"""A game and a laboratory of resource geopolitics.

A SCENARIO is a world to play: {", ".join(shipped_scenarios())}, or a file.
An EXPERIMENT is a question asked of a scenario: {", ".join(shipped_experiments())}, or a file; \
realm batch plays it.
"""
