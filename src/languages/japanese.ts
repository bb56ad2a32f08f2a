import { JAPANESE_TIME } from './japanese-time.ts';
import type { Entry, Lexicon, Topic } from './lexicon.ts';
import type { Form, Happening } from '#src/names/token.ts';

const COMPONENTS: readonly Entry[] = [
  [
    'component',
    'deposits withdrawals',
    '入出[金庫]|入出金|入出庫|入送金|送受金|預入・送付|預入(?:および|及び|と)送付',
  ],
  ['component', 'deposits', '入金|入庫|受取|預入|預け入れ|受金|受信'],
  ['component', 'withdrawals', '出金|出庫|送金|送付|引き出し|引出し?'],
  ['component', 'spot', '現物(?:取引(?!所|量|高|手数料|履歴|パスワード|ペア)|売買)?|販売所(?:における取引)?'],
  ['component', 'trading', '取引(?!所|量|高|手数料|履歴|パスワード|ペア)|売買|注文|約定'],
  ['component', 'spot margin derivatives', '(?:全て|すべて|全)の?取引(?!所|量|ペア)'],
  ['component', 'margin', '(?:レバレッジ|信用|証拠金)(?:取引)?'],
  ['component', 'derivatives', '(?:先物|デリバティブ|CFD|無期限契約)(?:取引)?'],
  ['component', 'api', 'api'],
  ['component', 'website', '(?:ウェブ|Web)(?:サイト)?|ホームページ|サイト|アプリ(?:ケーション)?'],
  ['component', 'login', '(?:(?:アプリ|サイト|ウェブ(?:サイト)?|マイページ|口座)(?:に|への|の)?)?ログイン'],
  ['component', 'p2p', 'p2p(?:取引)?'],
  ['component', 'card', '(?:クレジット)?カード(?:決済|購入)?'],
  ['component', 'staking', 'ステーキング'],
  ['wallet', 'ウォレット(?=(?:の)?(?:メンテナンス|保守))'],
  ['mark', 'fiat', '法定通貨(?:の)?|外貨(?:の)?'],
  [
    'whole',
    '(?:全て|すべて|全|全ての|すべての)の?サービス|サービス(?:全体|全般)|サービス(?=[はがを]?(?:正常に)?(?:復旧|再開|停止))|当取引所',
  ],
  [
    'filler',
    '(?:入金|出金|送金|取引|出庫|入庫|送付)(?:手数料|限度額|上限|アドレス|履歴|量|高)|取引(?:環境|体験|機会|ルール|単位|方法|時間)|(?:停止の?)?解除(?:の)?(?:手続き?|方法|申請)|再開(?:の)?手続き?|停止(?:の)?期間中?|再開(?:日時|時期)?(?:は|:)?未定|再開(?:の)?(?:時期|日時|時間|目処|目途)|復旧(?:の)?(?:時期|目処|目途)|取引所|取引ペア|注文板',
  ],
];

/** Endings of する-verbs: which tense they make. The longest matching ending wins. */
const ENDINGS: readonly (readonly [Form, string])[] = [
  ['future', '(?:を)?(?:する|いたす|させていただく|の|となる|される)?(?:予定|見込み|見通し)|まで'],
  [
    'conditional',
    'の?際(?:は|に|には)|(?:した|された|となった)場合|(?:する|となる|される)(?:場合|可能性|こと)(?:が|も)|した(?:後|ら)|次第|後(?:に|、|も|は|の|より)?|前(?:に|の|は|まで)|しましたら|すれば',
  ],
  [
    'negated',
    '(?:は|を)?(?:予定|実施|検討)(?:は)?して(?:おりません|いません)|(?:は)?(?:して|いたして)(?:は)?(?:おりません|いません|いない)|(?:する|の)?予定は(?:ございません|ありません)|しません|いたしません|は(?:一切)?(?:ございません|ありません|行いません)',
  ],
  ['was', '(?:を)?(?:いた)?(?:して|されて|となって)(?:おりました|いました|おった|いた)'],
  ['done', '(?:を)?(?:いた)?しました|されました|した(?!後|ら)|済み|となりました|させていただきました|し、'],
  [
    'now',
    '(?:を)?(?:いた)?し(?:て|ており|てい)(?:おります|います|いる)|しております|しています|している|中(?!止)|となっており|されて(?:おり|い)|となって(?:おり|い)',
  ],
  ['present', '(?:を)?(?:いたします|します|となります|させていただきます|されます)'],
  ['plain', ''],
];

function conjugate(happening: Happening, stems: string): Entry[] {
  return ENDINGS.map(
    ([form, endings]) => ['predicate', happening, form, `(?:${stems})(?:${endings})`] as const,
  );
}

const PREDICATES: readonly Entry[] = [
  ...conjugate('halt', '(?:一時)?(?:停止|中止|休止|中断|制限|凍結|見合わせ)'),
  ['predicate', 'halt', 'now', '延長(?:いたし|し)(?:ます|ました)'],
  ...conjugate('resume', '再開|正常化'),
  ...conjugate('resolve', '復旧|解消|回復|解除'),
  ...conjugate('maintain', '(?:緊急|定期|臨時|計画|夜間|システム|サーバー?)*(?:メンテナンス|保守)'),
  ...conjugate('degrade', '遅延'),
  ['predicate', 'affect', 'now', '影響(?:が|を)(?:出て|及|与え|生じ)'],
  [
    'predicate',
    'halt',
    'now',
    'でき(?:ない|ません|なく)|(?:ご)?利用(?:が|は)?(?:いただけ(?:ません|ない)|できない|できません|不可)|アクセスできない|つながらない|不可',
  ],
  [
    'predicate',
    'degrade',
    'now',
    '(?:し|り)?(?:づら|にく)(?:い|く)|遅れが?(?:生じ|発生)?|反映されない|遅延が発生|不具合|障害(?:が発生(?:し|中))|不安定|時間(?:が|を)(?:かか|要し|いただ|頂)',
  ],
  [
    'predicate',
    'normal',
    'now',
    '影響(?:は|も)?(?:ございません|ありません|ない|なし)|通常(?:どおり|通り)|(?:ご)?利用(?:いただけます|可能|できます)|可能(?!性)|問題(?:は)?(?:ございません|ありません)',
  ],
  [
    'predicate',
    'resume',
    'done',
    '(?:正常に)(?:復旧|再開|稼働)(?:し|いたし)(?:ました|ております)|利用(?:いただけるようになり|可能となり|可能になり)',
  ],
  ['predicate', 'complete', 'done', '(?:完了|終了)(?:いた)?しました|完了し'],
  ['predicate', 'cancel', 'plain', '延期|取りやめ|キャンセル(?!注文)'],
];

const MARKS: readonly Entry[] = [
  ['mark', 'future', '予定|見込|見通し|まもなく|今後|準備'],
  ['mark', 'now', '現在|ただいま|現時点'],
  ['mark', 'remain', '引き続き|依然|いまだ'],
  ['mark', 'conditional', '可能性|場合がございます|場合があります|ことがあります'],
  ['mark', 'all', '全て(?:の)?|すべて(?:の)?|全(?=暗号資産|銘柄|通貨)'],
  ['mark', 'indefinite', '当面の間|別途(?:お知らせ|ご案内)'],
  ['mark', 'some', '一部(?:の)?(?:お客様|ユーザー)?'],
  ['mark', 'again', '再度|再び'],
  ['mark', 'including', 'を含む|を含め|をはじめ(?:とする|とした)?|など(?=[、,]?(?:全|すべて))'],
  ['mark', 'earlier', '先日|以前'],
];

const GRAMMAR: readonly Entry[] = [
  ['someone else', '他(?:の)?(?:取引所|社)|競合(?:他社)?'],
  ['and', '及び|および|と(?=[A-Z入出])|ならびに|並びに'],
  ['comma', '、|,'],
  ['list', '・|/'],
  ['contrast', '(?:ました|ます|です)?が、|一方|ただし|なお'],
  [
    'subordinate end',
    '(?:完了|終了|確認|安定|整い)(?:した|し|でき|が取れ|が確認でき)?(?:後|次第|ましたら|たら)|次第',
  ],
  ['cause', 'に伴い|に伴う|のため|につき|により|による|に際し'],
  ['except', 'を除く|除き|以外'],
  ['chain word', '(?:メイン)?ネットワーク|チェーン|ブロックチェーン|メインネット'],
];

const TOPICS: readonly Topic[] = [
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
      /(?:週間|月間|マーケット)(?:レポート|まとめ)|経緯のご報告|再発防止|振り返り|お詫びとご報告|原因(?:と|および|及び).{0,8}(?:対応|対策|について)|(?:障害|遅延|停止|不具合)の(?:原因|経緯)|補償/,
  },
  { reason: 'accounts', scope: 'text', pattern: /本人確認|KYC|トラベルルール|口座凍結/i },
  {
    reason: 'product',
    scope: 'sentence',
    pattern: /API.{0,12}(?:変更|更新|改修|追加|廃止)|新機能|アプリ.{0,8}アップデート/i,
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

/** Japanese words. */
export const JAPANESE: Lexicon = {
  language: 'ja',
  spaced: false,
  order: 'subject first',
  entries: [...COMPONENTS, ...PREDICATES, ...MARKS, ...GRAMMAR],
  topics: TOPICS,
  zone: 'Asia/Tokyo',
  time: JAPANESE_TIME,
  script: /[\u3040-\u30FA\u30FC-\u30FF]/,
  names: {
    chainWords: 'ネットワーク|チェーン',
    everyCoin:
      '(?<=(?:日本円|円|JPY)(?:および|及び|と|・|、|ならびに))(?:暗号資産|仮想通貨)|(?:暗号資産|仮想通貨)(?=(?:および|及び|と|・|、)日本円)',
    unlisted: {
      some: '(?:以下|下記|上記|対象)の?(?:暗号資産|仮想通貨|通貨|銘柄|コイン|トークン)|(?:一部|大半|ほとんど)の?(?:暗号資産|仮想通貨|通貨|銘柄|コイン|トークン|ネットワーク)|\\d+銘柄',
      refers: '以下|下記|上記|対象',
      named:
        '(?<![ァ-ヶー])(?!トークン|コイン|アルトコイン|ステーブルコイン)(?:(?!サービス|クイック|インスタント|リアルタイム|オンライン|ユーザー|ネットワーク|チェーン|ウォレット|システム|メンテナンス|アプリ|カード|スマートフォン)[ァ-ヶー]){3,}(?=の?(?:入出[金庫]|入金|出金|入庫|出庫|送金|送付|預入|受取))',
    },
    afterOtherNames: '銀行|ネット|カード',
    basedOn: 'ベースの?|チェーン上の',
    possessive: 'の',
    pairs: 'ペア|レバレッジ|先物',
    coinWork: '(?:メイン)?ネット(?:ワーク)?(?:の)?(?:アップグレード|不具合|障害|メンテナンス)',
    chainMoves: '(?!)',
  },
  listWords: 'および|及び',
  labels: [],
  passing: '一時|メンテナンス|再開|アップグレード',
  nowOpen: '(?!)',
  nextWord: '続報|次回(?:の)?(?:更新|お知らせ|ご案内)|改めて(?:お知らせ|ご案内)',
  chainWork: '(?:ネットワーク(?:の)?アップグレード|ハードフォーク)(?:への|の)?(?:対応|サポート|実施)',
  updating: '^(?:更新|続報|追記)\\s*[:：-]',
  untouched: '影',
  amending: {
    planned: String.raw`メンテナンス`,
    calledOff: String.raw`中止`,
    putOff: String.raw`延期|変更`,
    movedTo: String.raw`(?:延期|変更)(?:し)?、?\s*(.+)`,
  },
  unaffected: '影響(?:は|も)?(?:ございません|ありません|ない|なし)|通常(?:どおり|通り)',
  sparing: '(?!)',
  noticeWords:
    'お知らせ|ご案内|案内|重要|実施|緊急|定期|臨時|予定|に関する|について|に伴う|の|を|は|が|いたします|します|する',
  turns: '[,、。;.!]|が、',
  opening: String.raw`(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー】」)] )[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー][^ ]*[。！!]$`,
  goesOn: '[はがをにのでともへ]|ため|より|から|まで',
};
