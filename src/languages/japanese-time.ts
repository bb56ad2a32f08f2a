import { DAY_MS, HOUR_MS, MINUTE_MS } from './time-words.ts';
import type { TimeWords } from './time-words.ts';

export const JAPANESE_TIME: TimeWords = {
  numerals: { 半: 0.5, 数: 3 },
  dates: [
    '(?<!\\d)(?<y>20\\d\\d)\\s?年\\s?(?<m>\\d{1,2})\\s?月\\s?(?<d>\\d{1,2})\\s?日',
    '(?<![\\d.])(?<m>\\d{1,2})\\s?月\\s?(?<d>\\d{1,2})\\s?日',
  ],
  afterSlashedDate: '時',
  days: [
    ['本日|今日', 0],
    ['明日|翌日', 1],
  ],
  clocks: [
    '(?:(?<ap>午前|午後|深夜|早朝)\\s?)?(?<![\\d:.])(?<h>\\d{1,2})(?::(?<min>\\d{2})(?::\\d{2})?|時(?!間)\\s?(?:(?<min2>\\d{1,2})\\s?分|(?<half>半))?)',
  ],
  noon: '正午',
  midnight: '(?!)',
  morning: '午前|深夜|早朝',
  afternoon: '午後',
  durations: [
    '(?<low>\\d+(?:\\.\\d+)?|[半数])(?:\\s?[-~]\\s?(?<high>\\d+(?:\\.\\d+)?))?\\s?(?<unit>時間|分間?(?!類)|日間)(?<half>半)?',
  ],
  units: [
    ['分', MINUTE_MS],
    ['時間', HOUR_MS],
    ['日', DAY_MS],
  ],
  zones: [['日本(?:標準)?時間?', 'Asia/Tokyo']],
  glue: 'の|約|頃|ごろ',
  range: 'から|より',
  untilBefore: '終了(?:予定)?は[\\s(:]*(?:約)?',
  fromBefore: '(?!)',
  untilAfter: '(?:頃|ごろ)?(?:まで|前)',
  fromAfter: '(?:頃|ごろ)?(?:から|より)|以降|開始',
  ago: '\\s?前',
  movedTo: '(?!)',
  fields: {
    from: '(?:入出[金庫]|入金|出金|入庫|出庫|送金|取引|サービス)?(?:の)?(?:一時)?(?:停止|開始|中断|メンテナンス開始)(?:予定)?(?:日時|時刻|時間|日)',
    until:
      '(?:入出[金庫]|入金|出金|入庫|出庫|送金|取引|サービス)?(?:の)?(?:再開|終了|完了|復旧)(?:予定)?(?:日時|時刻|時間|日)',
    window: '(?:メンテナンス|停止|実施|作業|対応|影響)?(?:の)?(?:予定)?(?:日時|期間|時間|時間帯|日程)',
  },
};
