"""Make the picture of the whole table from what a seat sees and may remember."""

from collections.abc import Mapping
from types import MappingProxyType

from realm.core.network import Network
from realm.core.talks import Status
from realm.model.place import Place
from realm.play.foresight import Foresight
from realm.play.match import Match
from realm.play.news import all_events
from realm.play.past import Past
from realm.play.sight import Sight
from realm.play.trusts import trust_in
from realm.view.messages import Messages
from realm.view.picture import (
    of_need,
    of_objectives,
    of_panel,
    of_seat,
    of_stances,
    of_stores,
    of_terms,
    of_world,
)
from realm.view.picture.negotiation import Negotiation, Offer, Partner
from realm.view.picture.of_news import ticker
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_silent import silent
from realm.view.picture.of_talks import negotiation
from realm.view.picture.table import TablePicture
from realm.view.picture.trade import lately
from realm.view.picture.words import capital

DEALS, TURNS_TOLD = 6, 8
"""Deals that are told where no talks are open, and turns that one looks back for them."""


def table_of(
    match: Match,
    sight: Sight,
    past: Past,
    messages: Messages,
    *,
    talk: str = "",
    drafts: dict[str, dict[str, int]] | None = None,
    foreseen: Mapping[int, Foresight] = MappingProxyType({}),
) -> TablePicture:
    """Show the table to a seat.

    Args:
        match: the match.
        sight: what the seat sees now.
        past: what it may remember.
        messages: texts.
        talk: which of its talks is open on the table.
        drafts: settings that the person has moved, by table of talks.
        foreseen: what offers there would do to the score, by outcome, as far as that is known.
    """
    quiet = silent(match, sight, messages)
    role, wanted = of_objectives.told_by(
        of_seat.role_card(match, sight, past, messages),
        of_objectives.objectives(match, sight, past, messages),
    )
    return TablePicture(
        top=of_seat.top_bar(match, sight, past, messages),
        role=role,
        objectives=wanted,
        world=of_world.world_of(
            sight, messages, customs=lately(match), talks_refusal=talks_refusal(sight, messages)
        ),
        stores=of_need.relieved(match, sight, of_stores.stores(sight, messages), messages),
        actions=of_panel.panel(sight, messages),
        negotiation=open_talk(match, sight, messages, talk, drafts or {}, foreseen),
        partners=partners(sight, messages),
        deals=deals(match, sight, messages),
        silent=quiet,
        news=ticker(match, sight, messages),
        callers=callers(sight),
        talks_count=len(sight.talks or ()),
        talks_refusal=talks_refusal(sight, messages),
        end_turn_text=end_text(match, sight, messages),
    )


def talks_refusal(sight: Sight, messages: Messages) -> str:
    """Say why nobody can be asked to talk now; empty where somebody can."""
    if not sight.tables:
        return messages.say("game.no_tables")
    return "" if sight.may_ask else messages.say("game.talks_begun")


def open_talk(
    match: Match, sight: Sight, messages: Messages, talk: str, drafts: dict[str, dict[str, int]],
    foreseen: Mapping[int, Foresight] = MappingProxyType({}),
) -> Negotiation | None:  # fmt: skip
    """Show the talks that are open on the table: those that were chosen, else any."""
    places = {place.table: place for place in sight.talks or ()}
    name = talk if talk in places else next(iter(places), "")
    if not name:
        return None
    return negotiation(match, sight, places[name], drafts.get(name, {}), messages, foreseen)


def partners(sight: Sight, messages: Messages) -> tuple[Partner, ...]:
    """Say with whom the seat can open talks, and about what; those first who ask for them."""
    network = sight.observation.network
    found = []
    for table in sight.tables:
        other = of_terms.other_side(sight, table)
        about = of_terms.subject(network.scenario, table) or _things(network, table, messages)
        asks = table in sight.callers
        found.append(
            Partner(
                id=table,
                name=of_terms.name_of(network.scenario, other),
                about=messages.say("game.asks", about=about) if asks else about,
                stance=of_stances.step_of(trust_in(sight, other)),
                refusal=of_stances.bound(sight, table, messages),
                asks=asks,
            )
        )
    return tuple(sorted(found, key=lambda partner: not partner.asks))


def _things(network: Network, table: str, messages: Messages) -> str:
    """Say what there is to agree on at a table without goods."""
    row = network.tables.index(table)
    things = network.bargains.things(row)
    issues = [one.name for one in network.bargains.agenda(row).issues if one.name in things]
    return capital(", ".join(messages.say(f"game.issue_{name}").lower() for name in issues))


def callers(sight: Sight) -> str:
    """Name those who ask the seat to talk this turn, in one line; empty where nobody does."""
    scenario = sight.observation.network.scenario
    sides = (of_terms.other_side(sight, table) for table in sight.callers)
    return ", ".join(of_terms.name_of(scenario, side) for side in sides)


def deals(match: Match, sight: Sight, messages: Messages) -> tuple[Offer, ...]:
    """Tell the deals that were signed and broken, the newest first, the seat's own among them."""
    scenario = match.model.network.scenario
    found = [
        Offer(
            who=of_terms.name_of(scenario, sight.actor),
            you=True,
            when=messages.say("game.turn_short", turn=match.turn + 1),
            text=messages.say(
                "game.deal_now",
                name=of_terms.name_of(scenario, of_terms.other_side(sight, place.table)),
                terms=of_terms.terms_text(
                    scenario, place.table, place.agreed, messages, asked_now(match, sight, place)
                ),
            ),
        )
        for place in signed_now(sight)
    ]
    for turn in range(match.turn, max(0, match.turn - TURNS_TOLD), -1):
        events = [event for event in all_events(match, turn) if event.kind in ("deal", "breach")]
        for event in sorted(events, key=lambda event: sight.actor not in event.actors):
            names = [of_terms.name_of(scenario, actor) for actor in event.actors]
            first = next((name for name in names if event.text.startswith(name)), names[0])
            _, _, terms = event.text.partition(": ")
            other = next((name for name in names if name != first), "")
            said = messages.say("game.deal_with", name=other, terms=terms)
            if event.kind == "breach":
                said = capital(event.text.removeprefix(first).strip())
            when = messages.say("game.turn_short", turn=turn)
            found.append(Offer(who=first, you=sight.actor in event.actors, when=when, text=said))
    return tuple(found[:DEALS])


def signed_now(sight: Sight) -> list[Place]:
    """List the seat's talks of this turn that ended with a signature."""
    return [place for place in sight.talks or () if place.status is Status.AGREED]


def end_text(match: Match, sight: Sight, messages: Messages) -> str:
    """Say what ending the turn does, and what is left undone.

    Talks where nothing can be signed or offered that serves the seat are not worth a word.
    """
    months = sight.observation.network.months_per_turn
    said = []
    count = len(sight.pending)
    if not count:
        said.append(messages.say("game.end_nothing"))
    else:
        said.append(messages.say("game.end_one" if count == 1 else "game.end_many", count=count))
    if signed_now(sight):
        scenario = sight.observation.network.scenario
        sides = [of_terms.other_side(sight, place.table) for place in signed_now(sight)]
        names = ", ".join(of_terms.name_of(scenario, side) for side in sides)
        said.append(messages.say("game.end_signed", names=names))
    chair = match.chair(sight.seat)
    waiting = [
        place
        for place in sight.talks or ()
        if place.mine and chair is not None and chair.serves(place.table)
    ]
    if waiting:
        said.append(messages.say("game.end_talks", count=len(waiting)))
    elif sight.callers:
        said.append(messages.say("game.end_callers", names=callers(sight)))
    elif not sight.talks and sight.may_ask and sight.tables:
        said.append(messages.say("game.end_no_talks"))
    said.append(messages.say("game.end_month" if months == 1 else "game.end_months", count=months))
    return " ".join(said)
