"""Say which supports pay for a plant, and for which plants a support pays."""

from dataclasses import dataclass

import numpy as np

from realm.play.sight import Sight
from realm.rules.event import percent
from realm.view.messages import Messages
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import dollars

LEAST_BUILT = 1.0
"""t a year from which a plant counts as built."""
FOR_SALES = ("floor", "subsidy")
"""What is paid on what plants sell; `capital` is paid on what they cost."""


@dataclass(frozen=True)
class _Reach:
    """The plants that a support may pay, counted alike whatever it is paid on."""

    waits: int
    """Plants and expansions that are not begun."""
    permitted: int
    """Of those."""
    begun: int
    """Begun, and not open yet."""
    built: int
    """Plants that stand."""


def helpers(sight: Sight, project: str, messages: Messages) -> list[str]:
    """Name who else pays for a plant: a partner that signed, and supports in force."""
    seen, network = sight.observation, sight.observation.network
    row, scenario = network.projects.index(project), network.scenario
    found = []
    partner, share = int(seen.project_partner[row, 0]), float(seen.project_partner_share[row, 0])
    if partner >= 0 and share > 0.0:
        name = name_of(scenario, network.accounts[partner])
        found.append(messages.say("game.partner_pays", name=name, part=percent(share)))
    found += [
        messages.say(
            "game.support_pays", name=scenario.measures[network.measures[measure]].name,
            part=percent(float(seen.measure_size[measure, 0])),
        )
        for measure in _measures(sight, row, sales=False) if seen.measure_on[measure, 0] > 0.0
    ]  # fmt: skip
    return found


def unused(sight: Sight, project: str) -> list[str]:
    """List the seat's own supports for a plant or what it sells, neither in force nor ordered."""
    network, seen = sight.observation.network, sight.observation
    row = network.projects.index(project)
    reach = sorted({*_measures(sight, row, sales=False), *_measures(sight, row, sales=True)})
    asked = {one.action.name for one in sight.pending if one.action.axis == "measure"}
    return [
        network.measures[measure] for measure in reach
        if seen.measure_on[measure, 0] <= 0.0 and network.measures[measure] not in asked
        and network.scenario.measures[network.measures[measure]].country == sight.actor
    ]  # fmt: skip


def support_told(sight: Sight, measure: str, messages: Messages) -> list[str]:
    """Say for whom a support pays: plants that can claim it, and how many of them are there."""
    say, network, seen = messages.say, sight.observation.network, sight.observation
    row, told = network.measures.index(measure), []
    for sales in (False, True):
        reach = _reach(sight, row, sales=sales)
        if reach is None:
            continue
        if sales:
            told.append(say("game.support_sales", built=reach.built, begun=reach.begun))
        told.append(say("game.support_plants", count=reach.waits, permitted=reach.permitted))
    budget = network.scenario.measures[measure].budget_musd
    if budget is not None and seen.measure_on[row, 0] <= 0.0:
        told.append(say("game.support_budget", cost=dollars(1000.0 * budget)))
    return told


def _measures(sight: Sight, project: int, *, sales: bool) -> list[int]:
    """List the supports that touch a project: what it costs, or what its plant sells."""
    network = sight.observation.network
    if not sales:
        found = network.entries["capital"].measures[network.entry_rows["capital"] == project]
        return [int(measure) for measure in found]
    node = network.project_node[project]
    return [
        int(measure)
        for kind in FOR_SALES
        for measure in network.entries[kind].measures[_nodes(sight, kind) == node]
    ]


def _nodes(sight: Sight, kind: str) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Read the plant of each entry of a support that is paid on sales."""
    network = sight.observation.network
    return network.offer_node[network.facility_offers][network.entry_rows[kind]]


def _reach(sight: Sight, measure: int, *, sales: bool) -> _Reach | None:
    """Count the plants that a support may pay on what they cost or sell; None where on neither."""
    network, seen = sight.observation.network, sight.observation
    if sales:
        nodes = {
            int(node)
            for kind in FOR_SALES
            for node in _nodes(sight, kind)[network.entries[kind].measures == measure]
        }
        projects = np.flatnonzero(np.isin(network.project_node, sorted(nodes)))
    else:
        nodes = set()
        projects = network.entry_rows["capital"][network.entries["capital"].measures == measure]
    if not nodes and not len(projects):
        return None
    opens, (_, most) = seen.project_opens[projects, 0], seen.band("capacity")
    waits = ~np.isfinite(opens)
    return _Reach(
        waits=int(waits.sum()),
        permitted=int((seen.project_approved[projects[waits], 0] > 0.0).sum()),
        begun=int((opens[~waits] > seen.month).sum()),
        built=sum(1 for node in nodes if 12.0 * most[node, 0] >= LEAST_BUILT),
    )
