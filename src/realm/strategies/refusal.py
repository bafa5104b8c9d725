"""Why a seat's action is refused, in a sentence that says what would be allowed."""

from enum import Enum


class Refusal(Enum):
    """One reason each; its value is the sentence for people."""

    NOT_THERE = "There is nothing of that name here; choose from the menu."
    NOT_YOURS = "That is another's to decide; you decide on what is your own."
    OUT_OF_LIMITS = "That number is out of its limits; give one within them."
    WRONG_KIND = "A measure of that kind is not changed this way; the menu says how."
    NO_CHANGE = "That is how it stands already; ask for something else."
    NOT_TIGHTER = "That is no tighter than it is; to loosen it, ease it or lift it."
    NOT_LOOSER = "That is no looser than it is; to tighten it, tighten it."
    NOT_IN_FORCE = "It is not in force; first put it in force."
    STRUCK_DOWN = "The WTO ruled against it and it cannot come back; take another measure."
    NOT_BORNE = "It does not bear upon you or is not in force; complain about one that does."
    DISPUTED = "A complaint about it runs already; wait for the ruling."
    NOT_APPROVED = "The government where it would stand has not approved it; ask for that first."
    STARTED = "It is started already; choose another project."
    NO_DIRECTIVE = "No such directive stands; you can answer one once it was given."
    NO_DEAL = "No deal stands at that table; you can break one once it was signed."
    NOT_QUALIFIED = "The buyer must qualify that seller first, and that is under way; wait."
    BY_MEASURE = "A government closes no link; hold that trade back by one of your measures."
    BY_DEAL = "A deal that runs keeps it open; close it once that has ended, or break your own."
    OVER_CONTRACT = "The contract gives you no more than that; call at most what was agreed."
    NO_CAPITAL = "Your political capital does not cover that this turn; do less, or wait a turn."
    NO_MONEY = "Your account does not cover that; spend less, or wait until it does."
