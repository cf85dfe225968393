"""Answers in the formats of the live sources, written for the tests. Every value is synthetic, no provider said it."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

Cell = tuple[str, str, str, float, str]


def world_bank(code: str, cells: list[tuple[str, str, str, float | None]], updated: str = "2026-02-01") -> str:
    """Cells are name, ISO code, year and value."""
    rows = [
        {
            "indicator": {"id": code, "value": "a synthetic indicator"},
            "country": {"id": iso[:2], "value": name},
            "countryiso3code": iso,
            "date": year,
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for name, iso, year, value in cells
    ]
    head = {"page": 1, "pages": 1, "per_page": 20000, "total": len(rows), "sourceid": "2", "lastupdated": updated}
    return json.dumps([head, rows])


WORLD_BANK = world_bank(
    "GB.XPD.RSDV.GD.ZS",
    [
        ("Korea, Rep.", "KOR", "2024", 1.25),
        ("Korea, Rep.", "KOR", "2023", None),
        ("East Asia & Pacific", "EAS", "2024", 2.5),
        ("World", "WLD", "2024", 2.75),
    ],
)

OWID_ENERGY = """country,year,iso_code,population,carbon_intensity_elec,electricity_generation,\
low_carbon_share_elec,renewables_share_elec,synthetic_extra
Vietnam,2014,VNM,1,1,1,1,1,x
Vietnam,2024,VNM,100,500.5,123.5,40,35.5,x
ASEAN (Ember),2024,,1,2,3,4,5,x
World,2024,OWID_WRL,1,450,,30,25,x
"""

OWID_CHART = """entity,code,year,co2_intensity__gco2_kwh,co2_intensity__gco2_kwh__original_year
Poland,POL,2024,601.5,2024
World,OWID_WRL,2024,450,2024
"""

EMBER_HEAD = (
    "Area,ISO 3 code,Year,Area type,Continent,Ember region,EU,OECD,G20,G7,ASEAN,"
    "Category,Subcategory,Variable,Unit,Value,YoY absolute change,YoY % change"
)
EMBER = "\n".join(
    (
        EMBER_HEAD,
        "Germany,DEU,2024,Country or economy,Europe,Europe,1,1,1,1,0,"
        "Power sector emissions,CO2 intensity,CO2 intensity,gCO2/kWh,301.5,,",
        "Germany,DEU,2024,Country or economy,Europe,Europe,1,1,1,1,0,"
        "Electricity generation,Aggregate fuel,Renewables,%,55.5,,",
        "Germany,DEU,2024,Country or economy,Europe,Europe,1,1,1,1,0,"
        "Electricity generation,Aggregate fuel,Clean,%,56,,",
        "Germany,DEU,2024,Country or economy,Europe,Europe,1,1,1,1,0,"
        "Electricity generation,Total,Total Generation,TWh,501,,",
        "Germany,DEU,2024,Country or economy,Europe,Europe,1,1,1,1,0,Electricity generation,Fuel,Coal,TWh,99,,",
        "G20,,2024,Region,,,0,0,0,0,0,Electricity generation,Aggregate fuel,Clean,%,44,,",
        "",
    )
)

IEA_HEAD = "region,category,parameter,mode,powertrain,year,unit,value\n"
IEA_SALES = IEA_HEAD + (
    "Korea,Historical,EV sales,Cars,BEV,2024,Vehicles,1100\n"
    "Korea,Historical,EV sales,Cars,BEV,2012,Vehicles,11\n"
    "Korea,Historical,EV sales,Cars,EV,2024,Vehicles,1500\n"
    "Europe,Historical,EV sales,2 and 3 wheelers,BEV,2024,Vehicles,2200\n"
    "World,Projection-STEPS,EV sales,Cars,BEV,2030,Vehicles,9900\n"
)
IEA_POINTS = IEA_HEAD + (
    "USA,Historical,EV charging points,EV,Publicly available fast,2024,charging points,330\n"
    "USA,Historical,EV sales share,Cars,EV,2024,percent,12\n"
)

USGS_HEAD = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes\n"
)


def usgs(country: str, detail: str, year: str, value: str, *, what: str = "Production", of: str = "Lithium") -> str:
    unit = "thousand metric tons" if of == "Manganese" else "metric tons"
    return f'{of.upper()},World Mine Production,{of},{country},{what},{detail},{unit},{year},"{value}",synthetic,Yes,\n'


USGS = USGS_HEAD + "".join(
    (
        usgs("Congo (Kinshasa)", "Mine production", "2024", "1,100", of="Cobalt"),
        usgs("Australia", "Mine production", "2024", "2,200"),
        usgs("Australia", "", "2025", ">7,000,000", what="Reserves"),
        usgs("United States", "Mine production", "2024", "W"),
        usgs("World total (rounded)", "Mine production", "2024", "5,432"),
        usgs("World total (rounded)", "Mine production: rounded", "2024", "5,400"),
        usgs("World total (rounded)", "Mine production: rounded", "2025", "5,900"),
        usgs("Gabon", "Mine production", "2024", "3,300", of="Manganese"),
        usgs("Peru", "Mine production", "2024", "1", of="Gold"),
        usgs("Chile", "Refinery production", "2024", "1"),
    )
)


def comtrade(cells: list[tuple[str, str, float]], code: str = "850760", flow: str = "X", year: str = "2024") -> str:
    """Cells are name, ISO code and value."""
    rows = [
        {
            "typeCode": "C",
            "freqCode": "A",
            "refYear": int(year),
            "period": year,
            "reporterCode": number,
            "reporterISO": iso,
            "reporterDesc": name,
            "flowCode": flow,
            "partnerCode": 0,
            "partnerISO": "W00",
            "partnerDesc": "World",
            "cmdCode": code,
            "qty": 1,
            "netWgt": None,
            "primaryValue": value,
            "isReported": False,
        }
        for number, (name, iso, value) in enumerate(cells, 1)
    ]
    return json.dumps({"elapsedTime": "0.1 secs", "count": len(rows), "data": rows, "error": ""})


COMTRADE = comtrade([("China", "CHN", 1234567.5), ("Rep. of Korea", "KOR", 7654321)])

ECB_RATES = """KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
EXR.A.CNY.EUR.SP00.A,A,CNY,EUR,SP00,A,2024,7.5,A
EXR.A.USD.EUR.SP00.A,A,USD,EUR,SP00,A,2024,1.125,A
EXR.A.XXX.EUR.SP00.A,A,XXX,EUR,SP00,A,2024,9,A
"""

ECB_DAILY = """Date,USD,JPY,BGN,CNY,KRW,
2026-02-27,1.125,160.5,1.9,7.5,N/A,
2021-12-31,1,1,1,1,1,
"""


def pack(name: str, text: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        packed.writestr(name, text)
    return data.getvalue()


def gdelt(*addresses: str) -> str:
    articles = [
        {
            "url": address,
            "url_mobile": "",
            "title": "a synthetic title",
            "seendate": "20260227T120000Z",
            "socialimage": "",
            "domain": "example.org",
            "language": "English",
            "sourcecountry": "Hungary",
        }
        for address in addresses
    ]
    return json.dumps({"articles": articles})


BODIES: dict[str, list[str | bytes]] = {
    "world_bank": [WORLD_BANK],
    "owid_energy": [OWID_ENERGY],
    "owid_chart": [OWID_CHART],
    "ember_electricity": [EMBER],
    "iea_ev": [IEA_SALES, IEA_POINTS],
    "usgs_minerals": [USGS.encode("cp1252")],
    "comtrade": [COMTRADE],
    "ecb_rates": [ECB_RATES],
    "ecb_daily": [pack("eurofxref-hist.csv", ECB_DAILY)],
}
OPTIONS = {
    "world_bank": {"indicator": "GB.XPD.RSDV.GD.ZS"},
    "iea_ev": {"parameter": "EV sales,EV charging points"},
    "comtrade": {"product": "850760", "flow": "X", "year": "2024"},
}
FIGURES: dict[str, set[Cell]] = {
    "world_bank": {
        ("South Korea", "rd_intensity", "2024", 1.25, "%"),
        ("World", "rd_intensity", "2024", 2.75, "%"),
    },
    "owid_energy": {
        ("Vietnam", "electricity_intensity", "2024", 0.5005, "kgCO2e/kWh"),
        ("Vietnam", "renewable_share", "2024", 35.5, "%"),
        ("Vietnam", "low_carbon_share", "2024", 40, "%"),
        ("Vietnam", "electricity_generation", "2024", 123500, "GWh"),
        ("World", "electricity_intensity", "2024", 0.45, "kgCO2e/kWh"),
        ("World", "renewable_share", "2024", 25, "%"),
        ("World", "low_carbon_share", "2024", 30, "%"),
    },
    "owid_chart": {
        ("Poland", "electricity_intensity", "2024", 0.6015, "kgCO2e/kWh"),
        ("World", "electricity_intensity", "2024", 0.45, "kgCO2e/kWh"),
    },
    "ember_electricity": {
        ("Germany", "electricity_intensity", "2024", 0.3015, "kgCO2e/kWh"),
        ("Germany", "renewable_share", "2024", 55.5, "%"),
        ("Germany", "low_carbon_share", "2024", 56, "%"),
        ("Germany", "electricity_generation", "2024", 501000, "GWh"),
    },
    "iea_ev": {
        ("South Korea", "ev_sales.cars.bev", "2024", 1100, "count"),
        ("Europe", "ev_sales.two_three_wheelers.bev", "2024", 2200, "count"),
        ("United States", "ev_charging_points.fast", "2024", 330, "count"),
        ("United States", "ev_sales_share.cars", "2024", 12, "%"),
    },
    "usgs_minerals": {
        ("Democratic Republic of the Congo", "mine_production.cobalt", "2024", 1100, "t"),
        ("Australia", "mine_production.lithium", "2024", 2200, "t"),
        ("Australia", "reserves.lithium", "2025", 7e6, "t"),
        ("World", "mine_production.lithium", "2024", 5432, "t"),
        ("World", "mine_production.lithium", "2025", 5900, "t"),
        ("Gabon", "mine_production.manganese", "2024", 3.3e6, "t"),
    },
    "comtrade": {
        ("China", "exports_lithium_ion", "2024", 1234567.5, "USD"),
        ("South Korea", "exports_lithium_ion", "2024", 7654321, "USD"),
    },
    "ecb_rates": {
        ("CNY", "exchange_rate_year_mean", "2024", 7.5, "CNY/EUR"),
        ("USD", "exchange_rate_year_mean", "2024", 1.125, "USD/EUR"),
    },
    "ecb_daily": {
        ("CNY", "exchange_rate", "2026-02-27", 7.5, "CNY/EUR"),
        ("USD", "exchange_rate", "2026-02-27", 1.125, "USD/EUR"),
        ("JPY", "exchange_rate", "2026-02-27", 160.5, "JPY/EUR"),
    },
}
