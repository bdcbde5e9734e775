"""The kinds of unit (单位类型), and which of them a provision means."""

from __future__ import annotations

COUNTY = "县级政府"
DEPARTMENT = "政府部门"
TOWNSHIP = "乡镇政府"
SUBDISTRICT = "街道办事处"
AUTHORIZED = "法律法规授权组织"
PUBLIC_INSTITUTION = "公共企事业单位"

ADMINISTRATIVE_ORGANS = frozenset((COUNTY, DEPARTMENT, TOWNSHIP, SUBDISTRICT))
BOUND_BY_THE_REGULATIONS = ADMINISTRATIVE_ORGANS | {AUTHORIZED}
"""The kinds to which the whole of the Regulations applies (art. 4, 27, 54)."""
PUBLIC_INSTITUTIONS = frozenset((PUBLIC_INSTITUTION,))
"""The kind that follows the rules of its competent organ instead (art. 55)."""
EVERY_KIND = BOUND_BY_THE_REGULATIONS | PUBLIC_INSTITUTIONS

BELOW_THE_COUNTY = frozenset((TOWNSHIP, SUBDISTRICT))
"""The kinds whose catalogs are parts of the county's."""
GRASS_ROOTS = BELOW_THE_COUNTY | {COUNTY}
"""基层政府, which compile standard catalogs by field (国办发〔2019〕54号)."""
GOVERNMENTS = frozenset((COUNTY, TOWNSHIP))
"""人民政府, which decide on appeals for reconsideration; a subdistrict office is the agency of one."""
