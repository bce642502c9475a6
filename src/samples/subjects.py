"""What the made-up customers ask: (category, kind of enquiry, subject) for each product. No comma in any of them."""

from collections.abc import Callable

SUBJECTS = {
    "Endpoint Manager": (
        ("配布", "problem", "ソフトウェア配布タスクが「保留中」のまま進まない"),
        ("配布", "settings", "配布パッケージの帯域制限を拠点別に設定したい"),
        ("インベントリ", "problem", "インベントリスキャンが一部端末で失敗する"),
        ("インベントリ", "specification", "インベントリの保持期間の仕様を確認したい"),
        ("エージェント", "problem", "エージェント更新後に端末がコンソールに表示されない"),
        ("エージェント", "settings", "VDI端末へのエージェント導入手順を知りたい"),
        ("コンソール", "problem", "コンソールへのログインに時間がかかる"),
        ("リモート制御", "problem", "リモート制御の接続が途中で切断される"),
        ("OS展開", "settings", "Windows 11展開テンプレートの作り方について"),
        ("データベース", "specification", "データベースの移行がサポートされる構成について"),
    ),
    "Neurons for ITSM": (
        ("ワークフロー", "problem", "承認ワークフローの通知メールが届かない"),
        ("ワークフロー", "settings", "承認者の代理設定を一括で変更したい"),
        ("フォーム", "settings", "申請フォームに必須項目を追加する方法"),
        ("レポート", "problem", "月次レポートの件数が一覧と一致しない"),
        ("レポート", "specification", "ダッシュボードの更新間隔の仕様について"),
        ("連携", "problem", "Active Directory連携の同期が途中で止まる"),
        ("連携", "settings", "REST APIの認証トークンの更新手順"),
        ("検索", "problem", "ナレッジ検索で日本語の部分一致が効かない"),
        ("性能", "problem", "一覧画面の表示が午前中に遅くなる"),
    ),
    "Connect Secure": (
        ("接続", "problem", "VPN接続が数分で切断される"),
        ("接続", "problem", "在宅勤務者の一部が接続できない"),
        ("認証", "problem", "多要素認証の画面で先に進めない"),
        ("認証", "settings", "SAML認証の証明書を更新したい"),
        ("脆弱性", "specification", "公開された脆弱性の影響有無を確認したい"),
        ("アップデート", "settings", "修正版の適用手順と所要時間について"),
        ("クラスター", "problem", "クラスターの片系が切り離された"),
        ("ログ", "settings", "syslog転送の設定方法を教えてほしい"),
        ("ライセンス", "specification", "同時接続数の上限の数え方について"),
    ),
    "Neurons for Patch Management": (
        ("適用", "problem", "月例パッチの適用結果が「不明」になる"),
        ("適用", "settings", "サーバーの再起動を営業時間外に限定したい"),
        ("スキャン", "problem", "パッチスキャンが完了しない端末がある"),
        ("スキャン", "specification", "オフライン端末のスキャン方法について"),
        ("除外設定", "settings", "特定のKBを配布対象から除外したい"),
        ("レポート", "problem", "適用率のグラフに退役端末が残る"),
        ("配信", "problem", "配信サーバーの容量が急に不足した"),
    ),
    "Neurons for MDM": (
        ("登録", "problem", "iOS端末の登録時にプロファイルが入らない"),
        ("登録", "settings", "Android Enterpriseの初期設定について"),
        ("アプリ配信", "problem", "社内アプリの更新が配信されない"),
        ("構成", "settings", "Wi-Fi証明書プロファイルの更新手順"),
        ("紛失対応", "settings", "紛失端末の遠隔ワイプを取り消せるか"),
        ("コンプライアンス", "specification", "OSバージョン違反の判定条件について"),
    ),
    "LayerX": (
        ("ポリシー", "settings", "生成AIサイトへの貼り付けを制限したい"),
        ("ポリシー", "specification", "ファイルアップロード検知の対象について"),
        ("拡張機能", "problem", "ブラウザ更新後に拡張機能が無効になる"),
        ("拡張機能", "settings", "拡張機能の一括配布の手順を知りたい"),
        ("アラート", "problem", "同じアラートが繰り返し通知される"),
        ("アラート", "specification", "アラートの重大度の判定基準について"),
        ("管理画面", "problem", "管理画面の利用者一覧が更新されない"),
        ("連携", "settings", "IdPとのグループ連携の設定方法"),
        ("連携", "problem", "SIEMへのログ転送が途切れる"),
    ),
}
_WHERE = ("", "", "", "(本社)", "(大阪拠点)", "(名古屋工場)", "(海外拠点)", "(検証環境)", "(本番環境)", "(再発)")


def of(product: str, draw: Callable[[], float]) -> tuple[str, str, str]:
    """(category, kind of enquiry, subject)."""
    choices = SUBJECTS[product]
    category, kind, subject = choices[int(draw() * len(choices))]
    return category, kind, subject + _WHERE[int(draw() * len(_WHERE))]
