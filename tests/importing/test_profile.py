"""The contact blocks of a guide fill the unit's profile; what stands there already stays."""

from __future__ import annotations

from difflib import ndiff

from disclosure_cli.importing.planning import Plan
from tests.importing.planned import PROFILE, UNIT, WORKSPACE, plan_files, records_of

GUIDE = """<h2>一、政府信息公开工作机构</h2><p>名&nbsp;称：示例局办公室</p><p>办公地址：示例县示例路1号</p>
<p>联系电话：（0999）0000000；0999－0000001　传真：无</p><p>办公时间：工作日8:30-12:00</p>
<p>电子邮箱：bgs @example.gov.cn　邮政编码：三三二零</p>
<h2>二、监督机构</h2><p>机构名称：示例县政府办公室</p><p>地址：示例县示例路2号</p><p>电话：0999-0000009</p>"""


def filled(page: str, profile: str | None = None) -> tuple[Plan, bytes]:
    files = dict(WORKSPACE)
    if profile is not None:
        files[PROFILE] = profile.encode()
    made = plan_files({"指南.html": page.encode()}, files)
    return made, made.files.get(PROFILE, files[PROFILE])


def said(made: Plan, code: str) -> str:
    return "\n".join(finding.message for finding in made.findings if finding.code == code)


def test_what_the_profile_lacks_comes_from_the_guide() -> None:
    made, data = filled(GUIDE)
    profile = records_of({PROFILE: data})["unit"][0]
    assert profile.get("office") == {
        "name": "示例局办公室",
        "address": "示例县示例路1号",
        "hours": "工作日8:30-12:00",
        "phone": "0999-0000000、0999-0000001",
        "fax": "无",
        "email": "bgs@example.gov.cn",
    }
    assert profile.get("supervision", "phone") == "0999-0000009"
    assert profile.get("name") == UNIT
    assert "三三二零" in said(made, "I946")
    assert [change.field for change in made.changes] == ["office", "supervision"]
    assert not plan_files({"指南.html": GUIDE.encode()}, {**WORKSPACE, PROFILE: data}).files


def test_what_the_profile_says_already_is_not_changed() -> None:
    profile = """单位名称: 示例县示例局
单位类型: 政府部门
工作机构:   # 2024年核
  名称: 示例局办公室
  联系电话: 0999-0000005
联系方式变更日期: 2024-01-02
"""
    made, data = filled(GUIDE, profile)
    differs = said(made, "I953")
    assert "0999-0000005" in differs
    assert "0999-0000000" in differs
    added = list(ndiff(profile.splitlines(), data.decode().splitlines()))
    assert not [line for line in added if line.startswith("-")]
    assert "+   办公地址: 示例县示例路1号" in added


def test_reading_places_are_added_once() -> None:
    page = """<p>公共查阅点</p><table><tr><td>序号<td>查阅场所<td>地址<td>联系电话<td>传真</tr>
    <tr><td>1<td>示例县档案馆<td>示例路1号<td>0999-0000003<td>无</tr>
    <tr><td>2<td>示例县政务服务中心<td>示例路2号<td>0999-0000004<td></tr></table>"""
    made, data = filled(page)
    places = records_of({PROFILE: data})["unit"][0].get("places")
    assert [(place["kind"], place["name"], place["phone"]) for place in places] == [
        ("公共查阅点", "示例县档案馆", "0999-0000003"),
        ("政务服务大厅", "示例县政务服务中心", "0999-0000004"),
    ]
    assert "无" in said(made, "I957")
    again = plan_files({"指南.html": page.encode()}, {**WORKSPACE, PROFILE: data})
    assert not again.files


def test_a_second_office_is_said_and_not_mixed_in() -> None:
    block = "<p>名称：{}</p><p>办公地址：示例路1号</p><p>联系电话：0999-000000{}</p>"
    page = "<h2>甲</h2>" + block.format("甲办", 1) + "<h2>乙</h2>" + block.format("乙办", 2)
    made, data = filled(page)
    assert records_of({PROFILE: data})["unit"][0].get("office", "name") == "甲办"
    assert "乙办" in said(made, "I957")
    assert "0999-0000002" in said(made, "I957")


def test_a_profile_that_cannot_be_read_gets_nothing() -> None:
    made, data = filled(GUIDE, "- 不是概况\n")
    assert data == "- 不是概况\n".encode()
    assert "示例县示例路1号" in said(made, "I957")


def test_an_office_told_twice_is_one_office() -> None:
    block = "<h2>受理机构</h2><p>名称：甲办</p><p>地址：示例路1号</p><p>电话：0999-0000001</p>"
    page = block + "<h2>工作机构</h2><p>名称：甲办</p><p>传真：无</p><p>电话：0999-0000002</p>"
    made, data = filled(page)
    office = records_of({PROFILE: data})["unit"][0].get("office")
    assert (office["phone"], office["fax"]) == ("0999-0000002", "无")
    assert "0999-0000001" in said(made, "I953")
