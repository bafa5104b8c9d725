"""A look at a running model in Mesa's own window, for those who know it.

In a file of your own, then `solara run my_view.py`:

    from realm.model.view import solara_page

    page = solara_page("june-2025", rng=7)

Needs what the game does not: `pip install "mesa[viz]"`, and with Mesa 3.3 (Python 3.11) also
`pip install "ipyvuetify<2"`, as that Mesa draws its tabs with parts that were dropped later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.model.agents import Actor
from realm.model.model import RealmModel

COLOURS = {"country": "#4477aa", "firm": "#ccbb44", "sector": "#ee6677"}
"""Colour of each kind of actor (Paul Tol's bright scheme, safe for the colour-blind)."""
SIZES = {"country": 60.0, "firm": 20.0, "sector": 20.0}
"""Least size of each kind's mark."""


@dataclass(frozen=True)
class Mark:
    """How an actor is drawn: data, so that it can be tested without a window."""

    color: str
    size: float
    """Grows with the tonnes it sold or bought last month, in the first world."""
    marker: str


def mark(agent: Actor) -> Mark:
    """Say how to draw an actor."""
    tonnes = float(np.maximum(agent.sold_t, agent.bought_t)[0])
    marker = "s" if agent.kind == "country" else "o"
    return Mark(COLOURS[agent.kind], SIZES[agent.kind] + 4.0 * tonnes**0.5, marker)


def solara_page(model: RealmModel | str, **params: Any) -> Any:
    """Make a Solara page: the trade graph, buttons to step and reset, what reporters collected.

    Args:
        model: the model to show, or the scenario to make one of.
        params: arguments of the model; "reset" makes a new one with them.
    """
    from mesa.visualization import SolaraViz, SpaceRenderer, make_plot_component
    from mesa.visualization.components import AgentPortrayalStyle

    if isinstance(model, str):
        params = {"scenario": model, **params}
        model = RealmModel(**params)

    def portray(agent: Actor) -> Any:
        return AgentPortrayalStyle(**vars(mark(agent)))

    columns = list(model.datacollector.model_reporters)
    return SolaraViz(
        model,
        _draw(SpaceRenderer(model, backend="matplotlib"), portray),
        components=[make_plot_component(column) for column in columns],
        model_params=params,
        name=model.network.scenario.title,
    )


def _draw(renderer: Any, portray: Callable[[Actor], Any]) -> Any:
    """Draw the graph and its agents; Mesa 3.5 wants the portrayal told beforehand."""
    if hasattr(renderer, "setup_agents"):
        return renderer.setup_agents(portray).render()
    return renderer.render(portray)
