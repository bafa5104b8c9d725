"""Say who was asked to talk this turn and does not, and why."""

from realm.play.match import Match
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.negotiation import Offer
from realm.view.picture.of_cold import would_gain
from realm.view.picture.of_stances import bound
from realm.view.picture.of_terms import name_of, other_side


def silent(
    match: Match, sight: Sight, messages: Messages, *, helps: bool = False
) -> tuple[Offer, ...]:
    """Name everybody whom the seat asked this turn and who does not sit at a table with it.

    Args:
        match: the match.
        sight: what the seat sees.
        messages: texts.
        helps: whether to say, too, what would change the mind of who sees nothing to gain.
    """
    parley = match.model.parley
    if parley is None or sight.talks is None:
        return ()
    scenario = match.model.network.scenario
    open_tables = {place.table for place in sight.talks}
    cold = {match.model.network.tables[t] for cells in parley.dropped for t in cells.table}
    found = []
    for table in match.asked.get(sight.seat, ()):
        if table in open_tables:
            continue
        why = bound(sight, table, messages)
        if not why and table in cold:
            why = messages.say("game.nothing_to_gain")
            if helps:
                why = f"{why} {would_gain(match, sight, table, messages)}"
        why = why or messages.say("game.no_talker")
        found.append(
            Offer(
                who=name_of(scenario, other_side(sight, table)), you=False,
                when=messages.say("game.turn_short", turn=match.turn + 1), text=why,
            )
        )  # fmt: skip
    return tuple(found)


def told_silent(found: tuple[Offer, ...]) -> str:
    """Say it in sentences, a name each."""
    return " ".join(f"{one.who}: {one.text}" for one in found)
