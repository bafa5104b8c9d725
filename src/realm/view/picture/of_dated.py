"""Say what a date sets of a measure of the seat's own in the coming turn, without an order."""

from realm.core.words import month_after
from realm.play.sight import Sight
from realm.rules.event_terms import size_text
from realm.view.messages import Messages


def dated_note(sight: Sight, measure: str, messages: Messages) -> tuple[str, ...]:
    """Say what the calendar makes of a measure in the coming turn: an order of today gives way.

    Only of the seat's own: what others have planned is theirs to know.
    """
    network, seen = sight.observation.network, sight.observation
    noun = network.scenario.measures[measure]
    if noun.country != sight.actor:
        return ()
    row = network.measures.index(measure)
    size, on = float(seen.measure_size[row, 0]), bool(seen.measure_on[row, 0] > 0.0)
    told = []
    for month in range(seen.month, seen.month + network.months_per_turn):
        was = on, size
        for patch in network.calendar.get(month, ()):
            if row not in patch.rows or _stands_down(sight, patch.event):
                continue
            value = float(patch.values[list(patch.rows).index(row)].flat[0])
            on = value > 0.0 if patch.field == "measure_on" else on
            size = value if patch.field == "measure_size" else size
        if (on, size) == was or not (on or was[0]):
            continue
        key = "game.dated_size" if on else "game.dated_end"
        date = month_after(network.scenario.starts, month)
        told.append(messages.say(key, month=date, size=size_text(noun, size)))
    return tuple(told)


def _stands_down(sight: Sight, event: int) -> bool:
    """Say whether an event stands down because the seat decides itself; dates alone never do."""
    network = sight.observation.network
    if event < 0:
        return False
    return network.scenario.events[network.events[event]].stands_down_for == sight.actor
