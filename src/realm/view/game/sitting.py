"""What a window does with a match: pictures out of it, asks into it; no window, no clock.

Everything here may take a while and is called from one place at a time: the window runs it beside
its loop.
"""

from dataclasses import dataclass
from pathlib import Path

from realm.core.action import Action
from realm.core.talks import Status
from realm.model.chair import Place
from realm.play.foresight import Foresight, foresee
from realm.play.match import Page, Pending
from realm.play.past import remember
from realm.play.session import No, Session
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.game.film import Film
from realm.view.messages import Messages
from realm.view.picture import of_end, of_film, of_known, of_orders, of_rooms, of_turn, of_words
from realm.view.picture.of_actions import clashes, groups, options_of
from realm.view.picture.of_cards import Card, cards
from realm.view.picture.of_stances import partners
from realm.view.picture.of_table import table_of
from realm.view.picture.of_talks import name_of, other_side, settings, terms_of, terms_text
from realm.view.picture.page import Page as Shown
from realm.view.picture.table import TablePicture

PLAYER = "player"
"""What a journal calls who sits at this machine."""


@dataclass(frozen=True)
class Said:
    """What came of an ask: a sentence, and whether it was a refusal."""

    text: str = ""
    bad: bool = False


class Sitting:
    """People at one machine who play some seats of a match.

    Attributes:
        session: the match.
        seats: seats that people here play, in the order in which they take turns.
        seat: whose turn at the machine it is.
        talk: which talks are open on the table.
        find: what is searched among the actions.
        chosen: which of the cards of orders was changed last.
        picked: tables that the person wants to open.
        promise: what is being promised by word of mouth, and to whom.
        seen_again: which turn is seen again, from 0.
        looked_up: country or firm of which all that is known is shown.
    """

    def __init__(self, session: Session, seats: tuple[str, ...], messages: Messages) -> None:
        """Sit down; seats that somebody holds already are held on."""
        self.session, self.seats, self.messages = session, seats, messages
        for number, seat in enumerate(seats):
            if seat not in session.match.players and not session.match.over:
                session.sit(seat, f"{PLAYER} {number + 1}" if len(seats) > 1 else PLAYER)
        waiting = [seat for seat in seats if seat in session.match.waiting_for]
        self.seat = waiting[0] if waiting else seats[0]
        self.talk, self.find, self.chosen = "", "", ""
        self.picked: tuple[str, ...] = ()
        self.promise, self.promised_to = "", ""
        self.looked_up = ""
        self.seen_again = 0
        self._films: dict[str, Film] = {}
        self._drafts: dict[str, dict[str, int]] = {}
        self._answers: dict[str, str] = {}
        self._seen: tuple[tuple[str, int], Sight] | None = None
        self._foreseen: dict[tuple[int, Action, tuple[Action, ...]], Foresight] = {}

    @property
    def path(self) -> Path:
        """Where the match is kept."""
        return self.session.journal.path

    @property
    def over(self) -> bool:
        """Whether the last turn was played."""
        return self.session.match.over

    @property
    def title(self) -> str:
        """What the seat at the machine is called."""
        return self.session.match.model.network.scenario.seats[self.seat].title

    def sight(self) -> Sight:
        """Look from the seat at the machine; anew only where something was entered since."""
        key = self.seat, len(self.session.journal.entries)
        if self._seen is None or self._seen[0] != key:
            self._seen = key, self.session.observe(self.seat)
        return self._seen[1]

    # --- pictures ---------------------------------------------------------------------------------

    def table(self) -> TablePicture:
        """Show the table."""
        match = self.session.match
        past = remember(match, self.seat)
        return table_of(
            match, self.sight(), past, self.messages, talk=self.talk, drafts=self._drafts
        )

    def page(self, name: str) -> Shown:
        """Show one of the pages of a game, by its name."""
        match, sight = self.session.match, self.sight()
        match name:
            case "actions":
                foreseen = self._expected(sight)
                return of_orders.orders_page(sight, self.messages, self.find, self.chosen, foreseen)
            case "whom":
                asked = self._asked_by()
                return of_rooms.whom_page(sight, self.messages, self.picked, asked)
            case "promises":
                return of_words.promises_page(
                    match, sight, self.messages, self.others, self.promised_to, self.promise
                )
            case "talks":
                return of_rooms.talks_page(
                    match,
                    sight,
                    self.messages,
                    self.talk,
                    self._drafts,
                    self.next_title,
                    self._answers.get(self.current_talk, ""),
                )
            case "film":
                return of_film.film_page(self._film().pages, self.seen_again, self.messages)
            case "known":
                past = remember(match, self.seat)
                return of_known.known_page(
                    match, sight, past, self.messages, self.find, self.looked_up
                )
            case "over":
                return of_end.over_page(match, sight, remember(match, self.seat), self.messages)
        return of_turn.turn_page(match, sight, remember(match, self.seat), self.messages)

    pages = frozenset({"actions", "whom", "talks", "promises", "known", "film"})
    """Pages that change with what is asked for."""

    def _film(self) -> Film:
        """Return the match as the seat has seen it, to the last turn."""
        if self.seat not in self._films:
            head, files = self.session.journal.head, self.session.match.files
            self._films[self.seat] = Film(head, files, self.seat, self.messages)
        film = self._films[self.seat]
        film.follow(self.session.journal.entries)
        return film

    def see_again(self, turn: int) -> Said:
        """Turn to what happened in a turn, from 0."""
        self.seen_again = max(0, min(self.session.match.turn - 1, turn))
        return Said()

    # --- orders -----------------------------------------------------------------------------------

    def _expected(self, sight: Sight) -> Foresight | None:
        """Return what is expected of the action that is looked at, where that is known."""
        action = self._looked_at(sight)
        return None if action is None else self._foreseen.get(_question(sight, action))

    def _looked_at(self, sight: Sight) -> Action | None:
        """Return what the card that was changed last is set to."""
        card = self._card(sight, self.chosen)
        asked = -1 if card is None else card.asked(sight)
        return None if card is None or asked < 0 else card.options[asked].action

    def _card(self, sight: Sight, name: str) -> Card | None:
        return next((one for one in cards(sight, self.messages) if one.id == name), None)

    def adjust(self, control: str, option: int) -> Said:
        """Set a control of the panel: 0 leaves the thing as it is."""
        sight = self.sight()
        group = next((group for group in groups(sight) if group.id == control), None)
        if group is None:
            return Said()
        options = options_of(group, [one.action for one in sight.pending])
        for one in sight.pending:
            if f"{one.action.axis}:{one.action.name}" == control:
                self.session.withdraw(self.seat, sight.turn, one.number)
        if not 0 < option <= len(options):
            return Said()
        return self.order(options[option - 1].action)

    def order(self, action: Action) -> Said:
        """Ask for an action; what it replaces is taken back first, and again if it is refused."""
        sight = self.sight()
        network = self.session.match.model.network
        replaced = [one for one in sight.pending if clashes(network, one.action, action)]
        for one in replaced:
            self.session.withdraw(self.seat, sight.turn, one.number)
        found = self.session.submit(self.seat, sight.turn, action)
        if isinstance(found, Pending):
            return Said()
        for one in replaced:
            self.session.submit(self.seat, sight.turn, one.action)
        return Said(found.reason, bad=True)

    def order_number(self, number: int) -> Said:
        """Ask for an action by its place among all."""
        options = self.sight().options
        return self.order(options[number].action) if 0 <= number < len(options) else Said()

    def look_for(self, text: str) -> Said:
        """Search the actions."""
        self.find = text
        return Said()

    def look_up(self, name: str) -> Said:
        """Turn to what is known of a country or firm."""
        self.looked_up = name
        return Said()

    def set_card(self, name: str, option: int) -> Said:
        """Order a setting of a card; 0 leaves its thing as it is."""
        self.chosen, sight = name, self.sight()
        card = self._card(sight, name)
        if card is None:
            return Said()
        if 0 < option <= len(card.options):
            return self.order(card.options[option - 1].action)
        asked = card.asked(sight)
        for one in sight.pending:
            if asked >= 0 and one.action == card.options[asked].action:
                self.session.withdraw(self.seat, sight.turn, one.number)
        return Said()

    def foresee(self) -> Said:
        """Find out what is expected of the order that is looked at."""
        sight = self.sight()
        action = self._looked_at(sight)
        if action is not None:
            key = _question(sight, action)
            if key not in self._foreseen:
                self._foreseen[key] = foresee(self.session.match, self.seat, [action])
        return Said()

    def undo(self, number: int) -> Said:
        """Take an order back."""
        return _refused(self.session.withdraw(self.seat, self.session.match.turn, number))

    # --- talks ------------------------------------------------------------------------------------

    def pick(self, table: str) -> Said:
        """Mark a table as one that shall be opened, or take the mark off."""
        others = tuple(one for one in self.picked if one != table)
        self.picked = others if table in self.picked else (*self.picked, table)
        return Said()

    def pick_partner(self, country: str) -> None:
        """Mark the table with a country on the map, or a table by its own name."""
        known = self.sight().tables
        table = country if country in known else partners(self.sight()).get(country)
        if table is not None and table not in self.picked:
            self.picked = (*self.picked, table)

    def turn_to(self, table: str) -> Said:
        """Show other talks."""
        self.talk = table
        return Said()

    @property
    def current_talk(self) -> str:
        """The talks that are shown: those chosen, else the first."""
        tables = [place.table for place in self.sight().talks or ()]
        return self.talk if self.talk in tables else next(iter(tables), "")

    def begin_talks(self) -> Said:
        """Open the tables that were picked."""
        found = self.session.begin_talks(self.seat, self.session.match.turn, self.picked)
        if found is None:
            self.talk = self.picked[0] if self.picked else ""
            asked, self.picked = self.picked, ()
            if self.session.match.undecided:
                names = ", ".join(self.session.match.undecided)
                return Said(self.messages.say("game.turn_waits", names=names))
            if not self.sight().talks:
                key = "game.nobody_came" if asked else "game.no_talks_yet"
                return Said(self.messages.say(key))
        return _refused(found)

    # --- several people ---------------------------------------------------------------------------

    @property
    def others(self) -> tuple[str, ...]:
        """Other seats that people at this machine play."""
        return tuple(seat for seat in self.seats if seat != self.seat)

    def _waits(self, seat: str) -> bool:
        """Tell whether talks wait for the word of a seat that has not ended its turn."""
        match = self.session.match
        if seat not in match.waiting_for:
            return False
        if match.asked and match.model.parley is None:
            return seat in match.undecided
        chair = match.chair(seat)
        return chair is not None and any(p.mine and not p.spoken for p in chair.tables)

    @property
    def waits(self) -> bool:
        """Whether talks wait for the word of who sits here."""
        return self._waits(self.seat)

    @property
    def next_seat(self) -> str:
        """Who at this machine talks wait for, where they do not wait for who sits here."""
        if len(self.seats) < 2 or self._waits(self.seat):
            return ""
        return next((seat for seat in self.others if self._waits(seat)), "")

    @property
    def next_title(self) -> str:
        """What that seat is called; empty where there is none."""
        name = self.next_seat
        seats = self.session.match.model.network.scenario.seats
        return short(seats[name].title) if name else ""

    def hand_to(self, seat: str) -> None:
        """Let another person at this machine go on; nothing of who sat here stays in sight."""
        self.seat = seat
        self.talk, self.find, self.chosen, self.picked = "", "", "", ()
        self.promise, self.promised_to, self._drafts = "", "", {}
        self._answers = {}

    def _asked_by(self) -> frozenset[str]:
        """Find the tables that others at this machine have asked to open."""
        asked = self.session.match.asked
        return frozenset(table for seat in self.others for table in asked.get(seat, ()))

    def word(self, *, text: str | None = None, to: str | None = None) -> Said:
        """Keep what is typed of a promise, or whom it is for."""
        self.promise = self.promise if text is None else text
        self.promised_to = self.promised_to if to is None else to
        return Said()

    def give_word(self) -> Said:
        """Note a promise by word of mouth."""
        to = self.promised_to or next(iter(self.others), "")
        found = self.session.promise(self.seat, to, self.promise)
        if found is None:
            self.promise = ""
            return Said(self.messages.say("game.promise_noted"))
        return _refused(found)

    def place(self, table: str) -> Place | None:
        """Find how one of the seat's talks stands."""
        return next((place for place in self.sight().talks or () if place.table == table), None)

    def draft(self, table: str, given: dict[str, int]) -> Said:
        """Keep the settings that the person has moved."""
        self.talk = table
        self._drafts[table] = given
        return Said()

    def say(self, table: str, what: str, given: dict[str, int] | None = None) -> Said:
        """Offer, accept, leave, or ask what the other side would want."""
        place = self.place(table)
        if place is None:
            return Said()
        self.talk = table
        terms = terms_of(place, given or settings(place, self._drafts.get(table, {})))
        if what == "want":
            terms = _wish(place, terms)
        say = "offer" if what == "counter" else what
        found = self.session.talk(
            self.seat, self.session.match.turn, table, say,  # type: ignore[arg-type]
            terms if say in ("offer", "want") else None,
        )  # fmt: skip
        if isinstance(found, No):
            return Said(found.reason, bad=True)
        self._drafts.pop(table, None)
        self._answers.pop(table, None)
        if what == "want":
            told = self._wanted(place, found or {})
            self._answers[table] = told.text
            return told
        return self._became(table)

    def _wanted(self, place: Place, offer: dict[str, str]) -> Said:
        if not offer:
            return Said(self.messages.say("game.want_none"), bad=True)
        self._drafts[place.table] = {
            issue.name: [option.label for option in issue.options].index(offer[issue.name])
            for issue in place.agenda.issues
        }
        return Said(self.messages.say("game.want_done"))

    def _became(self, table: str) -> Said:
        """Say what came of what was said, where the talks are over."""
        place = self.place(table)
        scenario = self.session.match.model.network.scenario
        name = name_of(scenario, other_side(self.sight(), table))
        if place is None or place.status is Status.OPEN:
            return Said()
        if place.status is Status.AGREED:
            terms = terms_text(scenario, table, place.agreed, self.messages)
            return Said(self.messages.say("game.signed_toast", name=name, terms=terms))
        key = "game.left_toast" if place.status is Status.LEFT else "game.lapsed_toast"
        return Said(self.messages.say(key, name=name))

    # --- the turn ---------------------------------------------------------------------------------

    def end_turn(self) -> bool:
        """End the turn of the seat at the machine; tell whether the months have passed.

        Where others at this machine still decide, the next of them has the machine.
        """
        found = self.session.end_turn(self.seat, self.session.match.turn)
        if isinstance(found, Page):
            self.hand_to(self.seats[0])
            return True
        waiting = [seat for seat in self.seats if seat in self.session.match.waiting_for]
        if waiting:
            first = next((seat for seat in waiting if self._waits(seat)), waiting[0])
            self.hand_to(first)
        return False

    def close(self) -> None:
        """Let go of the journal."""
        self.session.close()


def _question(sight: Sight, action: Action) -> tuple[int, Action, tuple[Action, ...]]:
    """Say what is asked of foresight: an action, beside what else is asked for this turn."""
    others = tuple(one.action for one in sight.pending if one.action != action)
    return sight.turn, action, others


def _wish(place: Place, terms: dict[str, str]) -> dict[str, str]:
    """Keep of the sliders what differs from the other side's offer; all is open without one."""
    if not place.heard:
        return {}
    return {name: label for name, label in terms.items() if place.heard[name] != label}


def _refused(found: No | None) -> Said:
    return Said() if found is None else Said(found.reason, bad=True)
