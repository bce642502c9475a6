"""Forty made-up companies, who sells to them and who looks after them. Any likeness to a real company is chance."""

from typing import NamedTuple

RESELLERS = {"H": "ひかり情報販売", "S": "西海システム商事", "M": "みちのくITパートナーズ", "": ""}
OWNERS = {"s": "佐伯 真帆", "o": "大沢 健吾", "m": "三枝 由香", "n": "根本 亮"}


class Company(NamedTuple):
    """`size` is the share of bulk tickets relative to the others; 0 = story tickets only."""

    id: str
    name: str
    reseller: str
    owner: str
    size: float


_TABLE = """
C-001 青葉精機             H s 3.0
C-002 北斗物産             S o 2.4
C-003 白鷺電装             - m 5.0
C-004 翠嶺製薬             - s 6.5
C-005 蒼海運輸             H n 4.0
C-006 月見坂食品           M o 3.4
C-007 鳴神鉄工             S m 1.6
C-008 銀嶺精密             - n 2.2
C-009 花筏印刷             M s 0
C-010 朝凪水産             M o 0
C-011 七曜生命保険         - m 4.2
C-012 緋扇百貨店           H n 1.9
C-013 千鳥浜電鉄           - s 3.1
C-014 巌流重工             - o 5.6
C-015 天雲航空貨物         S m 1.8
C-016 琥珀製菓             H n 0.9
C-017 夕霧繊維             M s 0.7
C-018 玉響オーディオ       S o 0.6
C-019 空木建設             - m 1.7
C-020 松籟証券             - n 7.5
C-021 東風自動車部品       H s 3.6
C-022 深緑エナジー         - o 2.0
C-023 氷室冷蔵             M m 0.8
C-024 浮舟海運             S n 2.1
C-025 紅葉谷ホテルズ       H s 1.3
C-026 黒曜セラミックス     - o 2.8
C-027 露草化粧品           M m 0.9
C-028 万葉システムズ       - n 3.3
C-029 篝火ガス             S s 1.2
C-030 雷鳥スポーツ         H o 0.7
C-031 若竹ヶ原信用組合     S m 1.0
C-032 霞台不動産           - n 1.4
C-033 梓ヶ丘中央病院       H s 1.1
C-034 雪代学園大学         M o 1.6
C-035 桜沢浜市役所         S m 0.9
C-036 星降出版             - n 0.6
C-037 風見鶏ネット通販     H s 1.8
C-038 鶴来醸造             M o 0.4
C-039 常夏観光開発         - m 2.0
C-040 瑞雲グローバル商事   - n 1.5
"""


def _company(line: str) -> Company:
    id, name, reseller, owner, size = line.split()
    return Company(id, name, RESELLERS[reseller.strip("-")], OWNERS[owner], float(size))


COMPANIES = {company.id: company for company in map(_company, _TABLE.strip().splitlines())}
