"""What binds a seat: directives, contracts, deals, and how they are kept."""

from collections.abc import Iterator

import numpy as np

from realm.cli.terminal.phrases import subject, who
from realm.cli.terminal.standing import month, stands
from realm.core.scenario import Scenario
from realm.play.match import Match
from realm.play.sight import Sight
from realm.play.telling import terms_text
from realm.rules.event import short
from realm.rules.promises import delivered


def binding(match: Match, sight: Sight) -> Iterator[str]:
    """List directives, contracts and deals in force that a seat has to reckon with."""
    network, seen = match.model.network, sight.observation
    scenario = network.scenario
    for row in seen.own("directive"):
        name = network.directives[row]
        if seen.directive[row, 0] > 0.0:
            yield f"{subject(scenario, 'directive', name)}: {stands(sight, 'directive', name)}"
    for row in seen.own("contract"):
        name = network.contracts[row]
        volume, ends = seen.contract_volume[row, 0], seen.contract_ends[row, 0]
        if volume > 0.0 and ends > seen.month and name in scenario.contracts:
            yield f"{subject(scenario, 'contract', name)}: {stands(sight, 'contract', name)}"
    for row in seen.own("table"):
        if seen.deal[row, 0] >= 0.0:
            yield _deal(match, sight, int(row))


def _deal(match: Match, sight: Sight, row: int) -> str:
    """Say what a deal promises, how it was kept last turn, and when its plants open."""
    network, seen = match.model.network, sight.observation
    scenario, name = network.scenario, network.tables[row]
    described = scenario.tables[name]
    terms = network.bargains.agenda(row).describe(int(seen.deal[row, 0]))
    other = next(side for side in described.sides if side != sight.actor)
    until = month(sight, seen.deal_ends[row, 0])
    what = terms_text(scenario, name, terms)
    text = f"Deal with {short(who(scenario, other))} until {until}: {what}."
    page = match.pages[-1]
    came, due = delivered(network, match.model.params, page.before, page.ledger)
    if page.turn and due[row, 0] > 0.0 and page.before.deal[row, 0] >= 0.0:
        least = 100.0 * float(np.ravel(match.model.params.rules.deal_kept_share)[0])
        kept = 100.0 * float(came[row, 0] / due[row, 0])
        seller = who(scenario, _owner(scenario, described.seller or ""))
        text += (
            f" {short(seller)} shipped {kept:.0f} % of it last turn; under {least:.0f} % breaks it."
        )
    for issue in ("tolling", "plant"):
        project = getattr(described, issue)
        if terms.get(issue) == "yes" and project:
            text += (
                f" {subject(scenario, 'project', project)}: {stands(sight, 'project', project)}."
            )
    return text


def _owner(scenario: Scenario, name: str) -> str:
    """Return the firm of a facility; a firm is its own."""
    return scenario.facilities[name].firm if name in scenario.facilities else name
