"""Each family of headers the program knows, with an invented table of its own."""

from datetime import datetime
from decimal import Decimal

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.exchange.tables.records import PointText, SheetKind
from tests.exchange.tables.invented import rows_of, sheet_of, sheet_of_columns, tags_of


def _at(text):
    return WallTime(datetime.fromisoformat(text), Precision.MINUTE)


def _on(text):
    return WallTime(datetime.fromisoformat(text), Precision.DAY)


HUBSPOT_CONTACTS = sheet_of_columns(
    """
    Record ID | 10000000001 | 10000000002
    First Name | Ann | 三
    Last Name | Lee | 张
    Email | ann@acme.test | z@x.test;zz@x.test
    Phone Number | +1 555 0100 |
    Contact owner | Bo | Bo
    Associated Company | Acme |
    Associated Company IDs (Primary) | 20000000001 |
    Last Activity Date | 2024-05-01 10:20 |
    Lead Status | Open | New
    Create Date | 2024-01-05 09:01 | 2024-01-05 09:01
    Lifecycle Stage | Lead | Customer
    Job Title | CTO |
    Country/Region | France |
    """,
    "hubspot-crm-exports-all-contacts-2024-06-01.csv",
)
HUBSPOT_COMPANIES = sheet_of(
    """
    Record ID|Company name|Company Domain Name|Company owner|Create Date|Phone Number|City|Industry
    20000000001|Acme|acme.test|Bo|2024-01-01 08:30|+1 555 0199|Paris|Energy
    """.strip(),
    "hubspot-crm-exports-all-companies-2024-06-01.csv",
)
HUBSPOT_DEALS = sheet_of_columns(
    """
    Record ID | 30000000001 | 30000000002
    Deal Name | Rig | Pump
    Pipeline | Sales | Sales
    Deal Stage | closedlost | Appointment Scheduled
    Amount | 1200.50 | 100
    Amount in company currency | 1100 | 90
    Currency | USD | EUR
    Close Date | 2024-06-01 10:05 | 2024-07-01 10:05
    Create Date | 2024-02-01 10:05 | 2024-02-01 10:05
    Deal owner | Bo | Bo
    Deal Type | newbusiness | newbusiness
    Deal probability | 0.0 | 0.2
    Closed Lost Reason | Price |
    Is Closed Won | false | false
    Is closed lost | true | false
    Associated Company (Primary) |  | Acme
    Associated Company IDs (Primary) | 20000000001 | 20000000001
    Associated Contact IDs | 10000000001;10000000002 |
    """,
    "hubspot-crm-exports-all-deals-2024-06-01.csv",
)


def test_hubspot_people_and_companies():
    ann, zhang, acme, rig, _pump = rows_of(HUBSPOT_CONTACTS, HUBSPOT_COMPANIES, HUBSPOT_DEALS)
    assert [row.kind for row in (ann, acme, rig)] == [SheetKind.CONTACTS, SheetKind.CUSTOMERS, SheetKind.DEALS]
    assert (ann.contact.name, ann.contact.external_id, ann.contact.title) == ("Ann Lee", "10000000001", "CTO")
    assert ann.contact.points == (PointText("email", "ann@acme.test"), PointText("phone", "+1 555 0100"))
    assert (ann.customer.name, ann.customer.external_id, ann.customer.owner) == ("Acme", "20000000001", "")
    assert ann.contact.extra["Contact owner"] == "Bo"
    assert (ann.touches[0].status, ann.touches[0].occurred) == ("done", _at("2024-05-01T10:20"))
    assert (zhang.contact.name, zhang.customer) == ("张三", None)
    assert [point.value for point in zhang.contact.points] == ["z@x.test", "zz@x.test"]
    assert (acme.customer.external_id, acme.customer.owner, acme.customer.city) == ("20000000001", "Bo", "Paris")
    assert acme.customer.created == _at("2024-01-01T08:30")
    assert tags_of(acme) == {("customer", "industry", "Energy")}


def test_hubspot_deals():
    *_others, rig, pump = rows_of(HUBSPOT_CONTACTS, HUBSPOT_COMPANIES, HUBSPOT_DEALS)
    assert (rig.deal.status, rig.deal.stage, rig.deal.lost_reason) == (DealStatus.LOST, "", "Price")
    assert (rig.deal.amount, rig.deal.currency) == (Decimal("1200.50"), "USD")
    assert (rig.deal.closed, rig.deal.expected_close) == (_at("2024-06-01T10:05"), None)
    assert (rig.customer.name, rig.contact.name) == ("Acme", "Ann Lee")
    assert rig.deal.extra["Associated Contact IDs"] == "10000000001;10000000002"
    assert (pump.deal.status, pump.deal.stage) == (None, "Appointment Scheduled")
    assert (pump.deal.expected_close, pump.deal.closed) == (_at("2024-07-01T10:05"), None)
    assert (pump.deal.probability, pump.deal.extra["Amount in company currency"]) == (20, "90")


def test_pipedrive():
    lost, won, running = rows_of(
        sheet_of_columns(
            """
            Deal - ID | 1 | 2 | 3
            Deal - Title | Pumps | Valves | Tubes
            Deal - Owner | Eva | Eva | Eva
            Deal - Value | 5000 | 700 | 900
            Deal - Currency of Value | EUR | EUR | EUR
            Deal - Weighted value | 2500 | 700 | 700
            Deal - Organization | Orbit | Orbit | Orbit
            Deal - Organization ID | 77 | 77 | 77
            Deal - Contact person | Ida |  |
            Deal - Stage | Demo | Offer | Offer
            Deal - Label | Hot, Big |  |
            Deal - Status | lost | won | open
            Deal - Deal created | 2024-01-02 10:11:12 | 2024-01-02 10:11:12 | 2024-01-02 10:11:12
            Deal - Next activity date |  |  | 2027-01-05
            Deal - Won time |  | 2024-03-02 09:00:03 |
            Deal - Lost time | 2024-03-01 09:00:01 |  |
            Deal - Lost reason | Too dear |  |
            Deal - Expected close date | 2024-04-01 | 2024-04-02 | 2024-09-01
            Person - Phone - Work | +49 30 123456 |  |
            Person - Email - Home | ida@orbit.test |  |
            Organization - Address | Main St |  |
            """
        )
    )
    assert (lost.deal.external_id, lost.deal.name, lost.deal.owner) == ("1", "Pumps", "Eva")
    assert (lost.deal.status, lost.deal.stage, lost.deal.lost_reason) == (DealStatus.LOST, "Demo", "Too dear")
    assert lost.deal.closed.value == datetime.fromisoformat("2024-03-01 09:00:01")
    assert lost.deal.expected_close == _on("2024-04-01")
    assert (lost.customer.name, lost.customer.external_id, lost.customer.address) == ("Orbit", "77", "Main St")
    assert lost.contact.points == (PointText("phone", "+49 30 123456"), PointText("email", "ida@orbit.test"))
    assert {("deal", "Deal - Label", "Hot"), ("deal", "Deal - Label", "Big")} <= tags_of(lost)
    assert lost.deal.extra == {"Deal - Weighted value": "2500"}
    assert (won.deal.status, won.deal.closed.value.day) == (DealStatus.WON, 2)
    assert (running.deal.status, running.deal.closed) == (DealStatus.OPEN, None)
    assert (running.touches[0].status, running.touches[0].occurred) == ("planned", _on("2027-01-05"))


def test_salesforce_report():
    won, running, lost = rows_of(
        sheet_of_columns(
            """
            Opportunity Owner | Kim | Kim | Kim
            Account Name | Globex | Globex | Initech
            Opportunity Name | Rig | Pier | Dam
            Stage | Closed Won | Negotiation | Closed Lost
            Fiscal Period | Q1-2024 | Q1-2024 | Q1-2024
            Amount | 1,000.00 | 2,000.00 | 2,500.00
            Amount Currency | USD | USD | USD
            Expected Revenue | 1,000.00 | 1,000.00 | 0
            Probability (%) | 100 | 50 | 0
            Close Date | 3/14/2024 | 12/31/2026 | 3/20/2024
            Created Date | 2/20/2024 | 2/21/2024 | 2/21/2024
            Next Step | Send contract |  |
            Lead Source | Web | Web | Web
            Type | New | New | New
            Closed | 1 | 0 | 1
            Won | 1 | 0 | 0
            Loss Reason |  |  | Price
            """,
            below="""

        Grand Totals (3 records)

        My pipeline
        Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.
        Confidential Information - Do Not Distribute
        Generated By:  Kim
        """,
        )
    )
    assert (won.deal.status, won.deal.stage, won.deal.closed) == (DealStatus.WON, "", _on("2024-03-14"))
    assert won.deal.extra == {"Fiscal Period": "Q1-2024", "Expected Revenue": "1,000.00", "Next Step": "Send contract"}
    assert (running.deal.stage, running.deal.expected_close) == ("Negotiation", _on("2026-12-31"))
    assert (lost.deal.status, lost.deal.lost_reason, lost.customer.source) == (DealStatus.LOST, "Price", "Web")
    assert ("deal", "type", "New") in tags_of(lost)


def test_salesforce_api_names_joined_by_id():
    account = sheet_of("Id|Name|Industry|OwnerId|BillingCity\n001A|Globex|Energy|005A|Oslo", "Account.csv")
    contact = sheet_of(
        "Id|AccountId|FirstName|LastName|MobilePhone|Title\n003A|001A|Ida|Berg|+47 900 00 000|CFO", "Contact.csv"
    )
    deal = sheet_of(
        "Id|AccountId|Name|StageName|Amount|CloseDate|IsWon|IsClosed|OwnerId|CreatedDate\n"
        "006A|001A|Rig|Closed Lost|10.5|2024-02-03|false|true|005A|2024-01-01T10:05:00.000Z",
        "Opportunity.csv",
    )
    user = sheet_of("Id|Username|Name\n005A|kim@x.test|Kim", "User.csv")
    globex, ida, rig, kim = rows_of(account, contact, deal, user)
    assert (globex.customer.external_id, globex.customer.owner, globex.customer.city) == ("001A", "Kim", "Oslo")
    assert (ida.contact.name, ida.contact.title, ida.customer.name) == ("Ida Berg", "CFO", "Globex")
    assert ida.contact.points == (PointText("mobile", "+47 900 00 000"),)
    assert (rig.customer.name, rig.deal.owner, rig.deal.status) == ("Globex", "Kim", DealStatus.LOST)
    assert rig.deal.created.value.utcoffset().total_seconds() == 0
    assert (kim.kind, kim.member.name) == (SheetKind.MEMBERS, "Kim")


def test_zoho():
    (row,) = rows_of(
        sheet_of_columns(
            """
        Record Id | zcrm_1
        Deal Owner.id | zcrm_9
        Deal Owner | Lin
        Amount | 300
        Deal Name | Roof
        Closing Date | 2024-05-06
        Account Name.id | zcrm_2
        Account Name | Umbrella
        Stage | Closed Lost
        Probability (%) | 0
        Lead Source | Ads
        Contact Name.id | zcrm_3
        Contact Name | Joe
        Reason For Loss | Price
        Created Time | 2024-01-02 03:04:05
        Last Activity Time | 2024-04-04 05:06:07
        Currency | USD
        Tag | hot,cold
        Description | Hello
        """
        )
    )
    assert (row.deal.external_id, row.customer.external_id, row.contact.external_id) == ("zcrm_1", "zcrm_2", "zcrm_3")
    assert (row.customer.name, row.contact.name, row.deal.owner) == ("Umbrella", "Joe", "Lin")
    assert (row.deal.status, row.deal.lost_reason, row.deal.closed) == (DealStatus.LOST, "Price", _on("2024-05-06"))
    assert row.deal.extra == {"Deal Owner.id": "zcrm_9", "Description": "Hello"}
    assert tags_of(row) == {("deal", "Tag", "hot"), ("deal", "Tag", "cold")}
    assert row.touches[0].status == "done"


def test_odoo_continues_a_row_with_blank_parent_cells():
    lost, won = rows_of(
        sheet_of_columns(
            """
        External ID | __export__.crm_lead_1 |  | __export__.crm_lead_2
        Opportunity | Roof |  | Wall
        Customer | Deco |  | Deco
        Contact Name | Ada |  |
        Email | ada@deco.test |  |
        Salesperson | Mia |  | Mia
        Sales Team | EU |  | EU
        Expected Revenue | 900 |  | 800
        Probability | 0 |  | 100
        Stage | New |  | Won
        Lost Reason | Too expensive |  |
        Tags | Solar | Wood |
        Active | False |  | True
        """
        )
    )
    assert (lost.deal.status, lost.deal.stage, lost.deal.lost_reason) == (DealStatus.LOST, "New", "Too expensive")
    assert tags_of(lost) == {("deal", "Tags", "Solar"), ("deal", "Tags", "Wood")}
    assert (won.row, won.deal.status, won.deal.external_id) == (3, DealStatus.WON, "__export__.crm_lead_2")


def test_odoo_technical_names():
    (row,) = rows_of(
        "id|name|partner_id/id|partner_id|stage_id/id|stage_id|expected_revenue|email_from|user_id\n"
        "lead_1|Roof|partner_1|Deco|stage_1|New|10|a@b.test|Mia"
    )
    assert (row.deal.external_id, row.deal.name, row.deal.owner, row.deal.stage) == ("lead_1", "Roof", "Mia", "New")
    assert (row.customer.name, row.customer.external_id) == ("Deco", "partner_1")


def test_fxiaoke():
    customers = sheet_of_columns(
        """
        客户名称（必填） | 甲公司
        客户编号 | KH001
        客户级别 | A
        客户类型 | 终端
        来源 | 广告
        行业 | 制造
        电话 | 010-88886666
        国家 | 中国
        省 | 河北
        市 | 保定
        详细地址 | 某路1号
        成交状态 | 已成交
        最后跟进时间 | 2024-05-01 10:01
        负责人（必填） | 王五
        创建时间 | 2023-01-02 08:01
        生命状态 | 正常
        """,
        "客户对象导出结果_20221011.xlsx",
    )
    deals = sheet_of(
        """
        商机名称（必填）|客户名称（必填）|商机状态|商机阶段|商机金额|预计成交日期|赢率|输单原因|负责人
        一期|甲公司|输单|报价|1.2万|2024年6月1日|30%|价格|王五
        二期|甲公司|进行中|方案|￥30,000|2024年12月1日|50%||王五
        """.strip(),
        "商机2.0对象导出结果_20221011.xlsx",
    )
    losses = sheet_of(
        "客户名称|商机名称|购买品牌|型号|成交日期|成交价格|丢单原因\n甲公司|一期|乙牌|X1|2024-06-02|9,800元|价格",
        "丢单报告对象导出结果_20221011.xlsx",
    )
    customer, lost, running, loss = rows_of(customers, deals, losses)
    assert (customer.customer.name, customer.customer.external_id, customer.customer.city) == (
        "甲公司",
        "KH001",
        "保定",
    )
    assert {("level", "A"), ("type", "终端"), ("industry", "制造"), ("region", "河北"), ("status", "已成交")} <= {
        (group, name) for _target, group, name in tags_of(customer)
    }
    assert (lost.deal.status, lost.deal.stage, lost.deal.amount) == (DealStatus.LOST, "报价", Decimal(12000))
    assert (running.deal.status, running.deal.amount, running.deal.currency) == (DealStatus.OPEN, Decimal(30000), "CNY")
    assert (loss.kind, loss.deal.status, loss.deal.closed) == (SheetKind.LOSSES, DealStatus.LOST, _on("2024-06-02"))
    assert (loss.deal.competitors, loss.deal.amount, loss.deal.extra) == (("乙牌",), Decimal(9800), {"型号": "X1"})


def test_wukong_with_its_row_of_instructions():
    customers = sheet_of_columns(
        """
        *客户名称 | 丙公司 |
        客户来源 | 转介绍 | 促销
        手机 | 13800138000/13900139000 |
        电话 | 021-66668888转801 |
        网址 | www.c.test |
        邮箱 | c@c.test | only@mail.test
        客户行业 | IT |
        客户级别 | A（重点客户） |
        下次联系时间 | 2027-01-02 09:01 |
        备注 | 很好 |
        成交状态 | 未成交 |
        最后跟进时间 | 2024-03-04 10:01 |
        最后跟进记录 | 已发资料 |
        负责人 | 赵六 |
        """,
        above="1、表头标“*”的红色字体为必填项；2、日期格式为 yyyy-MM-dd",
    )
    contacts = sheet_of("1、说明\n*姓名|*客户名称|手机|职务|备注\n钱七|丙公司|13700137000|经理|球迷")
    deals = sheet_of("*商机名称|*客户名称|商机金额|预计成交日期|商机阶段\n网站|丙公司|3万元|2024-08-01|赢单")
    customer, nameless, contact, deal = rows_of(customers, contacts, deals)
    assert (customer.customer.note, customer.customer.source, customer.customer.owner) == ("很好", "转介绍", "赵六")
    assert [point.value for point in customer.customer.points if point.kind == "mobile"] == [
        "13800138000",
        "13900139000",
    ]
    assert PointText("phone", "021-66668888转801") in customer.customer.points
    done, planned = customer.touches
    assert (done.status, done.body, done.occurred) == ("done", "已发资料", _at("2024-03-04T10:01"))
    assert (planned.status, planned.occurred) == ("planned", _at("2027-01-02T09:01"))
    assert ("customer", "status", "未成交") in tags_of(customer)
    assert nameless.customer.name == "only"
    assert (contact.kind, contact.contact.name, contact.contact.title) == (SheetKind.CONTACTS, "钱七", "经理")
    assert (contact.customer.name, contact.contact.extra) == ("丙公司", {"备注": "球迷"})
    assert (deal.deal.status, deal.deal.stage, deal.deal.amount) == (DealStatus.WON, "", Decimal(30000))


def test_plain_chinese_sheet_of_customers_with_their_contact():
    (row,) = rows_of(
        """
        客户名称|联系人|手机|电话|QQ|微信|地址|备注|来源|客户等级|客户行业|客户状态|创建时间|最近沟通时间|沟通内容|归属人
        丁公司|孙八|13600136000||12345|wx8|某街|好|展会|B|零售|跟进中|2024/3/5 10:11|2024/3/7|聊过|周九
        合计|1
        """.strip()
    )
    assert row.kind is SheetKind.CUSTOMERS
    assert (row.customer.name, row.customer.owner, row.customer.note) == ("丁公司", "周九", "好")
    assert row.customer.points == ()
    assert [(point.kind, point.value) for point in row.contact.points] == [
        ("mobile", "13600136000"),
        ("qq", "12345"),
        ("wechat", "wx8"),
    ]
    assert (row.touches[0].body, row.touches[0].occurred) == ("聊过", _on("2024-03-07"))
    assert ("customer", "status", "跟进中") in tags_of(row)


def test_public_pipeline_with_sibling_tables():
    pipeline = sheet_of(
        """
        opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value
        1C1I|Moses|GTX Plus|Cancity|Won|2016-10-20|2017-03-01|1054
        Z063|Darcel|GTXPro|Isdom|Lost|2016-10-25|2017-03-11|0
        EC4Q|Darcel|MG Special||Engaging|2016-10-25||
        X1X1|Moses|GTX Pro||Prospecting|||
        """.strip("\n"),
        "sales_pipeline.csv",
    )
    accounts = sheet_of(
        "account|sector|year_established|revenue|employees|office_location|subsidiary_of\n"
        "Cancity|retail|2001|718.62|2448|United States|\nIsdom|medical|2002|3178.24|4540|Kenya|Cancity",
        "accounts.csv",
    )
    teams = sheet_of("sales_agent|manager|regional_office\nDarcel|Dustin|Central", "sales_teams.csv")
    products = sheet_of("product|series|sales_price\nGTX Plus|GTX|550", "products.csv")
    dictionary = sheet_of("Table|Field|Description\naccounts|account|Company name", "data_dictionary.csv")
    rows = rows_of(pipeline, accounts, teams, products, dictionary, currency="USD")
    won, lost, engaging, prospecting, cancity, _isdom, member, product, entry = rows
    assert (won.deal.status, won.deal.name, won.deal.amount) == (DealStatus.WON, "GTX Plus", Decimal(1054))
    assert (won.deal.created, won.deal.closed) == (_on("2016-10-20"), _on("2017-03-01"))
    assert (won.customer.name, won.customer.owner, won.deal.owner) == ("Cancity", "", "Moses")
    assert (lost.deal.status, lost.deal.amount) == (DealStatus.LOST, Decimal(0))
    assert (engaging.customer, engaging.deal.stage, engaging.deal.amount) == (None, "Engaging", None)
    assert tags_of(lost) | tags_of(prospecting) == {("deal", "product", "GTXPro"), ("deal", "product", "GTX Pro")}
    assert tags_of(cancity) == {("customer", "industry", "retail"), ("customer", "region", "United States")}
    assert cancity.customer.extra == {"year_established": "2001", "revenue": "718.62", "employees": "2448"}
    assert (member.member.name, member.member.extra["manager"]) == ("Darcel", "Dustin")
    assert (product.kind, entry.kind) == (SheetKind.UNKNOWN, SheetKind.UNKNOWN)


def test_timeline():
    talk, visit = rows_of(
        "客户名称|跟进时间|跟进方式|跟进内容|跟进人\n"
        "甲公司|2024-05-01 09:30|电话|谈价格|王五\n"
        "|2027-05-01 09:30|拜访|去看看|王五"
    )
    assert talk.kind is SheetKind.TIMELINE
    touch = talk.touches[0]
    assert (touch.kind, touch.status, touch.body, touch.actor) == ("电话", "done", "谈价格", "王五")
    assert (visit.touches[0].status, visit.customer) == ("planned", None)


def test_a_plain_list_of_activities():
    (row,) = rows_of("Date|Customer|Type|Subject|Notes\n2024-05-06|Acme|Call|Intro|They liked it")
    (touch,) = row.touches
    assert (touch.kind, touch.title, touch.body, touch.occurred) == (
        "Call",
        "Intro",
        "They liked it",
        _on("2024-05-06"),
    )


def test_a_plain_list_of_people():
    (row,) = rows_of("Name|Email|Phone|Company|Title\nAnn Lee|ann@a.test|555 1234|Acme|CEO")
    assert (row.kind, row.contact.name, row.contact.title) == (SheetKind.CONTACTS, "Ann Lee", "CEO")
    assert (row.customer.name, len(row.contact.points)) == ("Acme", 2)


def test_a_plain_chinese_list_of_projects():
    (row,) = rows_of(
        "序号|公司名称|联系人|联系电话|项目名称|项目金额（万元）|当前阶段|项目状态|预计签约时间|丢单原因|销售负责人\n"
        "1|乙公司|李四|13800138001|二期|12.5|报价|丢单|2024.7.1|价格高|王五"
    )
    assert (row.deal.amount, row.deal.currency, row.deal.owner) == (Decimal(125000), "CNY", "王五")
    assert (row.deal.status, row.deal.stage, row.deal.lost_reason) == (DealStatus.LOST, "报价", "价格高")
    assert (row.contact.name, row.deal.expected_close) == ("李四", _on("2024-07-01"))
