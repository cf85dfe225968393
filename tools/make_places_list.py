"""What the maker of the gazetteer lists by hand: parts of the world, zones, other names, China's provinces."""

from __future__ import annotations

CONTINENTS = {
    "AF": ("africa", "Africa", "非洲", ""),
    "AN": ("antarctica", "Antarctica", "南极洲", ""),
    "AS": ("asia", "Asia", "亚洲", ""),
    "EU": ("europe", "Europe", "欧洲", ""),
    "NA": ("north-america", "North America", "北美洲", "北美"),
    "OC": ("oceania", "Oceania", "大洋洲", ""),
    "SA": ("south-america", "South America", "南美洲", "南美"),
}
REGIONS = (
    ("southeast-asia", "Southeast Asia", "东南亚", "South-East Asia", "place-asia"),
    ("middle-east", "Middle East", "中东", "", "place-asia"),
    ("latin-america", "Latin America", "拉丁美洲", "拉美", ""),
    ("european-union", "European Union", "欧盟", "EU", "place-europe"),
    ("east-china", "East China", "华东", "华东地区", "place-cn"),
    ("north-china", "North China", "华北", "华北地区", "place-cn"),
    ("south-china", "South China", "华南", "华南地区", "place-cn"),
    ("central-china", "Central China", "华中", "华中地区", "place-cn"),
    ("southwest-china", "Southwest China", "西南地区", "Southwestern China", "place-cn"),
    ("northwest-china", "Northwest China", "西北地区", "Northwestern China", "place-cn"),
    ("northeast-china", "Northeast China", "东北地区", "Northeastern China", "place-cn"),
    ("western-china", "western China", "西部地区", "中国西部;West China", "place-cn"),
    ("yangtze-river-delta", "Yangtze River Delta", "长三角", "长江三角洲", "place-cn"),
    ("pearl-river-delta", "Pearl River Delta", "珠三角", "珠江三角洲", "place-cn"),
    ("chengdu-chongqing", "Chengdu-Chongqing region", "成渝地区", "成渝地区双城经济圈;成渝", "place-cn"),
)
ZONES = (
    (
        "place-cn-yibin-sanjiang",
        "Sanjiang New Area",
        "三江新区",
        "Yibin Sanjiang New Area;宜宾三江新区",
        "place-cn-yibin",
    ),
    ("place-cn-yibin-lingang", "Lingang", "宜宾临港经济技术开发区", "宜宾临港经开区", "place-cn-yibin"),
    ("place-cn-chongqing-liangjiang", "Liangjiang New Area", "两江新区", "重庆两江新区", "place-cn-chongqing"),
    ("place-cn-sichuan-tianfu", "Tianfu New Area", "天府新区", "四川天府新区", "place-cn-sichuan"),
    ("place-cn-shaanxi-xixian", "Xixian New Area", "西咸新区", "", "place-cn-shaanxi"),
    ("place-cn-hebei-xiongan", "Xiong'an New Area", "雄安新区", "雄安", "place-cn-hebei"),
    ("place-cn-shanghai-lingang", "Lingang New Area", "临港新片区", "", "place-cn-shanghai"),
)
COUNTRY_ALIASES = {
    "US": "US;USA;U.S.;U.S.A.;America;United States of America;美利坚合众国",
    "GB": "UK;U.K.;Britain;Great Britain",
    "KR": "Korea;Republic of Korea;大韩民国",
    "CN": "P.R. China;People's Republic of China;中华人民共和国;Chinese mainland;中国大陆",
    "CZ": "Czech Republic;Czechia",
    "AE": "UAE;阿联酋",
    "CD": "DRC;DR Congo;Democratic Republic of the Congo;刚果金;刚果（金）",
    "TR": "Türkiye;Turkey",
    "NL": "The Netherlands;Holland",
    "RU": "Russian Federation",
    "HK": "香港",
    "MO": "澳门",
    "ID": "印尼",
    "NZ": "",
    "DE": "德国",
    "VN": "Viet Nam",
}
EXONYMS = {"Köln": "Cologne", "Göteborg": "Gothenburg", "Dunkerque": "Dunkirk", "Gent": "Ghent", "Sevilla": "Seville"}
PROVINCES = {
    "11": ("Beijing", "22"), "12": ("Tianjin", "28"), "13": ("Hebei", "10"), "14": ("Shanxi", "24"),
    "15": ("Inner Mongolia", "20"), "21": ("Liaoning", "19"), "22": ("Jilin", "05"), "23": ("Heilongjiang", "08"),
    "31": ("Shanghai", "23"), "32": ("Jiangsu", "04"), "33": ("Zhejiang", "02"), "34": ("Anhui", "01"),
    "35": ("Fujian", "07"), "36": ("Jiangxi", "03"), "37": ("Shandong", "25"), "41": ("Henan", "09"),
    "42": ("Hubei", "12"), "43": ("Hunan", "11"), "44": ("Guangdong", "30"), "45": ("Guangxi", "16"),
    "46": ("Hainan", "31"), "50": ("Chongqing", "33"), "51": ("Sichuan", "32"), "52": ("Guizhou", "18"),
    "53": ("Yunnan", "29"), "54": ("Tibet", "14"), "61": ("Shaanxi", "26"), "62": ("Gansu", "15"),
    "63": ("Qinghai", "06"), "64": ("Ningxia", "21"), "65": ("Xinjiang", "13"),
}  # fmt: skip
