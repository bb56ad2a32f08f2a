import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts';

import type { TimeWords } from './time-words.ts';

export const KOREAN_TIME: TimeWords = {
  numerals: { 한: 1, 두: 2, 세: 3, 네: 4, 반: 0.5 },
  dates: [
    '(?<!\\d)(?<y>20\\d\\d)\\s?년\\s?(?<m>\\d{1,2})\\s?월\\s?(?<d>\\d{1,2})\\s?일?',
    '(?<![\\d.])(?<m>\\d{1,2})\\s?월\\s?(?<d>\\d{1,2})\\s?일',
  ],
  afterSlashedDate: '시',
  days: [
    ['오늘|금일', 0],
    ['내일|익일|명일', 1],
  ],
  clocks: [
    '(?:(?<ap>오전|오후|새벽|저녁|밤|낮)\\s?)?(?<![\\d:.])(?<h>\\d{1,2})(?::(?<min>\\d{2})(?::\\d{2})?|시(?!간)\\s?(?:(?<min2>\\d{1,2})\\s?분|(?<half>반))?)',
  ],
  noon: '정오',
  midnight: '자정',
  morning: '오전|새벽',
  afternoon: '오후|저녁|밤|낮',
  durations: [
    '(?<low>\\d+(?:\\.\\d+)?|[한두세네])(?:\\s?[-~]\\s?(?<high>\\d+(?:\\.\\d+)?))?\\s?(?<unit>시간|분(?!할)|일간)(?<half>\\s?반)?',
  ],
  units: [
    ['분', MINUTE_MS],
    ['시간', HOUR_MS],
    ['일', DAY_MS],
  ],
  zones: [
    ['한국 ?(?:표준)? ?시간?|한국', 'Asia/Seoul'],
    ['미국 ?동부 ?시간', 'America/New_York'],
  ],
  glue: '약|경|예상',
  range: '부터|에서',
  untilBefore: '종료[\\s(:]*(?:약 )?',
  fromBefore: '(?!)',
  untilAfter: '까지',
  fromAfter: '부터|이후',
  ago: '\\s?전',
  ahead: '\\s?[후뒤]',
  movedTo: '(?!)',
  voidBefore: '(?:당초|기존)(?:에)?\\s*',
  fields: {
    from: '(?:입출금|입금|출금|거래|서비스)? ?(?:일시 ?)?(?:중단|중지|정지|시작|점검 ?시작)(?: ?(?:예정)?)? ?(?:일시|시간|시점|일자)',
    until:
      '(?:입출금|입금|출금|거래|서비스)? ?(?:재개|종료|완료|복구|점검 ?종료)(?: ?예정(?: ?(?:일시|시간|시점|일자))?| ?(?:일시|시간|시점|일자))',
    void: '변경 ?전|기존|당초|(?:게시|작성|등록) ?(?:일시|일자|일|시간)',
    changed: '변경(?: ?후)?|연장(?: ?후)?',
    window: '(?:점검|중단|작업|업그레이드|서비스 ?중단)? ?(?:일시|시간|기간|일정)',
  },
};
