"""How surnames are read where the common reading of the characters is another one. A table, nothing else."""

# Simplified characters; several readings where families differ, syllables apart in names of two characters.
_TABLE = """
曾 zeng | 单 shan | 解 xie | 仇 qiu | 区 ou | 朴 piao | 查 zha | 翟 zhai/di | 缪 miao | 盖 ge/gai
员 yun | 贠 yun | 乐 yue/le | 覃 qin/tan | 种 chong | 秘 bi | 洗 xian | 折 she | 黑 he | 繁 po
郇 xun/huan | 召 shao | 祭 zhai | 柏 bai/bo | 能 nai | 卜 bu | 句 gou | 牟 mu/mou | 隗 wei/kui | 宓 mi/fu
阚 kan | 佴 nai | 费 fei/bi | 谌 chen/shen | 不 fou | 适 kuo | 角 jue | 俞 yu/shu | 莘 shen/xin
尉迟 yu chi | 万俟 mo qi | 长孙 zhang sun | 单于 chan yu | 澹台 tan tai | 令狐 ling hu | 皇甫 huang fu
鲜于 xian yu | 亓官 qi guan | 宰父 zai fu | 夹谷 jia gu | 谷梁 gu liang | 拓跋 tuo ba | 乐正 yue zheng
子车 zi ju | 呼延 hu yan | 濮阳 pu yang | 夏侯 xia hou | 宇文 yu wen | 颛孙 zhuan sun | 闾丘 lv qiu
"""


def surname_readings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each such surname its readings, each a syllable per character."""
    entries = (entry.strip().partition(" ") for line in _TABLE.strip().splitlines() for entry in line.split("|"))
    return {name: tuple(tuple(reading.split()) for reading in readings.split("/")) for name, _, readings in entries}
