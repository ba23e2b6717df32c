"""The whole main job through the command line, in each language."""

import pytest

TABLES = {
    "en": "Customer,Contact,Mobile,Owner,Deal,Stage,Amount,Created\n"
    "Larkfield Dental,Helen Marsh,+44 7700 900123,Tom,Clinic rollout,Quoted,142500,2026-03-12\n"
    "Harborline Freight,,,Amy,Weighing link,Negotiation,61000,2026-03-15\n",
    "zh_CN": "客户名称,联系人,手机,负责人,商机名称,销售阶段,金额,创建时间\n"
    "晨光精密机械有限公司,王建国,13800010001,李娜,五轴维保,已报价,86000,2026-03-04\n"
    "云杉物流有限公司,赵磊,13800010004,张伟,仓储升级,谈判,54800,2026-03-20\n",
    "zh_TW": "客戶名稱,聯絡人,手機,負責人,商機名稱,銷售階段,金額,建立時間\n"
    "晨光精密機械有限公司,王建國,0912345678,李娜,五軸維保,已報價,86000,2026-03-04\n"
    "雲杉物流有限公司,趙磊,0912345679,張偉,倉儲升級,談判,54800,2026-03-20\n",
}
WORDS = {
    "en": {
        "customer": "Larkfield",
        "deal": "Clinic",
        "kind": "call",
        "at": "last Tue 10:00",
        "next": "tomorrow 15:00 call",
        "reason": "Price",
        "sub": "over budget",
        "find": "helen",
        "code": "zzzz",
    },
    "zh_CN": {
        "customer": "晨光",
        "deal": "五轴",
        "kind": "电话",
        "at": "昨天上午10点",
        "next": "明天下午3点 回电话",
        "reason": "价格问题",
        "sub": "超出预算",
        "find": "cgjm",
        "code": "没有的东西",
    },
    "zh_TW": {
        "customer": "晨光",
        "deal": "五軸",
        "kind": "電話",
        "at": "昨天上午10點",
        "next": "明天下午3點 回電話",
        "reason": "價格問題",
        "sub": "超出預算",
        "find": "晨光精密机械",
        "code": "沒有的東西",
    },
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_the_main_job(crm, tmp_path, language):
    words = WORDS[language]
    workspace = tmp_path / "journey.crmdesk"

    def do(*arguments):
        return crm.json("--lang", language, *arguments, "--workspace", workspace)

    table = tmp_path / "pipeline.csv"
    table.write_text(TABLES[language], "utf-8")
    do("new", workspace)
    imported = do("import", table)
    assert (imported["read"], imported["created"], imported["failed"]) == (2, 2, 0)
    assert {deal["status"] for deal in do("deals")["rows"]} == {"open"}
    touch = do("log", words["customer"], "--kind", words["kind"], "--at", words["at"], "--next", words["next"])
    assert (touch["kind"], touch["status"]) == ("call", "done")
    assert do("show", words["customer"])["next_step"]
    assert do("due", "--on", words["next"].split()[0].replace("下午3点", "").replace("下午3點", ""))["n"] == 1
    lost = do("deal", "lose", words["deal"], "--reason", words["reason"], "--sub", words["sub"])
    assert lost["status"] == "lost"
    assert [(row["key"], row["count"]) for row in do("losses", "--png", tmp_path / "p.png")["rows"]] == [
        (words["reason"], 1)
    ]
    assert (tmp_path / "p.png").exists()
    assert do("pool")["rows"][0]["subreason"] == words["sub"]
    assert do("search", words["find"])["n"] > 0
    do("undo")
    assert do("pool")["n"] == 0
    do("redo")
    assert do("pool")["n"] == 1
    assert do("export", tmp_path / "all.xlsx")["rows"]["customers"] == 2
    assert do("import", tmp_path / "all.xlsx")["updated"] == 0
    assert do("check")["ok"]
