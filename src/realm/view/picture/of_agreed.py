"""Say whether what a plant needs of partners is agreed, and by which deal."""

from realm.play.agreed import agreements, begun, permitted
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
    if begun(sight, project):
        return ()
    told = [
        messages.say("game.agreed_other", names=names(one.sides), month=one.until)
        for one in found
        if one.until
    ]
    free = [one for one in found if not one.until]
    states, firms = (
        "; ".join(names(one.sides) for one in free if one.permits is by_states)
        for by_states in (True, False)
    )
    if permitted(sight, project):
        every = "; ".join(names(one.sides) for one in free)
        return (*told, *((messages.say("game.agreed_permitted", names=every),) if free else ()))
    key = "game.agreed_states" if states else "game.agreed_permit"
    told.append(messages.say(key, names=states))
    if firms:
        told.append(messages.say("game.agreed_firms", names=firms))
    return tuple(told)
