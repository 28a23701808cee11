"""Characters that sound alike in the names of medicines: who types by ear writes 阿托法他丁 and means 阿托伐他汀."""

_GROUPS = """
伐法发阀乏 汀丁定叮廷钉町 芬酚分纷芳氛 硝消肖削校 苯本笨奔 嗪秦琴芹勤 酮同铜桐童 沙砂莎纱杀 坦担但谈旦
洛络罗落骆乐诺若 普扑浦铺谱朴 利力立丽莉历里理离 平苹萍坪屏评 地帝迪弟第滴底低 美每镁梅霉酶莓 托脱拖 他它她塔踏
唑坐座做作左佐 奥澳傲 氯绿录律 头投 孢抱包胞 林琳淋霖 西希夕析昔 钠那纳娜 钙盖丐 糖塘唐堂 双霜 甲贾佳加嘉
胍瓜呱刮 格葛隔革列烈裂 齐奇其琪 缬节结洁杰 厄恶扼 贝倍被备 替提题 卡咖喀 韦维唯为微 拉啦腊辣 米咪迷
夫福伏服弗氟 舍设射 曲取屈 司斯思丝 匹皮批 素速宿 氨安胺 溴秀臭 索锁所 孟蒙萌 鲁卢路 布步不 依伊衣医 那拿
吡比必毕 醇纯唇 螺罗 酯脂之 缓换 释适 氢轻清 环还 药要 克可柯科刻 瑞锐 磺黄皇 酸算 碳炭
"""


_GROUPS_OF_FORMS = """
肠长常尝场 溶容荣融蓉 缓还环换 释试式适拭 控空孔 分份粉纷 散撒伞 咀嘴组 嚼爵觉绝 泡炮抛跑 腾藤疼 含寒涵 胶交焦娇教浇 囊襄馕曩嚷攘
颗课棵科 粒利立力 服福 液夜业叶 混浑 悬旋玄选 滴嘀 软阮 乳汝 膏高糕 喷碰 雾务物 栓拴 贴帖 片骗篇偏 剂济记 糖塘搪 浆桨奖
"""
"""The same in what medicines come as: 长溶片, 缓试片, 胶襄."""


def _table(groups: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for group in groups.split():
        for char in group:
            table.setdefault(ord(char), group[0])
    return table


_TABLE, _FORMS = _table(_GROUPS), _table(_GROUPS_OF_FORMS)


def by_ear(text: str) -> str:
    """The text, as long as it was, with one character for all that sound alike."""
    return text.translate(_TABLE)


def form_by_ear(text: str) -> str:
    """The same for the form a medicine comes in."""
    return text.translate(_FORMS)
