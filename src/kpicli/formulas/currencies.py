"""The currencies of ISO 4217, with those recently withdrawn, because old goal files keep them."""

from __future__ import annotations

_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN
    BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN
    ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG
    XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_CODES.split())
"""Codes of money; those of metals, of tests and of units of account are left out."""

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_WORDS = dict.fromkeys(("euro", "Euro", "euros", "Euros"), "EUR")
_NO_WORDS = "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR JPY NOK NZD PLN SGD USD ZAR"
_ALSO_LOWERCASE = frozenset(_NO_WORDS.lower().split())


def currency(word: str) -> str | None:
    """The code that a word or a sign stands for.

    Codes are upper case; a few that are no word of any language also count in lower case (`eur`,
    unlike `all`, `pen` or `top`). `Euro` is the one word: there are many dollars and pounds.
    """
    if word in CURRENCIES:
        return word
    if word in _ALSO_LOWERCASE:
        return word.upper()
    return _SIGNS.get(word) or _WORDS.get(word)
