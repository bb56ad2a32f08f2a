import type { Topic } from './lexicon.ts';

/** Korean signs that a text, or a sentence, is no news of a service's state. In order of precedence. */
export const KOREAN_TOPICS: readonly Topic[] = [
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
      /주간 ?(?:동향|리포트|브리핑)|사후 ?보고|장애 ?보고|최종 ?보고|조사 ?결과|원인 ?분석|회고|리서치|칼럼|교훈|보상|재발 ?방지|발생(?:한|했던|하였던).{0,24}(?:사과|보고|경위)/,
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
