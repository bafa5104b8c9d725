"""Say in words who sits at a table of talks, what it is about, and what terms settle."""

import math

from realm.core.bargains import AGENDAS, PRICED
from realm.core.scenario import Scenario
from realm.model.place import Place
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.words import amount, capital

NUMBERS = ("volume", "premium", "years")
"""Issues whose settings are numbers: every offer tells them, whether it moves them or not."""


def other_side(sight: Sight, table: str) -> str:
    """Name who sits on the other side of a table of the seat."""
    sides = sight.observation.network.scenario.tables[table].sides
    return next(side for side in sides if side != sight.actor)


def name_of(scenario: Scenario, actor: str) -> str:
    """Say what people call a country or firm."""
    noun = scenario.countries.get(actor) or scenario.firms[actor]
    return short(noun.name)


def seat_name(scenario: Scenario, seat: str) -> str:
    """Say what a seat is called: its title, with where it sits if another bears the same."""
    titles = {name: short(noun.title) for name, noun in scenario.seats.items()}
    alone = list(titles.values()).count(titles[seat]) == 1
    return titles[seat] if alone else scenario.seats[seat].title


def subject(scenario: Scenario, table: str) -> str:
    """Say in a few words what a table is about."""
    noun = scenario.tables[table]
    return short(scenario.commodities[noun.commodity].name) if noun.commodity else ""


def terms_of(place: Place, draft: dict[str, int]) -> dict[str, str]:
    """Turn settings into terms: issue -> label of its option."""
    return {
        issue.name: issue.options[draft[issue.name]].label
        for issue in place.agenda.issues
        if issue.name in draft
    }


def short_setting(
    scenario: Scenario, table: str, issue: str, label: str, messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Write a setting for a narrow column, without the unit that the whole of it has."""
    if issue == "volume":
        return _tonnes(scenario, table, label)
    if issue == "premium" and math.isfinite(asked):
        return _price(scenario, table, label, asked)
    return messages.texts.get(f"game.short_{label}", label)


def setting_text(
    scenario: Scenario, table: str, issue: str, label: str, messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Write a setting as people read it: tonnes for parts of the volume, years with their word.

    A premium is told as the price that it makes where it is known what is `asked` now, $/kg.
    """
    if issue == "volume":
        return messages.say("game.tonnes_a_year", tonnes=_tonnes(scenario, table, label))
    if issue == "premium" and math.isfinite(asked):
        return messages.say("game.price_per_kg", asked=_price(scenario, table, label, asked))
    if issue == "years":
        return messages.say("game.year" if label == "1" else "game.years", count=label)
    return messages.texts.get(f"game.option_{label}", capital(label))


def _tonnes(scenario: Scenario, table: str, label: str) -> str:
    noun = scenario.tables[table]
    part = AGENDAS[noun.kind].amount({"volume": label}, "volume")
    return f"{part * noun.volume_t_per_year:,.0f}"


def _price(scenario: Scenario, table: str, label: str, asked: float) -> str:
    over = AGENDAS[scenario.tables[table].kind].amount({"premium": label}, "premium")
    return amount((1.0 + over) * asked)


def term_text(
    scenario: Scenario, table: str, issue: str, label: str, messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Say one term in words that tell what it is about, what is left out as well."""
    if label in ("no", "none"):
        name = messages.texts.get(f"game.issue_{issue}", issue)
        return messages.say("game.term_no", name=f"{name[:1].lower()}{name[1:]}")
    return terms_text(scenario, table, {issue: label}, messages, asked)


def named_terms(
    scenario: Scenario, table: str, terms: dict[str, str], messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Say single terms with the names of what they settle."""
    return ", ".join(
        f"{messages.texts.get(f'game.issue_{issue}', capital(issue))}: "
        + setting_text(scenario, table, issue, label, messages, asked)
        for issue, label in terms.items()
    )


def changed_terms(
    scenario: Scenario, table: str, before: dict[str, str], now: dict[str, str],
    messages: Messages, asked: float = math.nan,
) -> str:  # fmt: skip
    """Say how single terms differ from what they were."""
    return "; ".join(
        messages.say(
            "game.term_changed",
            issue=messages.texts.get(f"game.issue_{issue}", capital(issue)),
            now=setting_text(scenario, table, issue, label, messages, asked),
            before=setting_text(scenario, table, issue, before[issue], messages, asked),
        )
        for issue, label in now.items()
    )


def offer_text(
    scenario: Scenario, table: str, terms: dict[str, str], messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Say in a short line all that an offer settles, so that offers compare at a glance.

    Args:
        scenario: names.
        table: where it was made.
        terms: what it settles, issue -> option.
        messages: texts.
        asked: what the seller asks for the goods now, $/kg; NaN where that is not known.
    """
    others = {issue: label for issue, label in terms.items() if issue not in NUMBERS}
    if terms.get("volume", "none") == "none":
        others = {issue: label for issue, label in others.items() if issue not in PRICED}
    told = [_numbers(scenario, table, terms, messages, asked)]
    for issue, label in others.items():
        if label not in ("no", "none"):
            name = terms_text(scenario, table, {issue: label}, messages)
            told.append(f"{name[:1].lower()}{name[1:]}")
    return ", ".join(told)


def _numbers(
    scenario: Scenario, table: str, terms: dict[str, str], messages: Messages, asked: float
) -> str:
    """Say how much for which price and how long: 75 t at $67.5, 3 years."""
    years = setting_text(scenario, table, "years", terms["years"], messages)
    if terms.get("volume", "none") == "none":
        return capital(years)
    tonnes, say = _tonnes(scenario, table, terms["volume"]), messages.say
    if "premium" in terms and math.isfinite(asked):
        price = _price(scenario, table, terms["premium"], asked)
        return say("game.offer_priced", tonnes=tonnes, price=price, years=years)
    return say("game.offer_unpriced", tonnes=tonnes, years=years)


def terms_text(
    scenario: Scenario, table: str, terms: dict[str, str], messages: Messages,
    asked: float = math.nan,
) -> str:  # fmt: skip
    """Say in a line what an offer settles; what it leaves out goes without saying.

    That is also a price without a premium, where what is `asked` now ($/kg) is not known.
    """
    said = []
    for issue, label in terms.items():
        unpriced = issue in PRICED and terms.get("volume") == "none"
        if label in ("no", "none") or unpriced:
            continue
        if issue == "premium" and label == "market" and not math.isfinite(asked):
            continue
        name = messages.texts.get(f"game.issue_{issue}", capital(issue))
        setting = setting_text(scenario, table, issue, label, messages, asked)
        said.append(name if label == "yes" else setting if issue in NUMBERS
                    else f"{name}: {setting}")  # fmt: skip
    return ", ".join(said) or messages.say("game.nothing")
