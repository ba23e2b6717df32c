"""Currencies as tables name them: signs, ISO codes and everyday words, with the multiples amounts are counted in."""

import re
from dataclasses import dataclass

# ISO 4217 codes in use.
_CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG".split()
)

_MARKS = {
    mark.replace("_", " "): code
    for code, marks in {
        "EUR": "€ 欧元 歐元 EURO",
        "GBP": "£ 英镑 英鎊",
        "INR": "₹",
        "KRW": "₩ 韩元 韓元",
        "RUB": "₽",
        "VND": "₫",
        "TRY": "₺",
        "UAH": "₴",
        "THB": "฿",
        "PHP": "₱",
        "USD": "US$ 美元 美金 US_DOLLAR",
        "HKD": "HK$ 港币 港幣 港元",
        "TWD": "NT$ 台币 台幣 新台币 新臺幣 新台幣",
        "AUD": "A$ AU$",
        "CAD": "C$ CA$",
        "SGD": "S$",
        "NZD": "NZ$",
        "BRL": "R$",
        "MXN": "MX$",
        "CNY": "CN¥ RMB 人民币 人民幣",
        "JPY": "JP¥ 日元 日圆 日圓 円",
    }.items()
    for mark in marks.split()
}

# Marks several currencies share: the workspace's own one if it is among them, else the commonest.
_SHARED = {
    "$": (
        "USD",
        "AUD CAD HKD MXN NZD SGD TWD USD ARS CLP COP BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD",
    ),
    "¥": ("CNY", "CNY JPY"),
    "元": ("CNY", "CNY TWD HKD MOP"),
    "块": ("CNY", "CNY TWD HKD MOP"),
    "KR": ("SEK", "SEK NOK DKK ISK"),
}

_FACTORS = {
    "": 1, "k": 1000, "千": 1000, "w": 10_000, "万": 10_000, "萬": 10_000, "百万": 10**6, "百萬": 10**6, "m": 10**6,
    "mn": 10**6, "千万": 10**7, "千萬": 10**7, "亿": 10**8, "億": 10**8, "bn": 10**9,
}  # fmt: skip
_FACTOR = re.compile(r"^(百万|百萬|千万|千萬|千|万|萬|亿|億|mn|bn|k|m|w)?(.*?)[整正]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What numbers are counted in: a currency (empty: not said) and a factor, or hundredths."""

    currency: str = ""
    factor: int = 1
    percent: bool = False


NO_UNIT = Unit()


def currency_of(mark: str, default: str) -> str | None:
    """The ISO code a sign, code or word stands for; None for anything else. ``default`` settles shared signs."""
    mark = mark.strip().strip(".").upper().replace("￥", "¥").replace("＄", "$")
    if mark in _CODES:
        return mark
    if mark in _SHARED:
        common, sharers = _SHARED[mark]
        return default if default in sharers.split() else common
    return _MARKS.get(mark)


def read_unit(text: str, default: str) -> Unit | None:
    """The unit a piece of text names, ``$``, ``万元``, ``EUR``, ``k$``, ``%``; None if it names none."""
    text = text.strip()
    if text in ("%", "％"):
        return Unit(percent=True)
    whole = currency_of(text, default)
    if whole is not None:
        return Unit(whole)
    match = _FACTOR.match(text)
    factor, mark = (match[1] or "", match[2].strip()) if match else ("", text)
    if not factor:
        return None
    currency = currency_of(mark, default) if mark else ""
    return None if currency is None else Unit(currency, _FACTORS[factor.lower()])
