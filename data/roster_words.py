"""The words that offices put over their columns and into their cells, and what they mean."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import normalize

from models.roster import AGENT, COOWNER, EMERGENCY, FAMILY, OWNER, TENANT

_KEPT = 8192

IGNORE = "ignore"
"""A heading that is understood and not kept: running numbers, ages, fees."""

_WHO = [
    (EMERGENCY, r"紧急|应急|备用联系人|emergency"),
    (COOWNER, r"共有|共同产权|共同业主|第[二2三3]业主|业主[2二3三]|co-?owner"),
    (TENANT, r"租户|租客|承租|租赁|租住|租期|租约|起租|退租|使用人|tenant|lease"),
    (AGENT, r"代理|委托|受托|托管人|agent"),
    (FAMILY, r"家属|家庭成员|家人|配偶|同住|子女|family|spouse"),
    (OWNER, r"业主|业户|户主|产权|权利人|买受人|购房人|房东|房主|owner"),
]
_NAME = (
    r"姓名|名称|名字|称呼|住户|客户|业户|户名|成员|联系人|^人员$|^name$|customer|resident|contact"
)
_WHAT = [
    (
        IGNORE,
        r"^(序号?|no\.?|编码|#|行号)$|年龄|出生|民族|籍贯|学历|职业|微信|qq|邮箱|e-?mail|人数|人口",
    ),
    (
        IGNORE,
        r"(户籍|家庭|通讯|联系|身份证|现|邮寄|单位)(地址|住址)|工作单位|单位名称|(产权|房产|不动产|土地)证",
    ),
    (IGNORE, r"套内|室内|使用面积|公摊|分摊|赠送|inner|产权(比例|份额)|房款"),
    ("total_floors", r"总层数|^层数$|共几层|floors"),
    ("lift", r"电梯|elevator|lift"),
    ("area", r"面积|建面|平米|平方|㎡|m2|area"),
    (
        IGNORE,
        r"费|租金|押金|单价|金额|欠|收款|缴|品牌|车型|车辆?类型|颜色|户型|朝向|装修标准|合同编?号|登记(日期|时间)",
    ),
    ("unit_number", r"(房屋|房产|房间|单元|资源)(编码|代码|id)$|^unit ?(id|code)$"),
    ("driver", r"车主|^driver$"),
    ("id_kind", r"证件(类型|类别|种类|名称)|id ?type"),
    ("id", r"身份证|证件|证号|信用代码|^id( ?no| ?number|\b)"),
    ("plate", r"车牌|车号|牌照|^车辆$|plate"),
    ("space_type", r"(停车场|车位)(类型|性质)"),
    ("space", r"车位|泊位|车库|parking"),
    ("lot", r"停车场|car ?park"),
    ("phone", r"电话|手机|联系方式|联系号码|座机|固话|移动|tel|phone|mobile"),
    ("sex", r"性别|^(男/女|sex|gender)$"),
    (
        "number",
        r"(业主|客户|住户|业户|户主|会员|人员|owner|customer).?(编号|编码|代码|号码?|id|no\.?|number)$",
    ),
    (
        "relation",
        r"关系|(业主|客户|业户|住户|人员|成员)(类型|类别|性质|身份)|^(身份|类别|relation)$",
    ),
    ("usage", r"^(房屋|物业|房产|产权|房间|单元)?(类型|性质|用途|业态)$|usage"),
    (
        "state",
        r"状态|房态|(入住|居住|使用|出租|交付|装修)情况|是否(已?入住|已?交房|已?交付|装修|出租|空置|收房|居住)|status",
    ),
    (IGNORE, r"是否"),
    ("until", r"到期|截止|结束|退租|止$|终止|until|to ?date"),
    ("since", r"起租|开始|租期|租赁期|起$|起始|产权日期|过户(日期|时间)|since|from ?date"),
    (
        "handover",
        r"交房|交付|交楼|入伙|收房|收楼|接房|验房|领房|入住|迁入|handed|handover|move-?in",
    ),
    (
        "address",
        r"(楼|栋|幢)号?[-/、及]*单元号?[-/、及]*(房|室|门)|地址|住址|坐落|座落|位置|address",
    ),
    (
        "room",
        r"房号|室号|房间|门牌|户号|房屋(编号|号码?|名称|全称|信息)?$|房产(名称|编号)?$|单元号?房|^[室房户]$|room|^unit$",
    ),
    ("floor", r"楼层|所在层|层次|^层$|层号|^floor"),
    ("stairwell", r"单元|梯号|^梯$|门洞|stair"),
    ("building", r"楼栋|楼号|栋|幢|号楼|楼座|^座$|座号|楼宇|^楼$|building|block"),
    (
        "phase",
        r"^第?[一二三四五六七八九十\d]*期(数|别|号)?$|分期$|组团|街区|片区|苑区|^区域?$|phase",
    ),
    ("note", r"备注|备考|说明|^其[他它]$|附注|特殊情况|^注$|note|remark"),
]
_WHO_RE = [(who, re.compile(pattern)) for who, pattern in _WHO]
_WHAT_RE = [(what, re.compile(pattern)) for what, pattern in _WHAT]
_NAME_RE = re.compile(_NAME)

ABOUT_PEOPLE = ("name", "phone", "id", "since", "until")

TOTAL = re.compile(
    r"^.{0,8}?(小\s*计|合\s*计|总\s*计|共\s*计|累\s*计|总\s*共|汇\s*总|subtotal|total)"
    r"[\s:：]*[\d,.]*\s*[户套间人平㎡米方]*$|^共\s*\d+\s*[户套间人行条]",
    re.IGNORECASE,
)
SIDE_NOTE = re.compile(
    r"^\s*(注\s*[:：\d]|备注\s*[:：]|说明\s*[:：]?|填表|制表|审核|复核|经办|编制|打印|统计|单位\s*[:：]|日期\s*[:：]"
    r"|第\s*\d+\s*页|截止|以上)",
)
_NOTHING = re.compile(
    r"[\W_]*|无|空|缺|暂无|没有|未知|不详|待定|待补|待登记|未登记|未填|未提供|未留|无电话|n/?a|none|null|nil"
)

REASON_HEADINGS = frozenset({"退回原因", "reason for refusal"})
"""The column that the rejects file adds; it is passed over when the mended file comes back."""


@lru_cache(_KEPT)
def squeezed(text: str) -> str:
    """A heading or word as it is compared: plain width, no spaces, no marks, lower case."""
    plain = normalize("NFKC", text).casefold()
    return re.sub(r"[\s*:：★●]+|\((必填|选填|可空|可选|required)\)", "", plain)


@lru_cache(_KEPT)
def heading_means(text: str) -> tuple[str, str]:
    """Who (owner, tenant …, or nobody said) and what a heading is about; `("", "")` unknown."""
    plain = squeezed(text)
    if plain in _REASONS:
        return "", IGNORE
    bare = re.sub(r"\([^)]*\)|（[^）]*）|\[[^]]*\]|【[^】]*】", "", plain) or plain
    who = next((who for who, pattern in _WHO_RE if pattern.search(bare)), "")
    who = who or next((who for who, pattern in _WHO_RE if pattern.search(plain)), "")
    what = next((what for what, pattern in _WHAT_RE if pattern.search(bare)), "")
    if (what == "phone" and re.search("姓名|名称", bare)) or (
        not what and (who or _NAME_RE.search(bare))
    ):
        what = "name"
    return who, what


_REASONS = frozenset(map(squeezed, REASON_HEADINGS))


def before_reasons(headings: Sequence[str]) -> Sequence[str]:
    """The headings of the office itself, without what the rejects file has put behind them."""
    at = next((at for at, text in enumerate(headings) if squeezed(text) in _REASONS), None)
    return headings[:at]


_YES_NO = re.compile(r"^(是|否|有|无|已.{1,4}|未.{1,4}|y|n|yes|no|√|×|x|入住|空置|空关|自住|出租)$")


def says_yes_or_no(values: Iterable[object]) -> bool:
    """Whether a column's values are words for yes and no rather than dates."""
    said = [squeezed(str(value)) for value in values if value != ""]
    return bool(said) and sum(map(bool, map(_YES_NO.match, said))) * 2 > len(said)


def says_nothing(text: str) -> bool:
    """Whether a cell says that nothing stands there: 无, 暂无, /, —."""
    return bool(_NOTHING.fullmatch(squeezed(text)))


_RELATIONS = [
    (EMERGENCY, r"紧急|应急"),
    (COOWNER, r"共有|共同产权|联名"),
    (TENANT, r"租|使用人|临时|借住"),
    (AGENT, r"代理|委托|受托|代管|亲戚代"),
    (
        FAMILY,
        r"家属|家人|家庭|配偶|妻|丈夫|老公|老婆|爱人|夫|父|母|爸|妈|儿|女儿|子女|子$|女婿|媳|孙|兄|弟|姐|妹|亲属|亲戚|祖|岳|公婆|外甥|侄",
    ),
    (OWNER, r"业主|业户|本人|户主|产权|房东|房主|owner|self"),
]
_RELATIONS_RE = [(relation, re.compile(pattern)) for relation, pattern in _RELATIONS]


@lru_cache(_KEPT)
def relation_of(word: str) -> str:
    """How a word in a cell says that somebody belongs to a unit; empty when it says nothing."""
    plain = squeezed(word)
    if plain in ("男", "女", "女士", "先生"):
        return ""
    return next((relation for relation, pattern in _RELATIONS_RE if pattern.search(plain)), "")


_STATES = [
    ("unsold", r"未售|待售|未卖|可售|库存|尾房"),
    ("undelivered", r"未交|未收房?|未接|未领|待交|未入伙|未办理?交|未验"),
    ("fitout", r"装修|施工|fit-?out"),
    ("let", r"出租|租住|已租|租赁|租户|在租|let|rented"),
    ("vacant", r"空置|空关|空房|闲置|未入住|未住|无人|未装修|毛坯|vacant|empty"),
    ("occupied", r"自住|入住|已住|常住|居住|在住|业主住|使用中|已收房|occupied"),
]
_STATES_RE = [(state, re.compile(pattern)) for state, pattern in _STATES]


@lru_cache(_KEPT)
def state_of(word: str) -> str:
    """The state of a unit that a cell names; empty when it names none."""
    plain = squeezed(word)
    return next((state for state, pattern in _STATES_RE if pattern.search(plain)), "")


_USAGES = [
    ("parking", r"车位|车库|泊位"),
    ("shop", r"商铺|商业|门面|店铺|门市|底商|网点|商用|shop"),
    ("office", r"办公|写字|商务|office"),
    ("other", r"宿舍|会所|物管|配套|其他"),
    ("storage", r"储藏|仓库|地下室|杂物|storage"),
    ("home", r"住宅|公寓|居住|民用|洋房|高层|多层|别墅|小高层|跃层|home|residen"),
]
_USAGES_RE = [(usage, re.compile(pattern)) for usage, pattern in _USAGES]


@lru_cache(_KEPT)
def usage_of(word: str) -> str:
    """The kind of unit that a cell names; empty when it names none."""
    plain = squeezed(word)
    return next((usage for usage, pattern in _USAGES_RE if pattern.search(plain)), "")
