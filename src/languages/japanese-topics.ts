import type { Topic } from './lexicon.ts';

/** Japanese signs that a text, or a sentence, is no news of a service's state. In order of precedence. */
export const JAPANESE_TOPICS: readonly Topic[] = [
  {
    reason: 'warning',
    scope: 'text',
    pattern: /フィッシング|詐欺|なりすまし|不審な|偽(?:の|物|サイト|メール|アプリ)|装った|装う/,
  },
  {
    reason: 'delisting',
    scope: 'text',
    pattern:
      /取(?:り)?扱い?(?:の)?(?:終了|廃止)|サービス(?:の)?提供(?:の)?(?:終了|停止)|上場廃止|取引終了|サービス終了|撤退/,
  },
  {
    reason: 'listing',
    scope: 'text',
    pattern: /新規(?:取(?:り)?扱い?|上場|銘柄)|取(?:り)?扱い?開始|上場(?!廃止)|取引を開始|取引開始/,
  },
  {
    reason: 'history',
    scope: 'text',
    pattern:
      /(?:週間|月間|マーケット)(?:レポート|まとめ)|経緯のご報告|調査(?:の)?(?:結果|報告)|最終報告|再発防止|振り返り|お詫びとご報告|原因(?:と|および|及び).{0,8}(?:対応|対策|について)|(?:障害|遅延|停止|不具合)の(?:原因|経緯)|補償/,
  },
  { reason: 'accounts', scope: 'text', pattern: /本人確認|KYC|トラベルルール|口座凍結/i },
  { reason: 'terms', scope: 'sentence', pattern: /規約|約款|ポリシー|契約締結前|取引説明書|プライバシー/ },
  {
    reason: 'product',
    scope: 'sentence',
    pattern:
      /(?:口座|アドレス)(?:の)?変更|API.{0,12}(?:変更|更新|改修|追加|廃止)|新機能|アプリ.{0,8}アップデート/i,
  },
  {
    reason: 'denial',
    scope: 'sentence',
    pattern:
      /事実では(?:ありません|ございません|ない)|事実無根|誤報|虚偽|デマ|予定は(?:ございません|ありません)|停止して(?:は)?(?:おりません|いません)/,
  },
  { reason: 'question', scope: 'sentence', pattern: /[?？]\s*$|(?:ますか|ですか)\s*$/ },
  {
    reason: 'question',
    scope: 'sentence',
    pattern: /に関する(?:お問い?合わせ|ご質問|よくある|Q&A)|お問い?合わせは/,
  },
  { reason: 'history', scope: 'sentence', pattern: /昨日|先週|先月|昨年/ },
  {
    reason: 'marketing',
    scope: 'sentence',
    pattern: /キャンペーン|プレゼント|当たる|特典|キャッシュバック|応募|抽選|記念|募集/,
  },
];
