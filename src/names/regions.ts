import type { LexiconEntry } from '#src/languages/lexicon.ts';

import type { Rule } from './name-rules.ts';

/** Regions by ISO 3166 code (and `EU`) with adjectives, in every language the reader knows. */
export const REGIONS: readonly LexiconEntry[] = (
  [
    ['GB', 'UK|United Kingdom|Britain|British|英国|英國|영국|英國用户'],
    [
      'US',
      'United States|U\\.S\\.|USA|US(?= (?:users|customers|clients|residents))|American|美国|美國|미국|米国',
    ],
    ['EU', 'EU|EEA|Europe|European(?: Union| Economic Area)?|欧洲|歐洲|유럽|欧州'],
    ['KR', 'South Korean?|Korean?(?! time)|韩国|韓國|한국(?! ?시간)|韓国'],
    ['CN', 'mainland China|Chinese mainland|China|中国大陆|中國大陸|중국'],
    ['JP', 'Japan(?:ese)?(?! (?:time|yen))|日本国内|일본'],
    ['BR', 'Brazil(?:ian)?|巴西|브라질'],
    ['IN', 'India(?:n)?(?! rupee)|印度|인도'],
    ['NG', 'Nigerian?|尼日利亚'],
    ['TR', 'Turkish|Turkey|Türkiye|土耳其|튀르키예'],
    ['RU', 'Russian?|俄罗斯|俄羅斯|러시아'],
    ['AU', 'Australian?|澳大利亚|호주'],
    ['CA', 'Canad(?:a|ian)(?! dollar)|加拿大|캐나다'],
    ['SG', 'Singapore(?:an)?(?! (?:time|dollar))|新加坡(?!时间|時間)|싱가포르'],
    ['HK', 'Hong Kong(?! (?:time|dollar))|香港(?!时间|時間)|홍콩'],
    ['NL', 'Netherlands|Dutch'],
    ['DE', 'German(?:y)?'],
    ['FR', 'France|French|法国|法國|프랑스|フランス'],
    ['ES', 'Spain|Spanish|西班牙|스페인|スペイン'],
    ['IT', 'Italy|Italian|意大利|이탈리아|イタリア'],
    ['PL', 'Poland|Polish|波兰|波蘭|폴란드|ポーランド'],
    ['AE', 'UAE|United Arab Emirates|阿联酋|阿聯酋'],
    ['UA', 'Ukrain(?:e|ian)'],
    ['VN', 'Vietnam(?:ese)?(?! dong)'],
  ] as const
).map(([code, names]) => ['region', code, names]);

/** Countries that are called by their names alone. Left out are names that are words or cities too. */
const COUNTRIES =
  'AR AT BD BE BG BH BO BY CH CL CO CR CY CZ DK DO DZ EC EE EG FI GH GR GT HR HU ID IE IL IQ IR IS KE KG KH KW KZ LB LK LT LU LV MA MT MX MY NO NP NZ PA PE PH PK PT PY QA RO RS SA SE SI SK SV SY TH TN TW TZ UG UY UZ VE ZA';
/** Shorter names are part of other words. */
const SHORTEST: Readonly<Record<string, number>> = { en: 4, zh: 2, ko: 3, ja: 4 };

const byName = new Map(
  Object.entries(SHORTEST).flatMap(([locale, shortest]) => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return COUNTRIES.split(' ').flatMap((code): [string, string][] => {
      const name = names.of(code) ?? '';
      return name.length < shortest ? [] : [[name, code]];
    });
  }),
);

/** One rule for all of them. */
export const COUNTRY_RULE: Rule = {
  pattern: new RegExp(`(?<![A-Za-z])(?:${[...byName.keys()].join('|')})(?![A-Za-z])`, 'g'),
  make: ([name]) => {
    const region = byName.get(name);
    return region === undefined ? null : { kind: 'region', region };
  },
};
