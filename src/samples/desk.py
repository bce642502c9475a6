"""The made-up support desk: its teams, how fast it answers and resolves, and who makes it struggle.

`AIMS` is what this desk tries to do, part of the made-up story. What the contract says stands in `data/terms`
and is not read here, so that a change of terms never changes the samples.
"""

from collections.abc import Callable

from samples.calendar import AS_OF, DAY, FIRST_DAY, after, number_of, worked

Draw = Callable[[], float]

AIMS = {
    "standard": {"S1": 120, "S2": 240, "S3": 480, "S4": 960},
    "enterprise": {"S1": 60, "S2": 120, "S3": 240, "S4": 480},
    "premium": {"S1": 30, "S2": 60, "S3": 240, "S4": 480},
    "enhanced": {"S1": 60, "S2": 120, "S3": 240, "S4": 480},
    "saas": {"S1": 240, "S2": 480, "S3": 600, "S4": 720},
}
AROUND_THE_CLOCK = {"enterprise", "premium"}
_KEPT = {"standard": 0.957, "enterprise": 0.945, "premium": 0.968, "enhanced": 0.932, "saas": 0.95}
_WORK = {"S1": 360, "S2": 900, "S3": 2000, "S4": 2400}

TEAMS = {
    "Endpoint Manager": ("エンドポイント課", 0.0),
    "Neurons for Patch Management": ("エンドポイント課", 0.0),
    "Neurons for ITSM": ("サービス管理課", 0.012),
    "Connect Secure": ("ネットワークアクセス課", -0.03),
    "Neurons for MDM": ("モバイル課", 0.015),
    "LayerX": ("ブラウザセキュリティ課", 0.0),
}
MEMBERS = {
    "エンドポイント課": ("高梨 翔太", "小野寺 彩", "真鍋 修", "桐谷 葵", "伊達 直樹"),
    "サービス管理課": ("水沢 千尋", "葛西 亮介", "森下 智子", "南雲 拓也"),
    "ネットワークアクセス課": ("堂本 和也", "早乙女 凛", "片桐 誠", "古賀 菜々子"),
    "モバイル課": ("結城 悠", "白石 恵", "榊原 大輔"),
    "ブラウザセキュリティ課": ("風間 由紀", "橘 慎一", "立花 美緒"),
}

# Weeks after a published vulnerability: more tickets for Connect Secure, and later answers.
SURGES = [(number_of(FIRST_DAY) + first, number_of(FIRST_DAY) + first + 9) for first in (15, 285, 370, 560, 735, 850)]
IMPROVES, IN_TROUBLE = "C-005", "C-006"  # one customer that improves, one in trouble


def is_surge(day: int) -> bool:
    return any(first <= day <= last for first, last in SURGES)


def kept(customer: str, tier: str, product: str, severity: str, day: int) -> float:
    """How likely the desk keeps its aim."""
    progress = (day - number_of(FIRST_DAY)) / (AS_OF // DAY - number_of(FIRST_DAY))
    if customer == IMPROVES:
        return 0.72 + 0.28 * progress
    if customer == IN_TROUBLE:
        return 0.98 - 0.46 * progress * progress
    chance = _KEPT[tier] + TEAMS[product][1]
    if severity == "S1":
        chance -= 0.05
    if product == "Connect Secure" and is_surge(day):
        chance -= 0.07
    return chance


def answered(draw: Draw, chance: float, tier: str, severity: str, opened: int) -> int:
    """The minute of the first answer. Fresh tickets at the as-of instant are kept clear of their target."""
    aim = AIMS[tier][severity]
    late, depth = draw() > chance, draw()
    minutes = int(aim * (1.04 + 1.5 * depth * depth)) + 1 if late else max(4, int(aim * (0.03 + 0.93 * depth * draw())))
    clock_runs = severity == "S1" and tier in AROUND_THE_CLOCK
    answer = opened + minutes if clock_runs else after(opened, minutes)
    waited = AS_OF - opened if clock_runs else worked(AS_OF) - worked(opened)
    if answer > AS_OF and waited > aim * 0.6:
        answer = opened + aim // 2 if clock_runs else after(opened, aim // 2)
    return answer


def resolved(draw: Draw, tier: str, severity: str, answer: int) -> int:
    effort = draw()
    minutes = int(_WORK[severity] * (0.08 + 2.4 * effort * effort)) + 5
    return answer + minutes if severity == "S1" and tier in AROUND_THE_CLOCK else after(answer, minutes)


def tool_verdict(channel: str, tier: str, severity: str, opened: int, answer: int) -> str:
    """What the desk's own tool says: it counts every S1 however reported, so it differs from the contract's reading."""
    clock_runs = severity == "S1" and tier in AROUND_THE_CLOCK
    waited = answer - opened if clock_runs else worked(answer) - worked(opened)
    return "" if channel == "agent" else "true" if waited <= AIMS[tier][severity] else "false"
