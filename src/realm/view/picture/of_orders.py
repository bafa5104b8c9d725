"""Make the page of everything a seat may order: a card for each thing, its effect, the queue."""

from realm.play.foresight import Foresight
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_actions import cost_of, cost_text, word
from realm.view.picture.of_cards import Card, cards, said
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_panel import budget
from realm.view.picture.of_talks import name_of
from realm.view.picture.table import Kpi
from realm.view.picture.words import dollars, figure, moved, sentence

MOST_LINKS = 8
"""Links that are listed while nothing is searched: there are hundreds."""
WIDE = 9
"""Most settings that stand side by side."""


def orders_page(
    sight: Sight,
    messages: Messages,
    find: str,
    chosen: str,
    foreseen: Foresight | None = None,
) -> p.Page:
    """Show everything that can be ordered, what the last order is expected to do, and the queue.

    Args:
        sight: what the seat sees.
        messages: texts.
        find: what is searched.
        chosen: card that was changed last; empty for none.
        foreseen: what is expected of what it is set to; None while that is not known.
    """
    say = messages.say
    known = cards(sight, messages)
    card = next((one for one in known if one.id == chosen), None)
    return p.Page(
        name="actions",
        title=say("game.actions"),
        note=budget(sight, messages),
        columns=(
            p.Column(blocks=tuple(_listed(sight, messages, find, known)), share=1.35),
            p.Column(
                blocks=(
                    *_queued(sight, messages), *_about(sight, messages, card, foreseen)
                ),
                share=1.0,
            ),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )  # fmt: skip


def _listed(sight: Sight, messages: Messages, find: str, known: tuple[Card, ...]) -> list[p.Block]:
    """List cards by section; what cannot be ordered at all comes last, in a line each."""
    say, words = messages.say, find.casefold().split()
    found: list[p.Block] = [p.Field(id="find", text=find, blank=say("game.find"))]
    shown = [
        card for card in known
        if all(w in f"{card.title} {' '.join(card.about)}".casefold() for w in words)
    ]  # fmt: skip
    section, links = "", 0
    for card in shown:
        if card.refusal and card.asked(sight) < 0:
            continue
        if card.section == "link":
            links += 1
            if links > MOST_LINKS and not words:
                continue
        if card.section != section:
            section = card.section
            found.append(p.Heading(text=say(f"game.section_{section}")))
        found.append(_card(sight, card, messages))
    if links > MOST_LINKS and not words:
        found.append(p.Text(text=say("game.more_links", count=links - MOST_LINKS), role="note"))
    closed = [c for c in shown if c.refusal and c.asked(sight) < 0 and c.section != "link"]
    if closed:
        found.append(p.Heading(text=say("game.section_closed")))
        found += [
            p.Told(
                title=f"{card.title}: {_what(sight, card, messages)}", lines=(card.refusal,)
            )
            for card in closed
        ]  # fmt: skip
    if len(found) == 1:
        found.append(p.Text(text=say("game.nothing_found"), role="note"))
    return found


def _what(sight: Sight, card: Card, messages: Messages) -> str:
    """Say in a word what cannot be ordered."""
    scenario = sight.observation.network.scenario
    return word(card.options[0].action, scenario, messages).lower()


def _card(sight: Sight, card: Card, messages: Messages) -> p.Pick:
    """Show a thing with its settings; those that are refused say why."""
    scenario, asked = sight.observation.network.scenario, card.asked(sight)
    options = card.options[:WIDE]
    if asked >= 0:
        right = messages.say("game.queued_for", cost=cost_text(card.options[asked].cost, messages))
    else:
        right = " · ".join(text for text in (card.now, cost_of(options, messages)) if text)
    return p.Pick(
        id=f"order:{card.id}",
        label=card.title,
        unit=card.unit,
        right=right.rstrip(" ·"),
        options=(
            card.standing, *(word(o.action, scenario, messages) for o in options)
        ),
        chosen=asked + 1,
        order=card.order if len(options) == len(card.options) else (),
        refusals=("", *("" if i == asked else sentence(o.refusal) if o.refusal else ""
                        for i, o in enumerate(options))),
        hint="\n".join(line for line in (*card.about, card.source) if line),
    )  # fmt: skip


def _about(
    sight: Sight, messages: Messages, card: Card | None, foreseen: Foresight | None
) -> list[p.Block]:
    """Say what the card that was changed last is about, and what its setting is expected to do."""
    say, scenario = messages.say, sight.observation.network.scenario
    if card is None:
        return [p.Heading(text=say("game.foreseen")), p.Text(text=say("game.choose_first"))]
    asked = card.asked(sight)
    title = said(card.options[asked].action, scenario, messages) if asked >= 0 else card.title
    found: list[p.Block] = [
        p.Heading(text=say("game.foreseen")),
        p.Text(text=title, role="h2", ink="high"),
        *(p.Text(text=line, role="note") for line in card.about),
        *([p.Text(text=card.source, role="micro", ink="low")] if card.source else ()),
    ]
    if asked < 0:
        return [*found, p.Text(text=say("game.left_alone"), role="note")]
    if foreseen is None:
        return [*found, p.Text(text=say("game.foreseeing"), role="note")]
    return [*found, *_foreseen(sight, messages, foreseen), *_later(sight, messages, card, foreseen)]


def _later(sight: Sight, messages: Messages, card: Card, foreseen: Foresight) -> list[p.Block]:
    """Say where a plant opens only after what is shown, and who pays for it."""
    scenario = sight.observation.network.scenario
    name = card.id.partition(":")[2].partition("|")[0]
    if card.section != "project":
        return []
    project = scenario.projects[name]
    shown = foreseen.turns * scenario.months_per_turn
    key = "game.opens_later" if project.lead_months >= shown else "game.opens_within"
    told = messages.say(
        key, months=f"{project.lead_months:g}", shown=shown,
        firm=short(scenario.firms[project.firm].name), cost=dollars(1000.0 * project.cost_musd),
    )  # fmt: skip
    lines = [told, *_helpers(sight, name, messages)]
    return [p.Text(text=line, role="note", ink="high") for line in lines]


def _helpers(sight: Sight, project: str, messages: Messages) -> list[str]:
    """Name who else pays for a plant: a partner that signed, and supports in force."""
    seen, network = sight.observation, sight.observation.network
    row, scenario = network.projects.index(project), network.scenario
    found = []
    partner, share = int(seen.project_partner[row, 0]), float(seen.project_partner_share[row, 0])
    if partner >= 0 and share > 0.0:
        name = name_of(scenario, network.accounts[partner])
        found.append(messages.say("game.partner_pays", name=name, part=percent(share)))
    measures = network.entries["capital"].measures[network.entry_rows["capital"] == row]
    found += [
        messages.say(
            "game.support_pays", name=scenario.measures[network.measures[measure]].name,
            part=percent(float(seen.measure_size[measure, 0])),
        )
        for measure in measures if seen.measure_on[measure, 0] > 0.0
    ]  # fmt: skip
    return found


def _foreseen(sight: Sight, messages: Messages, foreseen: Foresight) -> list[p.Block]:
    """Show how the seat's numbers are expected to differ from what they were without the action."""
    weights = sight.observation.network.scenario.seats[sight.seat].objectives
    kpis = []
    if foreseen.score is not None:
        change = moved(foreseen.score[0], foreseen.score[1], "", 1.0)
        if change is not None:
            kpis.append(Kpi(id="score", label=messages.say("game.foreseen_score"),
                            value=f"{foreseen.score[1]:.1f}", change=change,
                            why=messages.say("help.term_score_text")))  # fmt: skip
    for name, (without, after) in foreseen.indicators.items():
        indicator = INDICATORS[name]
        common = {"higher": 1.0, "lower": -1.0}.get(indicator.better, 0.0)
        change = moved(without, after, indicator.unit, weights.get(name, common))
        if change is not None:
            value, unit = figure(after, indicator.unit)
            kpis.append(
                Kpi(id=name, label=label_of(name, messages), value=value, unit=unit,
                    change=change, why=sentence(indicator.meaning))
            )  # fmt: skip
    told: p.Block = p.Figures(kpis=tuple(kpis), slim=True)
    if not kpis:
        told = p.Text(text=messages.say("game.foreseen_same"))
    how = messages.say("game.foreseen_text", copies=foreseen.copies, turns=foreseen.turns)
    return [told, p.Text(text=how, role="note", ink="low")]


def _queued(sight: Sight, messages: Messages) -> list[p.Block]:
    say = messages.say
    scenario = sight.observation.network.scenario
    cost = cost_text(sight.spent, messages)
    found: list[p.Block] = [p.Heading(text=say("game.asked"), note=cost)]
    if not sight.pending:
        return [*found, p.Text(text=say("game.none_asked"), role="note")]
    for one in sight.pending:
        text = said(one.action, scenario, messages)
        found.append(p.Told(title=text, ink="accent", press=p.Press(
            id=f"undo:{one.number}", label=say("game.undo"))))  # fmt: skip
    return found
