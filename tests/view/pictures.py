"""A table with invented numbers, for pictures and tests of the window."""

from dataclasses import replace

from realm.view.picture.negotiation import Issue, Negotiation, Offer, Partner
from realm.view.picture.table import (
    Actions,
    Change,
    Choice,
    Gauge,
    Kpi,
    Objective,
    Objectives,
    Price,
    RoleCard,
    Stance,
    Store,
    Stores,
    TablePicture,
    TopBar,
)
from realm.view.picture.world import Bar, Flow, Place, Sheet, World


def up(text: str, good: bool | None = None) -> Change:
    return Change(text=text, rises=True, good=good)


def down(text: str, good: bool | None = None) -> Change:
    return Change(text=text, rises=False, good=good)


KPIS = (
    Kpi(id="security", label="Supply security", value="58", unit="/100", change=down("6", False),
        series=(72, 70, 73, 66, 63, 64, 60, 61, 58),
        why="China's licences hold 40 % of your magnets at the border."),
    Kpi(id="dependence", label="Import dependence", value="74", unit="%", change=down("2", True),
        series=(86, 85, 84, 82, 81, 80, 78, 76, 74)),
    Kpi(id="cover", label="Stockpile cover", value="41", unit="days", change=up("5", True),
        series=(24, 26, 25, 30, 34, 33, 36, 36, 41)),
    Kpi(id="treasury", label="Treasury", value="$12.6", unit="bn", change=down("0.8", False),
        series=(13.9, 14.1, 13.7, 14.3, 13.8, 13.2, 13.4, 13.4, 12.6)),
    Kpi(id="approval", label="Industry approval", value="63", unit="%", change=up("1", True),
        series=(55, 57, 56, 60, 62, 60, 61, 62, 63)),
)  # fmt: skip

STANCES = (
    Stance(id="japan", name="Japan", value=0.8),
    Stance(id="australia", name="Australia", value=0.68),
    Stance(id="usa", name="United States", value=0.4),
    Stance(id="germany", name="Germany", value=0.34),
    Stance(id="china", name="China", value=-0.76),
)

OBJECTIVES = Objectives(
    until="by turn 20",
    items=(
        Objective(id="security", label="Security above 70", progress="58 / 70",
                  gauge=Gauge(mark=0.58, zone=(0.7, 1.0)), note="for 31 points"),
        Objective(id="separation", label="20 kt separation capacity", progress="9 / 20 kt",
                  gauge=Gauge(mark=0.41, zone=(0.9, 1.0))),
        Objective(id="technology", label="Two technology deals", progress="1 / 2",
                  gauge=Gauge(mark=0.45, zone=(0.9, 1.0))),
    ),
    score="1,284",
    rank="3rd of 8",
)  # fmt: skip

CHINA = Sheet(
    id="china",
    name="China",
    badge="Coercive",
    stance=-2,
    bars=(
        Bar(label="Mining", share=0.69, text="69 %"),
        Bar(label="Separation", share=0.90, text="90 %"),
        Bar(label="Magnets", share=0.92, text="92 %"),
    ),
    alarm="Licence on Dy, Tb since turn 5",
)


def sheet(place: str, name: str, stance: int) -> Sheet:
    return Sheet(
        id=place, name=name, badge="Neutral", stance=stance, lines=("Buys what it needs.",)
    )


PLACES = (
    Place(id="china", name="China", iso3="CHN", stance=-2, sheet=CHINA),
    Place(id="india", name="India", iso3="IND", you=True, sheet=sheet("india", "India", 0)),
    Place(id="japan", name="Japan", iso3="JPN", stance=2, sheet=sheet("japan", "Japan", 2)),
    Place(
        id="korea",
        name="South Korea",
        iso3="KOR",
        stance=1,
        talks_refusal="Talks are over.",
        lines=("Buys magnets and alloy.", "Its stocks last 20 to 40 days."),
    ),
    Place(id="usa", name="United States", iso3="USA", stance=1, sheet=sheet("usa", "USA", 1)),
    Place(id="germany", name="Germany", iso3="DEU", stance=1),
    Place(id="australia", name="Australia", iso3="AUS", stance=2),
    Place(id="malaysia", name="Malaysia", iso3="MYS", stance=0),
    Place(id="russia", name="Russia", iso3="RUS", stance=-1, plays=False),
    Place(id="myanmar", name="Myanmar", iso3="MMR", stance=-1, plays=False),
    Place(id="vietnam", name="Vietnam", iso3="VNM", stance=0, plays=False),
)

FLOWS = tuple(
    Flow(id=f"{seller}-{buyer}-{kind}", seller=seller, buyer=buyer, kind=kind, tonnes=tonnes,
         curbed=bool(tag), tag=tag,
         lines=(f"{tonnes:,.0f} t a quarter, 12 % less than before", "The licence queue grew."),
         sheet=Sheet(id=f"{seller}-{buyer}-{kind}", name="Flow", lines=("Contracts hold half.",)))
    for seller, buyer, kind, tonnes, tag in (
        ("australia", "malaysia", 0, 1200.0, ""),
        ("malaysia", "japan", 0, 900.0, ""),
        ("china", "germany", 2, 1400.0, ""),
        ("china", "usa", 2, 700.0, "Licence +60 d"),
        ("japan", "usa", 2, 320.0, ""),
        ("china", "korea", 0, 400.0, ""),
        ("china", "japan", 2, 650.0, ""),
        ("china", "india", 2, 350.0, "Quota"),
        ("india", "japan", 0, 260.0, ""),
        ("malaysia", "germany", 1, 110.0, ""),
        ("australia", "india", 0, 220.0, ""),
        ("usa", "australia", 1, 330.0, ""),
    )
)  # fmt: skip

ACTIONS = Actions(
    budget="Budget left $4.1 bn",
    controls=(
        Choice(id="curb", label="Export curb", details=("NdPr oxide to Japan",),
               options=("None", "Licence", "Quota", "Ban"), costs=("free", *3 * ("2 capital",)),
               chosen=1, refusals=("", "", "", "A ban needs six months' notice.")),
        Choice(id="plant", label="Investment", details=("Separation plant, Odisha", "Odisha"),
               options=tuple(f"${0.1 * i:.1f} bn" for i in range(23)), chosen=12, slides=True,
               costs=tuple(f"${0.1 * i:.1f} bn" for i in range(23)),
               effects=tuple(f"+{0.75 * i:.1f} kt by 2033" for i in range(23))),
        Choice(id="stockpile", label="Stockpile", details=("Target cover",), slides=True,
               options=tuple(f"{5 * i} days" for i in range(25)), chosen=12,
               costs=tuple(f"${i / 30.0:.1f} bn" for i in range(25)),
               effects=tuple(f"{5 * i} days" for i in range(25))),
    ),
    queue="3 actions queued · $1.9 bn",
    everything="More actions",
)  # fmt: skip

NEGOTIATION = Negotiation(
    id="australia",
    partner="Australia",
    subject="NdPr concentrate offtake  ·  offer 3 of 5",
    issues=(
        Issue(id="volume", label="Volume", yours=11, theirs=17, likely=(11, 18),
              settings=tuple(f"{2 + 0.2 * i:.1f} kt" for i in range(27)),
              theirs_short=tuple(f"{2 + 0.2 * i:.1f}" for i in range(27))),
        Issue(id="price", label="Price", yours=18, theirs=26, likely=(18, 24),
              settings=tuple(f"${60 + i} /kg" for i in range(41)),
              theirs_short=tuple(str(60 + i) for i in range(41))),
        Issue(id="duration", label="Duration", yours=6, theirs=4, likely=(3, 7),
              settings=tuple(f"{i} years" for i in range(11)),
              theirs_short=tuple(str(i) for i in range(11))),
        Issue(id="technology", label="Technology transfer", yours=2, theirs=0, likely=(0, 2),
              settings=tuple(f"Level {i}" for i in range(7)),
              theirs_short=tuple(str(i) for i in range(7))),
    ),
    odds="64 %",
    history=(
        Offer(who="Australia", you=False, when="T7", text="6.2 kt at $86, 4 years, no transfer"),
        Offer(who="India", you=True, when="T7", text="3.8 kt at $74, 6 years, level 2"),
        Offer(who="Australia", you=False, when="T6", text="7.0 kt at $91, 3 years, no transfer"),
        Offer(who="India", you=True, when="T6", text="3.0 kt at $70, 8 years, level 3"),
    ),
)  # fmt: skip

STORES = Stores(
    used="to use",
    kept="reserve",
    rows=(
        Store(id="ndfeb", label="NdFeB magnet", hue=2, used="1,240 t", lasts="41 days",
              kept="310 t", why="With those at home who use it: 1,240 t."),
        Store(id="ndpr", label="NdPr oxide", hue=0, kept="86.0 t"),
        Store(id="dy", label="Dy oxide", hue=1, used="0.60 t", lasts="9 days"),
    ),
)  # fmt: skip

TABLE = TablePicture(
    stores=STORES,
    top=TopBar(
        title="Realm",
        where="Seminar room 4  ·  8 players",
        turn=7,
        turns=20,
        date="2031 Q3",
        prices=(
            Price(id="ndpr", label="NdPr oxide", unit="$/kg", value="84.20",
                  change=up("3.1 %", False), side="you buy",
                  why="China let out less; buyers filled their stores."),
            Price(id="dy", label="Dy oxide", unit="$/kg", value="412.0",
                  change=up("18.4 %", False)),
            Price(id="magnet", label="NdFeB magnet", unit="$/kg", value="61.75",
                  change=up("1.2 %", False)),
        ),
        clock="04:12",
    ),
    role=RoleCard(id="india", badge="IN", name="India", what="Importer · emerging processor",
                  kpis=KPIS, stances=STANCES),
    objectives=OBJECTIVES,
    world=World(places=PLACES, flows=FLOWS, kinds=("Light REE", "Heavy REE", "Magnets")),
    actions=ACTIONS,
    negotiation=NEGOTIATION,
    news=(
        "China tightens Dy and Tb licences for magnet makers",
        "Japan and Australia sign a 10-year offtake",
        "Strike slows Kuantan separation plant, output down 12 %",
        "US House passes stockpile bill",
        "Baotou raises its quota for the second half",
    ),
)  # fmt: skip

QUIET = replace(
    TABLE,
    negotiation=None,
    news=TABLE.news[:1],
    callers="Japan",
    partners=(
        Partner(
            id="india_japan", name="Japan", about="Asks to talk: NdPr oxide", stance=2, asks=True
        ),
        Partner(id="india_australia", name="Australia", about="NdPr concentrate", stance=1),
        Partner(id="india_china", name="China", about="Easing of curbs", stance=-2),
    ),
    deals=(
        Offer(who="Australia", you=False, when="T5",
              text="With Japan: 400 t a year of NdPr oxide at a fixed price, a loan of $15M"),
        Offer(who="India", you=True, when="T3", text="Breaks its deal with Japan"),
    ),
)  # fmt: skip
"""The same with no talks open."""
