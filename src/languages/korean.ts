import { KOREAN_TIME } from './korean-time.ts';
import type { LexiconEntry, Lexicon, Topic } from './lexicon.ts';
import type { PredicateForm, Happening } from '#src/names/token.ts';

const COMPONENTS: readonly LexiconEntry[] = [
  ['component', 'deposits withdrawals', '입[·/\\s]?출금|입출고|전송'],
  ['component', 'deposits', '입금|입고|충전'],
  ['component', 'withdrawals', '출금|출고|송금'],
  ['component', 'spot', '현물(?: ?거래(?!소|지원|대금|량|내역|유의))?'],
  [
    'component',
    'trading',
    '거래(?!소|지원|대금|량|내역|유의)|(?:전체|모든|원화|BTC|USDT)? ?마켓(?:의|에서의)? ?거래|매매|주문(?: ?체결)?|체결',
  ],
  ['component', 'spot margin derivatives', '(?:모든|전체) 거래(?!소|지원)'],
  ['component', 'margin', '마진(?: ?거래)?|대여'],
  ['component', 'derivatives', '선물(?: ?거래)?|파생상품|무기한 계약'],
  ['component', 'api', '(?:open )?api(?: ?서비스)?|오픈 ?API'],
  ['component', 'website', '웹 ?사이트|홈페이지|웹|모바일 ?앱|앱'],
  ['component', 'login', '로그인'],
  ['component', 'p2p', 'p2p(?: ?거래)?'],
  ['component', 'card', '카드(?: ?결제)?'],
  ['component', 'staking', '스테이킹|예치(?! ?금)'],
  ['wallet', '지갑(?= ?(?:시스템 )?점검)'],
  ['mark', 'fiat', '법정화폐'],
  [
    'whole',
    '(?:모든|전체|전) ?서비스|서비스 ?(?:전체|전반)|거래소 ?(?:서비스|이용)|서비스(?=[가이는은를]? ?(?:정상|재개|중단|일시|(?:긴급|정기)? ?점검))',
  ],
  [
    'filler',
    '복구(?:가|는|도)? ?(?:불가(?:능)?(?:할 수(?:도)? ?있|합니다|하)?|어렵)|(?:원화|KRW|BTC|USDT) ?마켓(?= ?[^ 거의]*\\()|(?:모든 )?(?:대기|보류) ?(?:중인|된)|(?:출금|입금|거래|전송) ?(?:수수료|한도|주소|내역|지연제|금액|대금)|(?:중단|중지|점검|정지) ?(?:기간|시간) ?(?:에도|동안|중|내)?|(?:재개|복구|정상화) ?(?:완료 ?)?(?:예상 ?)?(?:시점|시간|일정|일시|여부)|거래소|거래지원|거래 ?(?:환경|경험|편의|기회|단위|규칙|방식|시간)|거래대금|거래량|출금 가능 금액',
  ],
];

/** Endings of Sino-Korean verbs (중단하다, 재개되다): which tense they make. The longest matching ending wins. */
const ENDINGS: readonly (readonly [PredicateForm, string])[] = [
  [
    'future',
    '(?:을|를)? ?(?:될|할|하는|되는)? ?(?:예정|계획)|하겠습니다|하고자 합니다|할 것|될 것|하도록|될 수 있도록|할 수 있도록|까지',
  ],
  [
    'conditional',
    '(?:(?:이|가)? ?(?:발생|있을|생길|될))?(?:될|할|을)? 수 ?(?:도 )?있|(?:될|할) 때까지|되기 전|하기 전|될 가능성|할 가능성|(?:되|하|시)면|될 경우| ?시(?=,| )|되는 대로|하는 대로|된 후|한 후| ?후|되는대로|(?: ?(?:시작|종료|완료|개시))? (?:전|후|이전|이후)(?:에|까지|의|에도)?(?= )',
  ],
  [
    'negated',
    '(?:되|하)지 않|(?:되|하)는 (?:일|경우|것)[은는이가도]? ?(?:없|아닙)|(?: ?계획| ?예정)?[은는이가]? ?없',
  ],
  ['was', '되었던|됐던|했던|하였던|되어 ?있던|되고 있던|하고 있던|중이던'],
  ['done', '되었|됐|했|하였|된 상태|한 상태|되어|하여|됨|완료'],
  [
    'now',
    ' ?작업(?:이|을|를)?(?: ?진행)? ?중|(?:을|를) ?(?:진행|실시)(?: ?중|하고 ?있)|(?:되|하)고 ?있|중(?:입니다|이며|인|이)?|한다고|한다|된다| 중(?:입니다|이며|인|이)?| ?상태(?:입니다|이며|이고|임|로|$)',
  ],
  // What is joined to more has the tense of what follows.
  ['plain', '되고|하고'],
  ['present', '됩니다|합니다|되며|하며|되오니|하오니|되니'],
  ['plain', ''],
];

function conjugate(happening: Happening, stems: string): LexiconEntry[] {
  return ENDINGS.map(
    ([form, endings]) => ['predicate', happening, form, `(?:${stems})(?:${endings})`] as const,
  );
}

const PREDICATES: readonly LexiconEntry[] = [
  ['predicate', 'halt', 'conditional', '불가(?:능)?(?:할|될) 수(?:도)? ?있'],
  ...conjugate('halt', '(?:일시 ?)?(?:중단|중지|정지|제한|차단|동결)'),
  ['predicate', 'halt', 'now', '연장(?:됩니다|되었습니다|합니다|하였습니다|되어|되며|될 예정)'],
  ['predicate', 'halt', 'now', '재개 ?(?:예정 ?)?(?:일정|일시|시간|시점)?(?:이|을)? ?(?:변경|연기)'],
  ...conjugate('resume', '재개|정상화|복구|재오픈|해제'),
  ...conjugate('maintain', '(?:긴급|정기|임시|시스템|서버|네트워크)? ?(?:긴급|정기|임시|시스템|서버)? ?점검'),
  ...conjugate('degrade', '지연'),
  [
    'predicate',
    'halt',
    'now',
    '불가(?:능)?|할 수 없|이용(?:하실)? ?수 ?없|이용이 어렵|접속(?:이)? ?(?:불가|되지 않)|(?<=(?:이용|접속|처리|반영|작동|진행|체결|제공|지원|전송|로그인|표시|조회|입금|출금)(?:이|가|도)? ?)되지 않(?:습니다|고|는)',
  ],
  [
    'predicate',
    'degrade',
    'now',
    '원활하지 (?:않|못)|지연되고 있|느려지|불안정|시간 ?초과|타임 ?아웃|오류가? ?(?:발생)?|장애가? ?발생(?!하여)|늦어지',
  ],
  [
    'predicate',
    'normal',
    'now',
    '(?:정상(?:적으로)? ?)?이용(?:하실|할)? ?수 ?있(?:습니다|으며|어)?|(?:정상(?:적으로)? ?)?(?:이용 ?)?가능|영향(?:이|은)? ?(?:없|받지)|정상(?:적으로)? (?:이용|운영|작동|진행)|이상 ?없|정상(?=\\s?(?:[)\\]/,]|$))',
  ],
  [
    'predicate',
    'normal',
    'was',
    '정상(?:적으로)? ?(?:이용|운영|작동|진행|제공|처리)(?:이|가)? ?(?:되었|됐|하였|했)',
  ],
  [
    'predicate',
    'complete',
    'done',
    '(?:완료|종료)(?:되었|됐|했|하였|되어|되며)|완료|종료(?= ?(?:및|안내|공지|$|[\\])]))',
  ],
  ['predicate', 'resolve', 'done', '해결(?:되었|됐|했)|해소(?:되었|됐)|복구(?:되었|됐|했)'],
  ['predicate', 'cancel', 'plain', '취소|연기'],
];

const MARKS: readonly LexiconEntry[] = [
  ['mark', 'future', '예정|예상|추후|곧|계획'],
  ['mark', 'now', '현재|지금|즉시'],
  ['mark', 'remain', '계속|여전히|아직'],
  ['mark', 'conditional', '가능성'],
  ['mark', 'all', '모든|전체|전 종목'],
  ['mark', 'indefinite', '별도 공지 ?(?:시|가 있을 때)?까지|추후 공지|당분간'],
  ['mark', 'some', '일부'],
  ['mark', 'again', '다시|재차'],
  ['mark', 'for good', '영구'],
  [
    'mark',
    'including',
    '(?:을|를)? ?(?:포함|비롯)(?:한|하여|해|하는)|등(?= ?(?:[^ ,]+ )?(?:모든|전체|전 ?서비스))',
  ],
  ['mark', 'hearsay', '소문|알려졌|전해졌'],
];

const GRAMMAR: readonly LexiconEntry[] = [
  ['someone else', '(?:타|다른|경쟁) ?(?:거래소|사업자|업체)|타사|경쟁사'],
  ['and', '및|와|과|그리고|또는'],
  ['comma', ','],
  ['contrast', '지만|반면|그러나|다만|하지만|으나'],
  [
    'subordinate end',
    '(?:완료|확인|안정화|종료|해소)(?:가|이)?(?:된|한|되는|하는)? ?(?:후|대로|시(?![간점각])|다음)|(?:완료|확인|안정화|종료|해소)(?:되면|하면|되는대로)|경우|[는되한] ?대로',
  ],
  [
    'cause',
    '(?:에 따라|에 따른|로 인해|으로 인해|로 인한|으로 인한|관계로|때문에|에 대비하여|을 위해|를 위해|을 위한|를 위한|에 의해|로 인하여|으로 인하여|지원을 위해)',
  ],
  ['except', '제외'],
  ['chain word', '(?:메인)?네트워크(?: ?(?:계열|기반))?|체인(?!\\([A-Z]{2,6}\\))|메인넷|계열|기반|블록체인'],
];

const TOPICS: readonly Topic[] = [
  { reason: 'warning', scope: 'text', pattern: /피싱|사칭|사기|스미싱|주의하(?:세요|시기|여)|유의하시기/ },
  {
    reason: 'delisting',
    scope: 'text',
    pattern: /거래지원 ?종료|거래 지원 종료|상장 ?폐지|서비스 종료|지원 종료/,
  },
  {
    reason: 'listing',
    scope: 'text',
    pattern:
      /신규 ?(?:디지털|가상|거래|상장|코인|마켓)|거래지원 ?(?:안내|개시)|(?:디지털|가상) ?자산 추가|상장(?! ?폐지)|마켓 추가/,
  },
  {
    reason: 'history',
    scope: 'text',
    pattern:
      /주간 ?(?:동향|리포트|브리핑)|사후 ?보고|장애 ?보고|회고|리서치|칼럼|교훈|보상|재발 ?방지|발생(?:한|했던|하였던).{0,24}(?:사과|보고|경위)/,
  },
  {
    reason: 'accounts',
    scope: 'text',
    pattern: /고객확인|KYC|본인 ?인증(?! ?(?:서비스 ?)?(?:오류|장애|지연|불가))|미이행|트래블룰/i,
  },
  { reason: 'terms', scope: 'sentence', pattern: /약관|지연 ?제|개인 ?정보|정책 ?(?:변경|개정|개편)/ },
  {
    reason: 'product',
    scope: 'sentence',
    pattern:
      /API.{0,12}(?:변경|업데이트|개편|신규)|(?:앱|버전).{0,12}업데이트|호가 ?단위|오류 ?(?:수정|개선)/i,
  },
  {
    reason: 'denial',
    scope: 'sentence',
    pattern:
      /사실이 아(?:닙|니|님)|사실(?:과|이) (?:다|무근)|사실무근|루머|(?:중단|중지|정지)(?:한 적|하지 않|되지 않)|계획(?:은|이)? ?없|허위/,
  },
  { reason: 'question', scope: 'sentence', pattern: /[?？]\s*$|(?:나요|까요|습니까)[?？]?\s*$/ },
  { reason: 'history', scope: 'sentence', pattern: /어제|지난 ?(?:주|달|해)|작년/ },
  {
    reason: 'marketing',
    scope: 'sentence',
    pattern: /이벤트|에어드랍|혜택|경품|추첨|리워드|쿠폰|당첨|지급|받으세요|받자|프로모션|기념/,
  },
];

/** Korean words. */
export const KOREAN: Lexicon = {
  language: 'ko',
  spaced: false,
  order: 'subject first',
  entries: [...COMPONENTS, ...PREDICATES, ...MARKS, ...GRAMMAR],
  topics: TOPICS,
  zone: 'Asia/Seoul',
  time: KOREAN_TIME,
  script: /[\uAC00-\uD7AF]/,
  names: {
    chainWords: '네트워크|체인|메인넷',
    everyCoin: '(?<=원화(?: 및 |와 |·))(?:디지털 ?자산|가상 ?자산|암호화폐)',
    unlisted: {
      some: '(?:아래|상기|하기|해당) ?(?:디지털|가상)? ?(?:자산|화폐|코인|종목|네트워크)(?=[의은이에 ]|$)|(?:일부|대부분의?|대다수) ?(?:디지털|가상|암호)? ?(?:자산|화폐|코인|종목|네트워크)|\\d+ ?(?:개|종)(?:의)? ?(?:디지털|가상)? ?(?:자산|코인|종목)',
      refers: '아래|상기|하기|해당',
      named:
        '(?<![가-힣])(?!알트코인|스테이블코인|가상코인)[가-힣]+(?:코인|토큰|체인|프로토콜)(?= ?(?:입출금|입금|출금))' +
        // A word at the beginning, right before what moves, is a name.
        '|(?<=^|[\\])] ?)(?!원화|전체|모든|일부|가상|디지털|암호|코인|자산|긴급|현재|해당|법정|외화|점검|네트워크|시스템|고객|서비스)[가-힣]{2,8}(?<!은행|뱅크|의)(?= (?:입출금|입금|출금) ?(?:서비스 ?)?(?:일시|긴급|중단|중지|재개|정상화|지연|제한))',
    },
    afterOtherNames: '은행|뱅크',
    basedOn: '기반(?:의)?|계열(?:의)?',
    possessive: '의',
    pairs: '마켓|선물',
    serviceLabels: '(?:영향|점검|중단|중지|제한|대상)(?: ?대상)? ?(?:서비스|기능|범위)',
    listLabels:
      '(?:영향|점검|중단) ?범위|(?:점검 ?|중단 ?|중지 ?)?(?:대상|해당|관련)(?: ?(?:디지털|가상) ?자산| ?자산| ?종목| ?코인| ?네트워크)?',
    coinWork:
      '메인넷 ?(?:업그레이드|업데이트|하드포크)|네트워크 ?(?:업그레이드|업데이트|하드포크|이슈|문제|장애|불안정)',
    chainMoves: '(?!)',
  },
  listWords: ' 및 ',
  labels: [],
  possible: '수 ?(?:도 )?있|가능성|우려|검토',
  passing: '일시|점검|재개|업그레이드',
  nowOpen: '(?!)',
  extended: '연장|재개 ?(?:예정 ?)?(?:일정|일시|시간|시점)?(?:이|을)? ?(?:변경|연기)',
  practice: '테스트 ?넷|모의 ?(?:투자|거래)|샌드박스|데모 ?(?:거래|계정)|테스트 ?(?:서버|환경)',
  mainnet: '메인 ?넷',
  during: '(?:중|고 ?있)$',
  apology: '사과|죄송|불편|양해',
  nextWord: '(?:추가|다음) ?(?:공지|안내|업데이트)',
  chainWork: '(?:네트워크 ?업그레이드|하드포크) ?(?:지원|안내)',
  updating: '업데이트|추가 ?(?:안내|공지)',
  untouched: '영향',
  amending: {
    planned: String.raw`점검|업그레이드|하드포크|중단|중지`,
    calledOff: String.raw`취소`,
    putOff: String.raw`연기|(?:일정|일시|시간)(?:이|을)? ?변경`,
    movedTo: String.raw`연기(?:되어|하여)?\s*(.+)`,
  },
  unaffected: '영향(?:이|은)? ?(?:없|받지)|정상(?:적으로)? ?(?:이용|운영|작동)',
  sparing: '(?!)',
  noticeWords:
    '안내|공지|현재|진행 ?중인?|연장|종료|시간|변경|긴급|중요|정기|임시|에 따른|관련|실시|드립니다|사항|의|을|를|이|가|은|는|에|에서|까지|부터|동안|및|와|과|로|하여|되어',
  turns: '[,;.!]|지만|으나',
  opening: String.raw`(?<=(?:(?:안내|공지)[ \d():~./,\-년월일시분부터까지]*|니다|세요) )(?=\p{Script=Hangul}).+(?:[다요][.!]?|[!])$`,
  goesOn: '[은는이가을를에의로와과도]|관련|[한된할될]',
};
