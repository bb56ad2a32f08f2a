import type { Entry } from '#src/languages/lexicon.ts';

/** Regions by ISO 3166 code (and `EU`), as adjectives and names, in every language the reader knows. */
export const REGIONS: readonly Entry[] = (
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
    ['FR', 'France|French'],
    ['UA', 'Ukrain(?:e|ian)'],
    ['VN', 'Vietnam(?:ese)?(?! dong)'],
  ] as const
).map(([code, names]) => ['region', code, names]);
