"""Say whether what a plant needs of partners is agreed, and by which deal."""

from realm.play.agreed import agreements, permitted
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.of_terms import name_of


def agreed_text(sight: Sight, project: str, messages: Messages) -> tuple[str, ...]:
    """Say which deals have a plant in them, or who could agree on it; nothing where nobody can."""
    found, scenario = agreements(sight, project), sight.observation.network.scenario
    if not found:
        return ()

    def names(sides: tuple[str, ...]) -> str:
        return messages.say("game.agreed_names", one=name_of(scenario, sides[0]),
                            other=name_of(scenario, sides[1]))  # fmt: skip

    deals = [one for one in found if one.has_it]
    if deals:
        return tuple(
            messages.say("game.agreed_yes", names=names(one.sides), month=one.until)
            for one in deals
        )
    told = [
        messages.say("game.agreed_other", names=names(one.sides), month=one.until)
        for one in found
        if one.until
    ]
    free = [names(one.sides) for one in found if not one.until]
    if free:
        told.append(messages.say("game.agreed_no", names="; ".join(free)))
    if not permitted(sight, project):
        told.append(messages.say("game.agreed_permit"))
    return tuple(told)
