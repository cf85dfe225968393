"""A small workspace of synthetic texts, by its files, and the day that tests build for."""

from __future__ import annotations

from datetime import date

DAY = date(2026, 1, 1)
SYNTHETIC = {
    "documents/plant.md": """---
title: A synthetic report on a plant
url: https://example.org/plant
publisher: Example News
published: 2022-07-25
---
This text is synthetic. CATL signed an agreement with the government of Yibin on July 20, 2022 to build a battery plant
in Yibin with an investment of 10 billion yuan. CATL's Yibin base has a planned capacity of 60 GWh a year. Phase 1 of
CATL's Yibin base, with a capacity of 15 GWh a year, started production in June 2022. Construction of the second phase
of CATL's Yibin base, with a capacity of over 20 GWh a year, began in June 2022. The company is the world's largest
maker of power batteries.
""",
    "documents/later.md": """---
title: A synthetic report of the next year
url: https://example.org/later
publisher: Xinhua
published: 2023-06-10
---
This text is synthetic. CATL's Yibin base has a planned capacity of 70 GWh a year. Gotion High-tech plans to build a
battery plant in Yibin with a capacity of 30 GWh a year. In 2022 Yibin produced 72 GWh of power batteries.
""",
    "documents/zh.md": """---
title: 合成报道
url: https://example.org/zh
publisher: 新华社
published: 2023-06-12
---
本文为合成文本。2023年6月9日，2023世界动力电池大会在宜宾举行，签约项目27个，总投资1063亿元。宁德时代宜宾基地年产能达到70GWh。
""",
    "tables/output.csv": "subject,measure,period,value,unit\nYibin,production,2022,72,GWh\nYibin,share,2023,15,%\n",
    "gigawatch.toml": '[workspace]\nname = "Yibin"\nname_zh = "宜宾"\nregion = "Yibin"\n',
}
