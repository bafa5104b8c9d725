"""The named rules by which `balance.py` makes `june-2025` out of the full network.

Every row that a rule made says so in its `source` ("merged (rule plants) from ..."). The rules:

- **plants**: facilities with the same recipe in the same country, owned by makers too small or too
  nameless to act on their own, become one facility (`PLANTS`).
- **firms**: their owners, and owners of single small mines, become one firm (`FIRMS`).
- **countries**: a country without a plant whose users take less than 1 % of the world's magnets is
  counted in the rest of the world (`COUNTRIES`); users in a country with a plant but less than
  1,000 t of magnets go there too (`SECTOR_COUNTRIES`).
- **uses**: end uses that react alike become one sector (`USES`, `SMALL_USES`); countries that use
  less than 2,000 t of magnets have one sector (`ONE_USE`); India keeps its four car buyers, because
  their covers run from 0.8 to 3 months.
- **beyond**: plans that can hardly run before the game ends, or that no seat can touch, are left
  out with their owners, projects and links (`BEYOND`).
- **thin**: a lane below `THIN_T` tonnes a year closes, unless it touches a plant of `KEPT_FIRMS`.
  If all lanes of a country to a user would close though together they are not thin, the largest
  stays; and every buyer and seller keeps its largest lanes of a commodity until they carry `ENOUGH`
  of it. The tonnes of a closed lane go to the other lanes from the same country to that user, else
  to the user's other lanes, before the network is balanced again. Users of Dy and Tb below
  `HEAVY_USERS_T` are left out.
- **options**: of the links that are closed at the start, those of plants that are not
  built yet stay, then those that touch a seat's country or firm; of equal ones the heavier,
  `OPTIONS_AT_MOST` in all.

Two rules hold for both sizes:

- **usable**: a plant that is still ramping has the capacity it showed, `SPARE` times its output of
  2024; the project that ramps it adds the rest up to its target (`TARGETS`).
- **growth**: planned growth of capacity by kind of plant (`GROWTH`), so that supply about keeps up
  with the demand the sectors' growth makes (scenarios/june-2025/README.md has the arithmetic).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Merged:
    """What several rows become."""

    name: str
    parts: tuple[str, ...]
    owner: str = ""
    place: str = ""
    kind: str = "aggregate"


PLANTS: dict[str, Merged] = {
    "creg_ionic_sep": Merged(
        "China Rare Earth Group, ionic separation (with Rising)",
        ("creg_ionic_sep", "rising_sep"),
        "china_re_group",
        "Ganzhou, Longnan, Qingyuan",
    ),
    "china_metal_plants": Merged(
        "Chinese metal makers, Baotou and Ganzhou",
        ("baotou_metal_plants", "ganzhou_metal_plants"),
        "china_metal_makers",
        "Ganzhou, Baotou",
    ),
    "eastern_plants": Merged(
        "Eastern Chinese magnet makers, Ningbo, Dongyang, Hefei",
        ("ningbo_plants", "yunsheng_plants", "innuovo_plants", "earth_panda_plants"),
        "eastern_makers",
        "Ningbo, Hangzhou, Dongyang, Hefei",
    ),
    "traction_plants": Merged(
        "Zhong Ke San Huan and Zhenghai, magnets for cars",
        ("zhenghai_plants", "san_huan_plants"),
        "traction_makers",
        "Yantai, Nantong, Beijing, Ningbo",
    ),
    "northern_plants": Merged(
        "Northern Chinese magnet makers, Baotou, Taiyuan",
        ("baotou_plants", "tianhe_plants"),
        "northern_makers",
        "Baotou, Taiyuan",
    ),
    "southern_plants": Merged(
        "Southern Chinese magnet makers, Ganzhou, Changting, Meizhou",
        ("ganzhou_plants", "golden_dragon_plants", "rising_magnets"),
        "southern_makers",
        "Ganzhou, Dongguan, Changting, Meizhou",
    ),
    "other_japanese_plants": Merged(
        "Other Japanese magnet makers (Daido, Aichi Steel)",
        ("daido_nakatsugawa", "aichi_bonded"),
        "other_japanese_makers",
        "Nakatsugawa, Gifu, Tokai",
    ),
    "vietnam_smelters": Merged(
        "Japanese smelters in Vietnam (Resonac, Chuden)",
        ("resonac_metal", "chuden_metal"),
        "vietnam_smelters",
        "Ha Nam, northern Vietnam",
    ),
    "vac_finland": Merged(
        "VAC Finland (Neorem) and small European makers",
        ("vac_finland", "magneti_plants"),
        "vac",
        "Ulvila, Ljubljana",
    ),
    "india_magnets": Merged(
        "Plants of the Indian magnet scheme",
        (
            "india_magnet_1",
            "india_magnet_2",
            "india_magnet_3",
            "india_magnet_4",
            "india_magnet_5",
        ),
        "repm_bidders",
        "India, sites of the bidders",
    ),
}
"""Rule plants."""

FIRMS: dict[str, Merged] = {
    "china_re_group": Merged(
        "China Rare Earth Group (with Rising Nonferrous)",
        ("china_re_group", "rising_nonferrous"),
        kind="state",
    ),
    "china_metal_makers": Merged("Chinese metal makers", ("baotou_metal", "ganzhou_metal")),
    "eastern_makers": Merged(
        "Eastern Chinese magnet makers", ("ningbo_makers", "yunsheng", "innuovo", "earth_panda")
    ),
    "traction_makers": Merged("Zhong Ke San Huan and Zhenghai", ("zhenghai", "san_huan")),
    "northern_makers": Merged("Northern Chinese magnet makers", ("baotou_makers", "tianhe")),
    "southern_makers": Merged(
        "Southern Chinese magnet makers", ("ganzhou_makers", "golden_dragon")
    ),
    "other_japanese_makers": Merged("Other Japanese magnet makers", ("daido", "aichi_steel")),
    "vietnam_smelters": Merged("Japanese smelters in Vietnam", ("resonac", "chuden")),
    "vac": Merged(
        "Vacuumschmelze (VAC), eVAC and small European makers",
        ("vac", "magneti", "evac"),
        kind="private",
    ),
    "monazite_sands": Merged(
        "Monazite producers of four continents",
        ("other_sands", "australian_sands", "madagascar_sands", "nigeria_sands"),
    ),
    "clay_miners": Merged("Lao and Malaysian clay producers", ("malaysian_clay", "laos_miners")),
}
"""Rule firms; the first part gives the country."""

COUNTRIES: dict[str, str] = {
    "mexico": "rest_of_world",
    "canada": "rest_of_world",
    "taiwan": "rest_of_world",
}
"""Rule countries."""

SECTOR_COUNTRIES: dict[str, str] = COUNTRIES | {
    "brazil": "rest_of_world",
    "russia": "rest_of_world",
}
"""Rule countries, for users."""

USES: dict[str, str] = {
    "wind": "energy_industry",
    "industrial": "energy_industry",
    "consumer_electronics": "electronics_home",
    "appliances": "electronics_home",
    "other": "electronics_home",
}
"""Rule uses."""

SMALL_USES: dict[str, str] = USES | {
    "ev_traction": "mobility",
    "other_automotive": "mobility",
    "defence": "energy_industry",
}
"""Rule uses, in countries that are none of `LARGE_COUNTRIES`."""

ONE_USE = frozenset({"uk", "france", "malaysia"})
"""Rule uses: countries with one sector for all magnets."""

LARGE_COUNTRIES = frozenset({"china", "india", "japan", "korea", "usa", "germany"})
"""Countries whose sectors stay finer: the seats, and the two largest buyers of magnets."""

USE_NAMES: dict[str, str] = {
    "energy_industry": "wind turbines, motors and robots",
    "electronics_home": "electronics, appliances and other uses",
    "mobility": "cars",
    "magnet_users": "all uses of magnets",
}

KEPT_SECTORS = frozenset(
    {"india_ev_two_wheelers", "india_ev_cars", "india_auto_parts_large", "india_auto_parts_small"}
)
"""Rule uses: these stay as they are."""

BEYOND = frozenset(
    {
        "nolans_refinery",
        "ls_virginia",
        "js_link_malaysia",
        "innuovo_vietnam",
        "posco_usa_magnets",
        "dong_pao_mine",
        "vietnam_sep_plan",
        "browns_range",
        "lynas_heavy_2",
        "usar_stillwater",
        "eneabba_refinery",
        "la_rochelle_sep",
    }
)
"""Rule beyond."""

THIN_T: dict[str, float] = {
    "concentrate": 70.0,
    "ionic_concentrate": 300.0,
    "ndpr_oxide": 4.0,
    "ndpr_metal": 25.0,
    "dytb_oxide": 20.0,
    "magnet": 220.0,
}
"""Rule thin, tonnes a year; half of it where the buyer is in one of `SEAT_COUNTRIES`."""

ENOUGH = 0.6
"""Rule thin: part of its tonnes that every buyer and seller keeps on its lanes."""

HEAVY_USERS_T = 4.5
"""Rule thin: users of Dy and Tb oxide outside magnets that take less than this are left out."""

KEPT_FIRMS = frozenset({"irel", "toyotsu_re_india", "toyota_tsusho"})
"""Rule thin: lanes of these never close."""

SEAT_COUNTRIES = frozenset({"india", "japan", "korea"})
"""Rule options: a closed link of a plant or user here stays (China's own are open anyway)."""

OPTIONS_AT_MOST = 170
"""Rule options."""

SPARE = 1.03
"""Rule usable: least capacity over output."""

TARGETS: dict[str, float] = {
    "irel_ndpr_450": 1900.0,
    "mp_ndpr_ramp": 43000.0,
    "serra_verde_ramp": 5000.0,
    "noveon_2000": 2000.0,
    "lynas_mt_weld": 53100.0,
}
"""Rule usable: throughput a year that the plant has when the project is done."""

USABLE = frozenset({"aluva_red", "mp_sep", "serra_verde_mine", "noveon_san_marcos"})
"""Rule usable: plants that ran far below their nameplate because they ramp."""

GROWTH: dict[str, float] = {
    "mine_light": 0.08,
    "mine_ionic": 0.07,
    "separation": 0.08,
    "electrolysis": 0.08,
    "magnet": 0.08,
}
"""Rule growth: share of capacity a year, by kind of plant; 0 where a project carries it."""

NO_GROWTH_FIRMS = frozenset({"irel", "toyotsu_re_india", "toyota_tsusho", "mp_materials", "lynas"})
"""Rule growth: seats build by their own decisions, and these firms by dated projects."""
