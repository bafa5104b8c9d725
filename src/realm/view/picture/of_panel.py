"""Make the picture of the panel of the table: the few orders that serve a seat most, and the queue.

The few are of different kinds: a curb on trade, a plant, a store or money; what else there is lies
behind the button to more actions.
"""

from collections.abc import Mapping

from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.of_actions import cost_text, undoes
from realm.view.picture.of_cards import SECTIONS, Card, cards, said
from realm.view.picture.of_need import SOON, served
from realm.view.picture.of_row import row_of
from realm.view.picture.of_stores import lacking
from realm.view.picture.table import Actions
from realm.view.picture.words import dollars

FEW = 3
"""Things that the panel shows: as many as have room."""
CURBS = ("dispute", "import", "export", "output", "directive")
"""Sections of what holds trade back or lets it go, in the order of what serves an aim."""
KINDS = (CURBS, ("project", "facility"), ("stockpile", "support", "contract", "firm", "country"))
"""Sections of each kind of thing; one of each is shown where it can be ordered."""
SERVES = {
    "industrial_base": ("support", "project", "facility"),
    "reserve_days": ("stockpile",), "days_of_cover": ("stockpile",),
    "export_income": ("export", "output"), "market_share": ("export", "output"),
    "price_gap": ("export", "output"),
    "import_reliance": ("country", "dispute", "import"),
    "supply_hhi": ("country", "dispute", "import"),
    "supply_security": ("country", "dispute", "import"),
    "lost_output": ("country", "dispute", "import"),
    "profit": ("firm", "facility", "contract"), "cash": ("firm", "facility", "contract"),
    "fill_rate": ("contract", "firm"),
}  # fmt: skip
"""Aim -> sections that serve it first of all."""


def panel(sight: Sight, messages: Messages) -> Actions:
    """Show a row for a few things that can be ordered now; what was asked for holds."""
    known = cards(sight, messages)
    open_ones = [card for card in known if _open(sight, card)]
    scenario = sight.observation.network.scenario
    count, short = len(sight.pending), lacking(sight)
    told = messages.say("game.queued_one" if count == 1 else "game.queued", count=count)
    cost = cost_text(sight.spent, messages)
    whole = len(open_ones)
    return Actions(
        budget=budget(sight, messages),
        budget_why=_capital_why(sight, messages) if sight.actor in scenario.countries else "",
        controls=tuple(
            row_of(sight, card, messages, served(sight, card, short)[1])
            for card in few(sight, open_ones, short)
        ),
        queue=" · ".join(text for text in (told, cost) if text) if count else "",
        queued="\n".join(said(one.action, scenario, messages) for one in sight.pending),
        everything=messages.say("game.all_actions"),
        everything_short=messages.say("game.all_short"),
        everything_hint=messages.say("game.all_hint", count=whole),
    )


def _open(sight: Sight, card: Card) -> bool:
    """Tell whether something of a card can be ordered or is; single links are too many to count."""
    return card.section != "link" and (not card.refusal or card.asked(sight) >= 0)


def few(sight: Sight, open_ones: list[Card], short: tuple[str, ...] = ()) -> list[Card]:
    """Choose the few things that are shown: one of each kind, then what serves the aims most.

    Of a kind that is first what is queued: two rows may have the same name, as subsidies do; then
    what brings more of a good that runs short. What does so soon is among the few where there is
    such a thing, instead of one of its kind that does not.

    Args:
        sight: what the seat sees.
        open_ones: what can be ordered.
        short: goods that run short, the worst first.
    """
    worth = {card.id: served(sight, card, short)[0] for card in open_ones}
    aims = weights(sight.observation.network.scenario.seats[sight.seat].objectives)
    open_ones = sorted(open_ones, key=lambda card: -aims[card.section])
    chosen: list[Card] = []
    for sections in KINDS:
        of_kind = [card for card in open_ones if card.section in sections]
        of_kind.sort(key=lambda card: card.asked(sight) < 0 and _done(card))
        if sections is CURBS:
            of_kind.sort(key=lambda card: (
                not _stands(sight, card), -aims[card.section], CURBS.index(card.section)
            ))  # fmt: skip
        of_kind.sort(key=lambda card: -worth[card.id])
        of_kind.sort(key=lambda card: card.asked(sight) < 0)
        chosen += of_kind[:1]
    fresh = [one for one in open_ones if one.section not in {card.section for card in chosen}]
    firsts = {card.section: card for card in reversed(fresh)}
    rest = [card for card in fresh if firsts[card.section] is card]
    rest += [card for card in open_ones if card not in rest]
    chosen += [card for card in rest if card not in chosen][: max(0, FEW - len(chosen))]
    chosen = _with_relief(sight, chosen, open_ones, worth)
    kind = {section: i for i, sections in enumerate(KINDS) for section in sections}
    return sorted(chosen, key=lambda card: kind.get(card.section, len(KINDS)))


def weights(objectives: Mapping[str, float]) -> dict[str, float]:
    """Weigh each section by the weightiest aim that it serves."""
    weight = dict.fromkeys(SECTIONS, 0.0)
    for aim, size in objectives.items():
        for section in SERVES.get(aim, ()):
            weight[section] = max(weight[section], abs(size))
    return weight


def _with_relief(
    sight: Sight, chosen: list[Card], open_ones: list[Card], worth: dict[str, float]
) -> list[Card]:
    """Put what brings relief soon in the place of what serves least and is not queued."""
    if any(worth[card.id] >= SOON for card in chosen):
        return chosen
    taken = {card.section for card in chosen}
    best = max(
        (card for card in open_ones if worth[card.id] >= SOON and card.section not in taken),
        key=lambda card: worth[card.id], default=None,
    )  # fmt: skip
    yields = [card for card in reversed(chosen) if card.asked(sight) < 0]
    if best is None or not yields:
        return chosen
    least = min(yields, key=lambda card: worth[card.id])
    return [best if card is least else card for card in chosen]


def _done(card: Card) -> bool:
    """Tell whether all that is left to do about a card is to take it back."""
    return all(undoes(option.action) for option in card.options)


def _stands(sight: Sight, card: Card) -> bool:
    """Tell whether a card is about a curb on exports that is in force or announced."""
    if card.section != "export":
        return False
    name, network = card.id.partition("|")[0].partition(":")[2], sight.observation.network
    return bool(sight.observation.measure_known[network.measures.index(name), 0] > 0.0)


def _capital_why(sight: Sight, messages: Messages) -> str:
    """Say what political capital is, and how much of it comes back."""
    rules = sight.observation.network.scenario.coefficients
    back = messages.say(
        "game.capital_back", back=f"{rules.political_regrowth:g}",
        most=f"{rules.political_capital:g}",
    )  # fmt: skip
    return f"{messages.say('help.term_capital_text')}\n{back}"


def budget(sight: Sight, messages: Messages) -> str:
    """Say what can still be spent: of a government political capital, of a firm money."""
    network, spent = sight.observation.network, sight.spent
    if sight.actor in network.countries:
        row = network.countries.index(sight.actor)
        left = float(sight.observation.political_capital[row, 0]) - spent.political_capital
        if spent.political_capital > 0.0:
            of = f"{left + spent.political_capital:.3g}"
            return messages.say("game.capital_of", amount=f"{max(0.0, left):.3g}", of=of)
        return messages.say("game.capital_left", amount=f"{max(0.0, left):.3g}")
    row = network.accounts.index(sight.actor)
    left = float(sight.observation.money[row, 0]) - spent.money_kusd
    return messages.say("game.money_left", amount=dollars(max(0.0, left)))
