"""Say what a state firm can be told to do, so that one order to it is told from the other."""

from realm.core.scenario import Scenario
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.of_actions import label, node_name
from realm.view.picture.of_standing import firm_told
from realm.view.picture.words import amount, good


def directive_heading(scenario: Scenario, name: str, messages: Messages) -> str:
    """Head all that one state firm can be told."""
    firm = firm_told(scenario, name.partition(":")[0])
    return messages.say("game.section_told", firm=firm.upper())


def directive_row(scenario: Scenario, name: str, messages: Messages) -> str:
    """Say what a firm is told under a heading that names it: what tells it from others alone."""
    subject, _, what = name.partition(":")
    if what == "home_first":
        return messages.say("game.told_home_first")
    contract = label(scenario, "contract", subject).partition(" (")[0]
    return messages.say("game.told_suspend", name=contract)


def directive_how(scenario: Scenario, name: str, messages: Messages) -> str:
    """Say what an order to a state firm does: of a contract what stops, for whom, and when."""
    subject, _, what = name.partition(":")
    if what == "home_first":
        return messages.say("game.how_home_first")
    contract = scenario.all_contracts[subject]
    months = contract.notice_months
    notice = messages.say(
        "game.how_notice" if months else "game.how_no_notice", months=f"{months:g}"
    )
    return messages.say(
        "game.how_suspend",
        buyers=", ".join(_buyer(scenario, one) for one in contract.buyers),
        tonnes=amount(contract.volume_t_per_year),
        good=good(scenario.commodities[contract.commodity].name),
        notice=notice,
    )


def _buyer(scenario: Scenario, name: str) -> str:
    firm = scenario.firms.get(name)
    return short(firm.name) if firm is not None else node_name(scenario, name)
