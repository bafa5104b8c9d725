"""Say which deals of the seat's own a curb would break, and from where on."""

from realm.play.endangered import Endangered, endangered
from realm.play.sight import Sight
from realm.rules.event import percent
from realm.view.messages import Messages
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import amount, good

JUST = 1e-9
"""By how much less may pass than must, so that one rounding breaks nothing."""


def promised_note(sight: Sight, measure: str, messages: Messages) -> tuple[str, ...]:
    """Say what was promised of the goods that a measure holds back, and how little breaks it."""
    scenario = sight.observation.network.scenario
    return tuple(
        messages.say(
            "game.promised" if one.seller == sight.actor else "game.promised_firm",
            firm=name_of(scenario, one.seller), other=name_of(scenario, one.other),
            tonnes=amount(one.tonnes), good=good(scenario.commodities[one.good].name),
            month=one.until, least=percent(one.least),
        )
        for one in endangered(sight, measure)
    )  # fmt: skip


def breaks(sight: Sight, measure: str, share: float) -> tuple[Endangered, ...]:
    """List the deals that are broken where a measure lets this part pass, 0..1."""
    return tuple(one for one in endangered(sight, measure) if share < one.least - JUST)


def broken_text(sight: Sight, measure: str, share: float, messages: Messages) -> str:
    """Say in a few words whose deal is broken; empty where none is."""
    found = breaks(sight, measure, share)
    if not found:
        return ""
    name = name_of(sight.observation.network.scenario, found[0].other)
    return messages.say("game.effect_breaks", name=name)
