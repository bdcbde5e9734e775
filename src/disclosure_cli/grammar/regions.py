"""Provinces by their codes, and the area codes and postcodes that begin there.

Codes and names are those of GB/T 2260. An area code or postcode belongs to the provinces of which it has a beginning:
a few towns near a border have that of the province beside them, and stand here with both.
"""

from __future__ import annotations

from typing import NamedTuple


class Province(NamedTuple):
    """A province, autonomous region or municipality: how its area codes and postcodes begin."""

    code: str
    name: str
    area_codes: tuple[str, ...]
    postcodes: tuple[str, ...]


def _province(code: str, name: str, area_codes: str, postcodes: str) -> Province:
    return Province(code, name, tuple(area_codes.split()), tuple(postcodes.split()))


PROVINCES = (
    _province("11", "北京市", "010", "10"),
    _province("12", "天津市", "022", "30"),
    _province("13", "河北省", "031 0335", "05 06 07"),
    _province("14", "山西省", "0349 035", "03 04"),
    _province("15", "内蒙古自治区", "047 0482 0483 0457", "01 02 137 162 1654 750"),
    _province("21", "辽宁省", "024 041 042", "11 12"),
    _province("22", "吉林省", "043 0440 0448", "13"),
    _province("23", "黑龙江省", "045 046", "15 16"),
    _province("31", "上海市", "021", "20"),
    _province("32", "江苏省", "025 051 0523 0527", "21 22"),
    _province("33", "浙江省", "057 058", "31 32"),
    _province("34", "安徽省", "055 056", "23 24"),
    _province("35", "福建省", "059", "35 36"),
    _province("36", "江西省", "0701 079", "33 34"),
    _province("37", "山东省", "053 054 063", "25 26 27"),
    _province("41", "河南省", "037 039", "45 46 47"),
    _province("42", "湖北省", "027 071 072", "43 44"),
    _province("43", "湖南省", "073 074", "41 42"),
    _province("44", "广东省", "020 066 075 076", "51 52"),
    _province("45", "广西壮族自治区", "077", "53 54"),
    _province("46", "海南省", "0890 0898 0899", "57"),
    _province("50", "重庆市", "023", "40"),
    _province("51", "四川省", "028 081 082 083", "61 62 63 64"),
    _province("52", "贵州省", "085", "55 56"),
    _province("53", "云南省", "069 087 088", "65 66 67"),
    _province("54", "西藏自治区", "0891 0892 0893 0894 0895 0896 0897", "85 86"),
    _province("61", "陕西省", "029 091", "71 72"),
    _province("62", "甘肃省", "093 094", "73 74"),
    _province("63", "青海省", "097", "81"),
    _province("64", "宁夏回族自治区", "095", "75"),
    _province("65", "新疆维吾尔自治区", "090 099", "83 84"),
)
_BY_CODE = {province.code: province for province in PROVINCES}


def province_of(region: str) -> Province | None:
    """Return the province that the full name of a region begins with: 江西省九江市修水县."""
    return next((province for province in PROVINCES if region.startswith(province.name)), None)


def province_of_code(code: str) -> Province | None:
    """Return the province of a region code of six, nine or twelve digits."""
    return _BY_CODE.get(code[:2])
