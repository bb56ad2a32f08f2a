import { describe, expect, it } from 'vitest';
import type { Zone } from '#src/reader/time/zones.ts';
import { findMoments } from '#src/reader/time/find-moments.ts';

const PUBLISHED = Date.parse('2026-03-03T12:00:00Z');

function momentsIn(text: string, zone: Zone = 0): string[] {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
  return findMoments(text, { publishedAt: PUBLISHED, zone, day: null }).tokens.map(({ moment }) => {
    if (moment.kind === 'duration') return `${moment.ms / 60_000} min`;
    return moment.kind === 'instant' ? iso(moment.at) : `${iso(moment.from)}..${iso(moment.until)}`;
  });
}

describe('findMoments', () => {
  it.each([
    ['at 2026-03-04 06:00 (UTC)', '2026-03-04T06:00'],
    ['at 06:00 (UTC) on March 4', '2026-03-04T06:00'],
    ['on 4 March 2026, 6:00 AM UTC', '2026-03-04T06:00'],
    ['Mar 4th, 6 PM EST', '2026-03-04T23:00'],
    ['at 8:00 am UTC on March 4, 2026', '2026-03-04T08:00'],
    ['around 12pm GMT', '2026-03-03T12:00'],
    ['at noon UTC tomorrow', '2026-03-04T12:00'],
    ['2026-03-04T06:00Z', '2026-03-04T06:00'],
    ['2026-03-04 14:00 (UTC+8)', '2026-03-04T06:00'],
    ['15:00 KST on March 4', '2026-03-04T06:00'],
    ['2026/03/04 14:00 CST', '2026-03-04T06:00'],
    ['3:30 p.m. ET on July 7', '2026-07-07T19:30'],
    ['on May 7', '2026-05-07T00:00'],
    ['on 24.03.2026 at 02:00 UTC', '2026-03-24T02:00'],
    ['on 17/03/26 at 8:00 AM UTC', '2026-03-17T08:00'],
    ['on 03/17/2026 at 8:00 AM UTC', '2026-03-17T08:00'],
    ['on 05/03/26 at 10:00 AM UTC', '2026-03-05T10:00'],
    ['on 03/06/26 at 10:00 AM UTC', '2026-03-06T10:00'],
    ['3/16 14:00 KST', '2026-03-16T05:00'],
  ])('reads the instant "%s"', (text, instant) => {
    expect(momentsIn(text)).toEqual([instant]);
  });

  it.each([
    ['from 2026-03-04 02:00 to 2026-03-04 04:00 (UTC)', '2026-03-04T02:00..2026-03-04T04:00'],
    ['2026-03-04 02:00 - 04:00 UTC', '2026-03-04T02:00..2026-03-04T04:00'],
    ['between 10:00 and 12:00 KST on March 4', '2026-03-04T01:00..2026-03-04T03:00'],
    ['Mar 5, 2026, 1AM - 3AM UTC', '2026-03-05T01:00..2026-03-05T03:00'],
    ['23:30 - 00:30 UTC on March 4', '2026-03-04T23:30..2026-03-05T00:30'],
  ])('reads the window "%s"', (text, window) => {
    expect(momentsIn(text)).toEqual([window]);
  });

  it.each([
    ['in one to two hours', '120 min'],
    ['30-60 minutes', '60 min'],
    ['about half an hour', '30 min'],
    ['a couple of hours', '120 min'],
    ['within the next hour', '60 min'],
    ['an hour or two', '120 min'],
    ['for the next 1.5 hours', '90 min'],
    ['约2小时', '120 min'],
    ['1至2小时', '120 min'],
    ['약 3시간', '180 min'],
    ['about 1 hour 30 minutes', '90 min'],
    ['2 hours and 15 minutes', '135 min'],
    ['1h 45m', '105 min'],
    ['1 hr, 20 mins', '80 min'],
    ['约 1 小时 30 分钟', '90 min'],
    ['1小时零15分', '75 min'],
    ['1个半小时', '90 min'],
    ['兩個半小時', '150 min'],
    ['1시간 30분', '90 min'],
    ['2시간30분간', '150 min'],
    ['1時間30分程度', '90 min'],
    ['約2時間 15分間', '135 min'],
    ['約30分間', '30 min'],
  ])('reads the duration "%s"', (text, duration) => {
    expect(momentsIn(text)).toEqual([duration]);
  });

  it.each([
    ['2026年3月4日14:00', 480, '2026-03-04T06:00'],
    ['3月4日下午2点', 480, '2026-03-04T06:00'],
    ['2026년 3월 4일 오후 3시', 540, '2026-03-04T06:00'],
    ['3월 4일(수) 15:00', 540, '2026-03-04T06:00'],
    ['3月4日（水）15時', 540, '2026-03-04T06:00'],
  ])('reads "%s" in the local time of its language', (text, offsetMinutes, instant) => {
    expect(momentsIn(text.normalize('NFKC'), offsetMinutes)).toEqual([instant]);
  });

  it.each([
    ['The maintenance that was planned for 03:00 (UTC) on March 4 is now at 05:00 (UTC) on March 6', 0],
    ['The works at 03:00 on March 4 have been postponed to 05:00 on March 6', 0],
    ['3月4日 10:00 的系统维护将推迟至 3月6日 13:00', 480],
    ['3월 4일 11:00에 예정되어 있던 점검은 3월 6일 14:00에 진행됩니다', 540],
    ['3月4日 11:00に予定しておりましたメンテナンスは3月6日 14:00に行います', 540],
  ])('leaves out what was planned before: %s', (text, zone) => {
    expect(momentsIn(text, zone)).toEqual(['2026-03-06T05:00']);
  });

  it('takes CST for the Central time of America where the writer is at home there', () => {
    expect(momentsIn('2026/03/04 14:00 CST', 'America/Mexico_City')).toEqual(['2026-03-04T20:00']);
  });

  it('reads a time that brackets tell again in another zone as two', () => {
    expect(momentsIn('until 10:30 PM ET (Thursday, March 5, 3:30 AM UTC)')).toEqual([
      '2026-03-04T03:30',
      '2026-03-05T03:30',
    ]);
  });

  it.each([
    ['on March 4 at 09:00 UTC (11:00 Amsterdam, 17:00 Singapore)', ['2026-03-04T09:00']],
    ['moved from March 4 to March 5, 07:00 - 07:40 UTC', ['2026-03-05T07:00..2026-03-05T07:40']],
    ['processed with a delay of up to two hours', []],
    ['a two-hour delay', []],
    ['最大2時間の遅延', []],
    ['최대 2시간 지연', []],
    ['最长2小时的延迟', []],
    ['we are here for you 24/7 at any time', []],
  ])('takes "%s" for no other time', (text, moments) => {
    expect(momentsIn(text)).toEqual(moments);
  });

  it('takes what works are moved to for no end', () => {
    const { tokens } = findMoments('维护改至3月6日13:00进行', {
      publishedAt: PUBLISHED,
      zone: 480,
      day: null,
    });
    expect(tokens[0]?.moment).toMatchObject({ role: 'open' });
  });

  it('counts "ago" back and leaves out what has passed', () => {
    expect(momentsIn('30 minutes ago')).toEqual(['2026-03-03T11:30']);
    expect(momentsIn('over the past 2 hours')).toEqual([]);
  });
});
