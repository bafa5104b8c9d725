"""Order, take back, and look ahead, for who sits at the machine."""

from collections.abc import Sequence
from dataclasses import replace

from realm.core.action import Action
from realm.play.foresight import Foresight, Watch, foresee, unwatched
from realm.play.match import Pending
from realm.play.sight import Sight
from realm.view.game.seated import Said, Seated, refused
from realm.view.picture.of_actions import clashes
from realm.view.picture.of_cards import Card, cards
from realm.view.picture.of_exact import PERCENT, exact, limits_in_percent, unit_of
from realm.view.picture.of_foresight import points_of
from realm.view.picture.of_orders import card_of
from realm.view.picture.of_row import settings_of


class Ordering(Seated):
    """What may be ordered; nothing is carried out before the turn ends."""

    def _expected(self, sight: Sight) -> Foresight | None:
        """Return what is expected of the action that is looked at, where that is known."""
        action = self._looked_at(sight)
        return None if action is None else self._foreseen.get(_question(sight, action))

    def _expected_together(self, sight: Sight) -> Foresight | None:
        """Return what is expected of all orders together, where there are some and it is known."""
        asked = tuple(one.action for one in sight.pending)
        return self._together.get((sight.seat, sight.turn, asked))

    def _expected_apart(self, sight: Sight) -> dict[Action, float | None]:
        """Return what each order is expected to do to the score, as far as that is known."""
        asked = [one.action for one in sight.pending]
        seen = {action: self._foreseen.get(_question(sight, action)) for action in asked}
        return {action: points_of(found) for action, found in seen.items() if found is not None}

    def _seen_so_far(self, sight: Sight) -> dict[Action, Foresight]:
        """Return what was expected of each action that was looked at this turn, the last time."""
        now = sight.seat, sight.turn
        return {action: found for (*when, action, _), found in self._foreseen.items()
                if tuple(when) == now}  # fmt: skip

    def _looked_at(self, sight: Sight) -> Action | None:
        """Return what the card that was changed last is set to."""
        card = self._card(sight, self.chosen)
        asked = -1 if card is None else card.asked(sight)
        return None if card is None or asked < 0 else card.options[asked].action

    def _card(self, sight: Sight, name: str) -> Card | None:
        return next((one for one in cards(sight, self.messages) if one.id == name), None)

    def adjust(self, control: str, option: int) -> Said:
        """Set a control of the panel, a row of a card: 0 leaves the thing as it is."""
        sight = self.sight()
        card = self._card(sight, control)
        if card is None:
            return Said()
        shown = settings_of(sight, card)
        at = card.options.index(shown[option - 1]) + 1 if 0 < option <= len(shown) else 0
        self.chosen = control if at else self.chosen
        return self._set(sight, card, at)

    def set_exact(self, name: str) -> Said:
        """Order of a card the size that was typed for it, and look at it."""
        sight, typed = self.sight(), self.exact.get(name, "")
        card = self._card(sight, name)
        if card is None or not typed:
            return Said()
        action = exact(sight, card, typed)
        if action is None:
            return Said(self.messages.say("game.exact_no_number", typed=typed), bad=True)
        self.chosen = name
        said = self.order(action, [one.action for one in card.options])
        if not said.bad:
            del self.exact[name]
        elif unit_of(sight.observation.network.scenario, card) == PERCENT:
            return replace(said, text=limits_in_percent(said.text))
        return said

    def order(self, action: Action, instead: Sequence[Action] = ()) -> Said:
        """Ask for an action; what it replaces is taken back first, and again if it is refused.

        Args:
            action: what is asked for.
            instead: what else it replaces: the other settings of its card.
        """
        sight = self.sight()
        network = self.session.match.model.network
        replaced = [
            one for one in sight.pending
            if clashes(network, one.action, action) or one.action in instead
        ]  # fmt: skip
        for one in replaced:
            self.session.withdraw(self.seat, sight.turn, one.number)
        found = self.session.submit(self.seat, sight.turn, action)
        if isinstance(found, Pending):
            return Said()
        for one in replaced:
            self.session.submit(self.seat, sight.turn, one.action)
        return Said(found.reason, bad=True)

    def look_for(self, text: str) -> Said:
        """Search the actions."""
        self.find = text
        return Said()

    def search_anew(self) -> None:
        """Forget what was searched on an earlier visit, which would hide most of a list."""
        self.find, self.sought, self.exact = "", "", {}

    def review(self) -> None:
        """Open all orders: look at what was set last, or where that is not queued at the last."""
        self.search_anew()
        sight = self.sight()
        if self._looked_at(sight) is None and sight.pending:
            self.chosen = card_of(cards(sight, self.messages), sight.pending[-1].action)

    def turn_to_order(self, number: int) -> Said:
        """Look at something that is queued, among all that can be ordered."""
        sight = self.sight()
        asked = next((one.action for one in sight.pending if one.number == number), None)
        if asked is not None:
            self.find, self.chosen = "", card_of(cards(sight, self.messages), asked)
        return Said()

    def seek(self, text: str) -> Said:
        """Search countries and firms."""
        self.sought = text
        return Said()

    def look_up(self, name: str) -> Said:
        """Turn to what is known of a country or firm."""
        self.looked_up = name
        return Said()

    def set_card(self, name: str, option: int) -> Said:
        """Order a setting of a card and look at it; 0 leaves its thing as it is."""
        self.chosen, sight = name, self.sight()
        card = self._card(sight, name)
        return Said() if card is None else self._set(sight, card, option)

    def _set(self, sight: Sight, card: Card, option: int) -> Said:
        """Order a setting of a card, counted from 1; 0 takes back what was asked for of it."""
        if 0 < option <= len(card.options):
            others = [one.action for one in card.options]
            return self.order(card.options[option - 1].action, others)
        asked = card.asked(sight)
        for one in sight.pending:
            if asked >= 0 and one.action == card.options[asked].action:
                self.session.withdraw(self.seat, sight.turn, one.number)
        return Said()

    def foresee(self, watch: Watch = unwatched) -> None:
        """Find out what is expected of the order that is looked at, and of all together.

        Args:
            watch: hears which part of it is done; it may raise to give it up.
        """
        sight = self.sight()
        action = self._looked_at(sight)
        asked = tuple(one.action for one in sight.pending)
        alone = action is not None and _question(sight, action) not in self._foreseen
        jointly = len(asked) > 1 and (sight.seat, sight.turn, asked) not in self._together
        share = 1.0 / max(1, alone + jointly)
        if action is not None and alone:
            found = foresee(self.session.match, self.seat, [action], lambda p: watch(share * p))
            self._foreseen[_question(sight, action)] = found
        if jointly:
            begun = share if alone else 0.0
            found = foresee(
                self.session.match, self.seat, asked, lambda p: watch(begun + share * p)
            )
            self._together[sight.seat, sight.turn, asked] = found

    def undo(self, number: int) -> Said:
        """Take an order back."""
        return refused(self.session.withdraw(self.seat, self.session.match.turn, number))


def _question(sight: Sight, action: Action) -> tuple[str, int, Action, tuple[Action, ...]]:
    """Say what is asked of foresight: by whom, an action, beside what else is asked this turn."""
    others = tuple(one.action for one in sight.pending if one.action != action)
    return sight.seat, sight.turn, action, others
