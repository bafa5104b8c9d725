"""A whole game in the terminal: by script, with garbage, resumed, forked, two at one keyboard."""

import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Realm

from realm.play.journal import read
from realm.play.replay import verify

Play = Callable[..., Answer]


@pytest.fixture
def play(realm: Realm, tmp_path: Path) -> Play:
    """Play lines in a match that is recorded in `match.realm`, or go on with it."""

    def call(lines: str, *args: str) -> Answer:
        script = tmp_path / "script.txt"
        script.write_text(lines, encoding="utf-8")
        where = (
            () if {"--load", "--continue"} & {*args} else ("--journal", tmp_path / "match.realm")
        )
        return realm("play", *args, "--text", "--script", script, *where)

    return call


@pytest.fixture
def match(tmp_path: Path) -> Path:
    return tmp_path / "match.realm"


SMALL = ("small-world", "--turns", "4", "--seed", "7")


def test_a_whole_game_is_played_by_script(play: Play, match: Path) -> None:
    answer = play(
        "look\nmenu\nend\nend\nnote so far so good\nend\nend\n", *SMALL, "--seat", "cland"
    )

    assert (answer.code, answer.err) == (0, "")
    for page in ("Turn 1 is played", "Turn 4 is played", "The game is over", "Scores"):
        assert page in answer.out
    assert "Note of turn 3: so far so good" in answer.out
    assert read(match).turns_played == 4
    assert verify(match).sound


def test_who_asks_to_talk_is_told_after_a_turn_and_on_a_look(play: Play) -> None:
    answer = play(
        "end\nlook\ntalk\nend\n", "june-2025", "--turns", "2", "--seed", "3", "--seat", "china"
    )

    assert answer.code == 0
    asked = "Japan asks to talk with you  china_japan: `talk` hears them"
    assert answer.out.count(asked) == 2


def test_things_are_found_by_how_they_stand_and_by_their_names(play: Play) -> None:
    answer = play(
        "menu closed\nabout mp_sep_to_tsusho_desk\nabout zzzz\nlook\nquit\n",
        "june-2025", "--turns", "1", "--seat", "toyota_tsusho",
    )  # fmt: skip

    listed, told, missed, look = answer.out.split("toyota_tsusho 1/1> ")[1:5]
    assert "closed, 6 months to qualify" in listed
    assert "MP Materials, Mountain Pass" in told
    assert "closed, 6 months to qualify" in told
    assert "the nearest are" in missed
    assert len(missed.splitlines()) < 6
    held = look.partition("Nagoya: ")[2].partition("News")[0]
    assert held.count("t of NdPr oxide") == 1


def test_earlier_orders_are_told_with_what_came_of_them(play: Play) -> None:
    answer = play(
        "earlier\ntighten aland_licence 25%\nend\ntighten aland_licence 10%\nend\nearlier\n",
        *SMALL, "--seat", "aland",
    )  # fmt: skip

    before, _, after = answer.out.partition("Turn 1 is played")
    assert "Nothing: you let things run." in before
    told = after[after.index("What you ordered so far") :]
    second, first = told.index("10 % of orders pass"), told.index("25 % of orders pass")
    assert told.index("Turn 2,") < second < told.index("Turn 1,") < first
    assert told.count("It is in force from 20") == 2


def test_a_plant_that_was_permitted_is_told_of_until_it_opens(play: Play) -> None:
    answer = play("approve cland_smelter_2\nend\nend\n", *SMALL, "--seat", "cland")

    second = answer.out[answer.out.index("Turn 2 is played") :]
    told = second[second.index("What came of earlier orders") :]
    assert "Second line of the Cland smelter: approve it (turn 1)" in told
    assert "It is begun and opens" in told or "It is permitted and not begun yet" in told


def test_a_search_without_result_says_by_which_words_it_looked(play: Play) -> None:
    answer = play("menu warehouse\nmenu reserve\n", *SMALL, "--seat", "aland")

    assert "answers to warehouse, stockpile, store" in answer.out
    assert "You have nothing of that kind now: Stockpile." in answer.out


def test_what_was_asked_for_happens(play: Play, match: Path) -> None:
    answer = play("tighten aland_licence 25%\npending\nend\nlook\nend\n", *SMALL, "--seat", "aland")

    assert "Queued: Aland's export licence for metal: 25 % of orders pass." in answer.out
    assert "Aland puts its export licence for metal into force" in answer.out
    actions = [entry for entry in read(match).entries if entry.kind == "action"]
    assert [(one.body["measure"], one.body["size"]) for one in actions] == [("aland_licence", 0.25)]


def test_numbers_of_the_menu_ask_for_its_lines(play: Play, match: Path) -> None:
    answer = play("menu licence\n1\n1\nundo\nundo\nundo\n", *SMALL, "--seat", "aland")

    assert answer.out.count("Queued: Aland's export licence for metal: announce it.") >= 1
    assert "Taken back: " in answer.out
    assert "Nothing is queued." in answer.out


def test_a_refusal_says_what_would_be_allowed(play: Play) -> None:
    lines = "ease aland_licence 0.9\nlift aland_licence\ntighten aland_licence 30\n"
    answer = play(lines, *SMALL, "--seat", "aland")

    assert "It is not in force; first put it in force." in answer.out
    assert "That number is out of its limits; give 0 to 1." in answer.out


def test_nothing_said_at_the_end_of_a_script_is_lost(play: Play, match: Path) -> None:
    first = play(
        "tighten aland_licence 0.25\nend\nannounce aland_quota\n", *SMALL, "--seat", "aland"
    )
    again = play("pending\nend\nend\nend\n", "--load", str(match))

    assert f"realm play --text --load {match}" in first.out.replace("\n", "")
    assert "1  Aland's export quota for metal: announce it" in again.out
    assert "The game is over" in again.out
    assert verify(match).sound


def test_the_newest_match_goes_on(
    play: Play, realm: Realm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realm.play.places.matches_dir", lambda: tmp_path / "matches")
    script = tmp_path / "none.txt"
    script.write_text("end\n")
    realm("play", *SMALL, "--text", "--script", script, "--seat", "aland")
    answer = play("look\n", "--continue")

    assert answer.code == 0
    assert "turn 2 of 4" in answer.out


def test_a_fork_goes_another_way(play: Play, realm: Realm, match: Path, tmp_path: Path) -> None:
    play("end\nend\nend\n", *SMALL, "--seat", "aland")
    fork = tmp_path / "fork.realm"
    answer = play(
        "tighten aland_licence 0.1\nend\nend\nend\nend\n",
        "--load", str(match), "--fork", "--turn", "1", "--journal", str(fork),
    )  # fmt: skip

    assert answer.code == 0
    one, other = read(match), read(fork)
    ends = [[e for e in record.entries if e.kind == "turn"] for record in (one, other)]
    assert other.head.parent == one.head.match
    assert ends[0][0].body == ends[1][0].body
    assert ends[0][1].body != ends[1][1].body
    assert len(ends[0]) == 3
    assert verify(fork).sound


def test_two_play_at_one_keyboard(play: Play, match: Path) -> None:
    answer = play(
        "tighten aland_licence 0.25\nend\nmenu\nend\nend\nend\n",
        *SMALL, "--seat", "aland=Ana", "--seat", "cland=Ben",
    )  # fmt: skip

    assert answer.code == 0
    assert "Government of Cland (Ben)" in answer.out
    assert read(match).turns_played == 2
    after = answer.out[answer.out.index("Government of Cland (Ben)") :]
    before = after[: after.index("is played")]
    assert "Queued" not in before, "one does not see what the other asks for"


def test_two_people_talk_with_each_other(play: Play, match: Path) -> None:
    answer = play(
        "talk cland\nseat cland\ntalk\ntalks\nseat aland\ntalks\n"
        "offer cland volume=half years=2\noffer volume=half years=2\nseat cland\naccept aland\n"
        "end\nend\n",
        *SMALL, "--seat", "aland", "--seat", "cland",
    )  # fmt: skip

    assert "Talks begin when cland said with whom to talk." in answer.out
    assert answer.code == 0
    assert read(match).turns_played == 1


def test_a_promise_by_word_of_mouth_is_read_by_both(play: Play, realm: Realm, match: Path) -> None:
    seats = ("--seat", "aland=Ana", "--seat", "cland=Ben")
    answer = play(
        "promise cland No quota before spring.\npromise nobody x\nend\npromise\nend\n",
        *SMALL, *seats,
    )  # fmt: skip

    assert "Noted as said, not signed" in answer.out
    assert "no seat named 'nobody'" in answer.out.casefold()
    assert "to you: No quota before spring. (said, not signed)" in answer.out
    told = realm("replay", match, "--seat", "aland").out
    assert "promised Cland by word of mouth: No quota before spring." in told


def test_who_names_no_seat_is_asked(play: Play) -> None:
    answer = play("nobody\ncland\nquit\n", *SMALL)

    assert "1  aland" in answer.out
    assert "No seat named 'nobody'" in answer.out or "no seat named 'nobody'" in answer.out
    assert "Government of Cland, turn 1 of 4" in answer.out


def test_why_adds_up_to_the_change_of_a_price(play: Play) -> None:
    answer = play("why metal\nend\nwhy metal outside\nwhy cover\nwhy nothing\n", *SMALL,
                  "--seat", "cland")  # fmt: skip

    assert "cover: days that stocks at home last at today's use." in answer.out
    assert "No price or indicator named 'nothing'" in answer.out


INDIA = """\
menu directives
direct irel_toyotsu_2012:suspend
talk japan
want japan
offer japan volume=half tolling=yes years=5
weigh japan technology=yes
accept japan
end
look
why magnet outside
about pact
end
menu coalition
join_coalition
end
last
quit
"""


def test_india_directs_its_miner_and_talks(play: Play, match: Path) -> None:
    answer = play(INDIA, "june-2025", "--seat", "india", "--seed", "7")

    assert (answer.code, answer.err) == (0, "")
    assert "Queued: IREL suspends the pact of 2012: order it." in answer.out
    assert "Japan would sign: " in answer.out
    assert "signs it; it binds both until " in " ".join(answer.out.split())
    assert "Signed, until " in answer.out
    assert "IREL suspends the pact of 2012: ordered in 2025-07" in answer.out
    assert "Your talks" in answer.out
    assert "India joins" not in answer.out
    kinds = {entry.kind for entry in read(match).entries}
    assert kinds >= {"sit", "action", "message", "ready", "turn"}
    assert read(match).turns_played == 3
    assert max(map(len, answer.out.splitlines()[:-1])) <= 80


def test_a_state_firm_reads_and_answers_its_orders(play: Play, match: Path) -> None:
    lines = "end\nmenu directives\nanswer irel_toyotsu_2012:suspend delay\nend\nlook\ntrade\n"
    answer = play(lines, "june-2025", "--seat", "irel", "--seed", "5")

    assert "Your government orders" in answer.out
    assert "IREL suspends the pact of 2012: ordered in 2025-07." in answer.out
    assert "ordered in 2025-07, the firm delays" in answer.out
    assert "You sell" in answer.out


def test_each_table_answers_at_once_though_another_waits(play: Play, match: Path) -> None:
    lines = "talk japan korea\noffer korea volume=half years=5 technology=yes\nquit\n"
    answer = play(lines, "june-2025", "--seat", "india", "--seed", "1")
    told = [line.strip() for line in answer.out.split("offer 3 of 12")[1].splitlines()[1:]]

    assert told[0] == "You: 75 t of NdPr oxide a year, technology, for 5 years"
    assert told[1].startswith("South Korea said no: ")
    assert told[2].startswith("South Korea: ")
    assert "You have the word at india_japan, too." in told
    assert "There is no more to give here: contracts and deals take the rest." in told
    assert "volume none | quarter | half;" in " ".join(told), "what cannot be offered is not listed"


def test_talks_tell_what_goods_cost_whom_to_trust_and_that_the_same_offer_is_no_new_one(
    play: Play, match: Path
) -> None:
    offer = "offer korea volume=half years=5 technology=yes\n"
    lines = f"talk korea\n{offer}{offer}weigh korea\nquit\n"
    answer = play(lines, "june-2025", "--seat", "india", "--seed", "1")
    told = " ".join(answer.out.split())

    assert answer.out.count("NdPr oxide under a deal: $") == 1, "told once, not in every round"
    door = "a kg, what IREL asks at its door now, and the premium agreed on, then up and down"
    assert f"{door} with prices in China." in told
    assert "Beside it: from others $" in told
    assert "Trust, from -1 to 1: you in South Korea " in told
    assert "easing none" not in told, "what cannot be settled is not listed"
    assert "The answer is the same, as they said no to that and have not moved" in told
    assert "it said no to this in answer to offer 1 and has not moved since" in told
    said = [entry.body["say"] for entry in read(match).entries if entry.kind == "message"]
    assert said == ["begin", "offer"], "what is answered already is not said again"


def test_an_instructor_reads_what_was_said(play: Play, realm: Realm, match: Path) -> None:
    play("talk japan\nwant japan technology=yes\nnote hope\nend\n", "june-2025", "--seat", "india")
    told = realm("replay", match, "--seat", "india").out
    hidden = realm("replay", match).out

    assert "India asked for talks with Japan" in told
    assert "India asked what Japan would want: technology" in told
    assert "India wrote: hope" in told
    assert "india_japan" not in hidden


def test_an_order_to_sell_from_a_store_says_that_it_goes_on(play: Play) -> None:
    lines = "menu store\nstockpile cland_store release_t_per_month=7.5\nend\nlook\nquit\n"
    told = " ".join(play(lines, "small-world", "--seat", "cland").out.split())

    assert "holds 30 t, buys none" in told
    assert "sell 7.50 t a month until you stop it (0.5 capital)" in told
    assert " M a turn)" in told
    assert "it goes on selling until you stop it" in told
    assert "sells 7.50 t a month until you stop it" in told


class Keyboard(io.StringIO):
    """Lines that a person types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(realm: Realm, match: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Play with a person at the keyboard."""

    def call(lines: list[str], *args: str) -> Answer:
        left = iter(lines)

        def ask(prompt: str) -> str:
            line = next(left, None)
            if line == "^C":
                raise KeyboardInterrupt
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr(sys, "stdin", Keyboard())
        monkeypatch.setattr("builtins.input", ask)
        return realm("play", *args, "--text", "--journal", match)

    return call


def test_no_turn_ends_by_accident(typed: Play, match: Path) -> None:
    answer = typed(["end", "", "end", "n", "end", "yes"], *SMALL, "--seat", "aland")

    assert answer.code == 0
    assert answer.out.count("The turn goes on.") == 2
    assert read(match).turns_played == 1


def test_who_is_asked_for_talks_hears_it_before_the_turn_ends(typed: Play, match: Path) -> None:
    lines = ["end", "want lynas", "end", "y"]
    answer = typed(lines, "june-2025", "--seat", "toyota_tsusho", "--seed", "1")

    assert "Others asked to talk with you; answer them, or `end` again." in answer.out
    assert read(match).turns_played == 1


def test_what_may_be_expected_is_shown_and_changes_nothing(play: Play, match: Path) -> None:
    lines = "foresee tighten aland_licence 0.1\nforesee 1\nforesee\nforesee ease aland_licence\n"
    answer = play(lines, *SMALL, "--seat", "aland")

    assert answer.out.count("What you may expect after 4 turns") == 2
    assert "Say what to think through" in answer.out
    assert "It is not in force" in answer.out
    assert {entry.kind for entry in read(match).entries} == {"sit"}


def test_a_match_that_is_over_shows_its_last_page_again(play: Play, match: Path) -> None:
    play("end\n" * 4, *SMALL, "--seat", "aland")
    answer = play("", "--load", str(match))

    assert answer.code == 0
    assert "The game is over" in answer.out


@pytest.mark.slow
def test_signs_that_an_alphabet_lacks_become_plain_ones(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "realm", "play", "june-2025", "--text", "--seat", "india",
         "--journal", str(tmp_path / "match.realm")],
        check=False, input="look", capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip

    assert answer.returncode == 0
    assert '> China puts "Export licences for magnets" into force' in answer.stdout
    assert "?" not in answer.stdout


def test_ctrl_c_leaves_a_match_that_goes_on(typed: Play, match: Path) -> None:
    answer = typed(["note before", "^C", "note after"], *SMALL, "--seat", "aland")

    assert answer.code == 130
    assert "realm play --text --load" in answer.out
    assert [entry.body.get("text") for entry in read(match).entries if entry.kind == "note"] == [
        "before"
    ]


@pytest.mark.slow
def test_the_scores_of_a_whole_game_are_compared_with_simulated_players(play: Play) -> None:
    answer = play("end\n" * 16, "june-2025", "--seat", "korea")

    assert "The game is over" in answer.out
    assert " of 1,000 simulated players in this seat." in " ".join(answer.out.split())


WORDS = [
    "menu", "9" * 5000, "1", "0", "-1", "999999", "tighten", "offer", "accept", "want", "leave",
    "weigh",
    "talk", "talks", "why", "about", "undo", "note", "help", "words", "news", "seat", "sit", "rise",
    "end", "metal", "aland_licence", "cland", "aland_cland", "volume=half", "volume=", "=", "nan",
    "inf", "1e999", "0.5", "30%", "\x00", "\x1b[2J", "Ω", "[bold]", "undo=maybe", "size=x",
    "deliver", "qualify", "stockpile", "hold", "answer", "dispute", "revoke", "join_coalition",
    "set_tariff", "%", "'", '"', "#", "look", "pending", "last", "prices", "brief", "seats",
]  # fmt: skip


def test_garbage_gets_sentences(play: Play, match: Path) -> None:
    luck = random.Random(5)
    lines = [" ".join(luck.choices(WORDS, k=luck.randrange(1, 5))) for _ in range(250)]
    answer = play("\n".join(lines), "small-world", "--turns", "40", "--seat", "aland")

    assert (answer.code, answer.err) == (0, "")
    assert "Traceback" not in answer.out
    assert verify(match).sound


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--seat", "nobody"], "no seat named 'nobody'"),
        (["--load", "nothing.realm"], "there is no such file"),
        (["--fork"], "--load"),
        (["--turn", "2"], "--fork"),
        (["--seat", "aland", "--seat", "aland"], "twice"),
        (["--script", "nothing.txt"], "there is no such script"),
        (["--load", "match.realm", "--turns", "3"], "a recorded match has its own"),
        (["--load", "match.realm", "--journal", "other.realm"], "a recorded match has its own"),
        (["--seat", "aland", "--journal", ""], "expected the name of a file"),
        (["--seat", "aland=" + "x" * 61], "1 to 60 characters"),
        (["--seat", "aland=\udcff"], "1 to 60 characters"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    realm: Realm, tmp_path: Path, args: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("realm.play.places.matches_dir", lambda: tmp_path / "matches")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    scenario = [] if "--load" in args else ["small-world"]
    answer = realm("play", *scenario, "--text", *args)

    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())


def test_a_pipe_ends_where_it_ends(tmp_path: Path) -> None:
    """In a process of its own: what is piped in is read as typed, and its end loses nothing."""
    journal = tmp_path / "match.realm"
    answer = subprocess.run(
        [sys.executable, "-m", "realm", "play", "small-world", "--text", "--seat", "aland",
         "--journal", str(journal)],
        check=False, input="end\nnote piped", capture_output=True, text=True, timeout=120,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "\x1b" not in answer.stdout
    assert [entry.kind for entry in read(journal).entries][-2:] == ["turn", "note"]


def test_the_page_of_a_turn_says_what_orders_did_and_why_a_number_what_moved_it(play: Play) -> None:
    lines = """
stockpile cland_store target_t=180 purchase_t_per_month=20
end
why treasury
end
"""
    answer = play(lines, *SMALL, "--seat", "cland")

    assert answer.code == 0
    page = answer.out.partition("Turn 1 is played")[2]
    assert "bought " in page
    assert " t bought for the stockpile of Metal" in page.partition("treasury:")[2]
    assert "What stands in force" in page.partition("Turn 2 is played")[2]
    assert "points on the turn before: " in page
