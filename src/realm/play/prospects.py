"""What a seat may expect of talks that it does not hold: before it asks for them, or in vain."""

from realm.model.glance import glance
from realm.model.purse import supposed
from realm.model.wishes import Glance
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.sight import Sight
from realm.strategies.situation import situation


def prospect(match: Match, sight: Sight, table: str) -> Glance:
    """Estimate what could be gained at a table of the seat's where nobody talks.

    Raises:
        KeyError: when it is no table of the seat's.
    """
    model = match.model
    seen, actor = situation(sight.observation), model.roster.number(sight.actor)
    free = supposed(model.network, model.params, model.start, sight.observation)
    return glance(model.network, model.state, seen, free, actor, table)


def serves_both(match: Match, sight: Sight, table: str) -> bool:
    """Tell whether some deal there would serve both sides, as far as the seat knows."""
    return _serves_both(match, match.turn, sight.seat, table, sight=sight)


@of_match(64, apart="sight")
def _serves_both(match: Match, turn: int, seat: str, table: str, *, sight: Sight) -> bool:
    """Work it out once a turn: what is ordered or said in it moves none of it."""
    assert (turn, seat) == (sight.turn, sight.seat)
    seen = prospect(match, sight, table)
    return bool(((seen.yours > 0.0) & (seen.theirs > 0.0)).any())
