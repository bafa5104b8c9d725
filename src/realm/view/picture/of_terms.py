"""Say in words who sits at a table of talks, what it is about, and what terms settle."""

from realm.core.scenario import Scenario
from realm.model.place import Place
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture.words import capital

NUMBERS = ("volume", "years")
"""Issues whose settings are numbers: what they were is told beside what they become."""


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
    scenario: Scenario, table: str, issue: str, label: str, messages: Messages
) -> str:
    """Write a setting for a narrow column, without the unit that the whole of it has."""
    part = {"none": 0.0, "half": 0.5, "full": 1.0}.get(label)
    if issue == "volume" and part is not None:
        return f"{part * scenario.tables[table].volume_t_per_year:,.0f}"
    return messages.texts.get(f"game.short_{label}", label)


def setting_text(scenario: Scenario, table: str, issue: str, label: str, messages: Messages) -> str:
    """Write a setting as people read it: tonnes for parts of the volume, years with their word."""
    part = {"none": 0.0, "half": 0.5, "full": 1.0}.get(label)
    if issue == "volume" and part is not None:
        tonnes = part * scenario.tables[table].volume_t_per_year
        return messages.say("game.tonnes_a_year", tonnes=f"{tonnes:,.0f}")
    if issue == "years":
        return messages.say("game.year" if label == "1" else "game.years", count=label)
    return messages.texts.get(f"game.option_{label}", capital(label))


def term_text(scenario: Scenario, table: str, issue: str, label: str, messages: Messages) -> str:
    """Say one term in words that tell what it is about, what is left out as well."""
    if label in ("no", "none"):
        name = messages.texts.get(f"game.issue_{issue}", issue)
        return messages.say("game.term_no", name=f"{name[:1].lower()}{name[1:]}")
    return terms_text(scenario, table, {issue: label}, messages)


def named_terms(scenario: Scenario, table: str, terms: dict[str, str], messages: Messages) -> str:
    """Say single terms with the names of what they settle."""
    return ", ".join(
        f"{messages.texts.get(f'game.issue_{issue}', capital(issue))}: "
        + setting_text(scenario, table, issue, label, messages)
        for issue, label in terms.items()
    )


def changed_terms(
    scenario: Scenario, table: str, before: dict[str, str], now: dict[str, str], messages: Messages
) -> str:
    """Say how single terms differ from what they were."""
    return "; ".join(
        messages.say(
            "game.term_changed",
            issue=messages.texts.get(f"game.issue_{issue}", capital(issue)),
            now=setting_text(scenario, table, issue, label, messages),
            before=setting_text(scenario, table, issue, before[issue], messages),
        )
        for issue, label in now.items()
    )


def moved_text(
    scenario: Scenario, table: str, before: dict[str, str], now: dict[str, str], messages: Messages
) -> str:
    """Say in a line what an offer moves, adds, drops and sets otherwise than the one before.

    Where it moves no number the volume comes first: how much all of it is about.
    """
    parts: dict[str, list[str]] = {"moves": [], "adds": [], "drops": [], "sets": []}
    for issue, label in now.items():
        if before.get(issue) == label:
            continue
        name = messages.texts.get(f"game.issue_{issue}", issue)
        if issue in NUMBERS and issue in before:
            was = short_setting(scenario, table, issue, before[issue], messages)
            now_is = setting_text(scenario, table, issue, label, messages)
            moves = messages.say("game.offer_moves", issue=name, before=was, now=now_is)
            parts["moves"].append(moves)
            continue
        way = "adds" if label == "yes" else "drops" if label in ("no", "none") else "sets"
        if way == "sets":
            name = terms_text(scenario, table, {issue: label}, messages)
        parts[way].append(name if way == "sets" else f"{name[:1].lower()}{name[1:]}")
    told = [
        ", ".join(of) if way == "moves" else messages.say(f"game.offer_{way}", terms=", ".join(of))
        for way, of in parts.items()
        if of
    ]
    if not told:
        return messages.say("game.offer_same")
    volume = now.get("volume", "none")
    if not parts["moves"] and volume not in ("none", "no"):
        told.insert(0, setting_text(scenario, table, "volume", volume, messages))
    return capital("; ".join(told))


def terms_text(scenario: Scenario, table: str, terms: dict[str, str], messages: Messages) -> str:
    """Say in a line what an offer settles; what it leaves out goes without saying."""
    said = []
    for issue, label in terms.items():
        unpriced = issue == "price" and terms.get("volume") == "none"
        if label in ("no", "none") or unpriced:
            continue
        name = messages.texts.get(f"game.issue_{issue}", capital(issue))
        setting = setting_text(scenario, table, issue, label, messages)
        said.append(name if label == "yes" else setting if issue in ("volume", "years")
                    else f"{name}: {setting}")  # fmt: skip
    return ", ".join(said) or messages.say("game.nothing")
