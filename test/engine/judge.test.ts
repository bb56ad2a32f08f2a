import { describe, expect, it } from 'vitest';

import type { Claim } from '#src/domain/exchange-state.ts';
import { judge } from '#src/engine/scene/judge.ts';
import { lookAt } from '#src/engine/scene/look.ts';
import type { Verdict } from '#src/engine/scene/verdict.ts';
import { MINUTE, contextAt } from '#test/engine/incident/an-incident.ts';
import { LATER, aClaim, stateWith } from './some-claims.ts';
import type { SaidByVoice } from './some-claims.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = LATER;

const word = (status: Claim['status'], changes?: Partial<Claim>) => aClaim('word', status, changes);
const flag = (status: Claim['status'], changes?: Partial<Claim>) => aClaim('flag', status, changes);
const probe = (status: Claim['status'], changes?: Partial<Claim>) => aClaim('probe', status, changes);
const post = (status: Claim['status'], changes?: Partial<Claim>) => aClaim('statement', status, changes);

function verdict(
  said: SaidByVoice,
  { path = 'withdrawals', region = '', silent = [] as readonly string[] } = {},
): Verdict {
  return judge(lookAt(stateWith(said, silent), contextAt(NOW)), `binance/${path}`, region);
}

const ruled = (said: SaidByVoice, options?: Parameters<typeof verdict>[1]): readonly [string, string] => {
  const { rule, status } = verdict(said, options);
  return [rule, status];
};

describe('The rule that decides', () => {
  it.each<[rule: string, said: SaidByVoice, decided: readonly [rule: string, status: string]]>([
    [
      'is what the exchange keeps saying',
      { page: { withdrawals: word('major_outage') } },
      ['exchange_says_so', 'major_outage'],
    ],
    [
      'names how it follows, where it follows from coins',
      {
        '~roll-up': { withdrawals: word('major_outage', { basis: 'inferred', rule: 'most_coins' }) },
        list: { 'withdrawals/X': flag('major_outage') },
      },
      ['most_coins', 'major_outage'],
    ],
    [
      'is that, though it was announced as back',
      { page: { withdrawals: word('partial_outage') }, posts: { withdrawals: post('operational') } },
      ['exchange_says_so', 'partial_outage'],
    ],
    [
      'is an announcement, where the exchange keeps saying nothing wrong',
      { page: { withdrawals: word('operational') }, posts: { withdrawals: post('major_outage') } },
      ['announced', 'major_outage'],
    ],
    [
      'is an endpoint that does not answer',
      { ping: { withdrawals: probe('major_outage') }, page: { withdrawals: word('operational') } },
      ['does_not_answer', 'major_outage'],
    ],
    [
      'is no endpoint that is only slow to be known',
      { ping: { withdrawals: probe('unknown') }, page: { withdrawals: word('operational') } },
      ['works', 'operational'],
    ],
    ['is that it works', { page: { withdrawals: word('operational') } }, ['works', 'operational']],
    [
      'is that it was announced to work',
      { posts: { withdrawals: post('operational') } },
      ['works', 'operational'],
    ],
    ['is that it answers', { ping: { withdrawals: probe('operational') } }, ['works', 'operational']],
    [
      'is that it is closed for good',
      { list: { withdrawals: flag('major_outage', { baseline: true }) } },
      ['closed_for_good', 'major_outage'],
    ],
    ['is that nothing is known', {}, ['nothing_known', 'unknown']],
    [
      'is that, where what was said is overtaken',
      { posts: { withdrawals: post('major_outage', { overtaken: true }) } },
      ['nothing_known', 'unknown'],
    ],
    [
      'is that, where a word says nothing',
      { page: { withdrawals: word('unknown') } },
      ['nothing_known', 'unknown'],
    ],
  ])('%s', (_rule, said, decided) => {
    expect(ruled(said)).toEqual(decided);
  });

  it('is that it is out of sight, once its source has fallen silent', () => {
    const said = { page: { withdrawals: word('major_outage') } };
    expect(verdict(said, { silent: ['page'] })).toMatchObject({
      rule: 'out_of_sight',
      status: 'unknown',
      lastKnown: { status: 'major_outage', since: NOW - HOUR, heardAt: NOW - HOUR },
    });
  });

  it('is that, though another saw nothing wrong all the time', () => {
    const said = { page: { withdrawals: word('major_outage') }, other: { withdrawals: word('operational') } };
    expect(ruled(said, { silent: ['page'] })).toEqual(['out_of_sight', 'unknown']);
  });

  it('is that it works, once the exchange has announced so since', () => {
    const said = (statedAt: number): SaidByVoice => ({
      page: { withdrawals: word('major_outage') },
      posts: { withdrawals: post('operational', { statedAt, since: statedAt }) },
    });
    expect(ruled(said(NOW - HOUR + 1), { silent: ['page'] })).toEqual(['works', 'operational']);
    expect(ruled(said(NOW - HOUR), { silent: ['page'] })).toEqual(['out_of_sight', 'unknown']);
  });

  it('is not what was well when it fell silent', () => {
    expect(ruled({ page: { withdrawals: word('operational') } }, { silent: ['page'] })).toEqual([
      'nothing_known',
      'unknown',
    ]);
  });

  it('counts what was last heard more than a week ago no more, which is no recovery', () => {
    const unseen = (ms: number) => ({
      list: { 'withdrawals/BTC': flag('major_outage', { unseenSince: NOW - ms }) },
    });
    const options = { path: 'withdrawals/BTC' };
    expect(verdict(unseen(7 * DAY), options)).toMatchObject({ rule: 'out_of_sight' });
    expect(verdict(unseen(7 * DAY), options)).not.toHaveProperty('isLapsed');
    expect(verdict(unseen(7 * DAY + 1), options)).toMatchObject({ rule: 'nothing_known', isLapsed: true });
    const seenElsewhere = { ...unseen(8 * DAY), page: { 'withdrawals/BTC': word('operational') } };
    expect(verdict(seenElsewhere, options)).toMatchObject({ rule: 'works', isLapsed: true });
    expect(verdict({ page: { 'withdrawals/BTC': word('operational') } }, options)).not.toHaveProperty(
      'isLapsed',
    );
  });

  it('of what is out of sight says whether it was so when first seen', () => {
    const said = (baseline: boolean): SaidByVoice => ({
      page: { withdrawals: word('major_outage', baseline ? { baseline } : {}) },
    });
    expect(verdict(said(true), { silent: ['page'] }).isBaseline).toBe(true);
    expect(verdict(said(false), { silent: ['page'] }).isBaseline).toBe(false);
  });
});

describe('A page that calls partly down what does not answer', () => {
  it.each<[rule: string, said: SaidByVoice, status: Claim['status']]>([
    [
      'confirms that it is down',
      { page: { api: word('partial_outage') }, ping: { api: probe('major_outage') } },
      'major_outage',
    ],
    [
      'is not made better by that it answers',
      { page: { api: word('partial_outage') }, ping: { api: probe('operational') } },
      'partial_outage',
    ],
    [
      'is left as maintenance where it calls it that',
      { page: { api: word('under_maintenance') }, ping: { api: probe('major_outage') } },
      'under_maintenance',
    ],
  ])('%s', (_rule, said, status) => {
    expect(ruled(said, { path: 'api' })).toEqual(['exchange_says_so', status]);
  });
});

describe('What is closed for good', () => {
  it('is not out of sight when its list is', () => {
    const said = { list: { 'withdrawals/BTC': flag('major_outage', { baseline: true }) } };
    expect(ruled(said, { path: 'withdrawals/BTC', silent: ['list'] })).toEqual(['nothing_known', 'unknown']);
  });
});

describe('An announced halt', () => {
  it('is what was last heard after a day', () => {
    const said = (statedAt: number): SaidByVoice => ({
      posts: { withdrawals: post('major_outage', { statedAt }) },
    });
    expect(verdict(said(NOW - DAY))).not.toHaveProperty('lastKnown');
    expect(verdict(said(NOW - DAY - 1))).toMatchObject({
      rule: 'announced',
      lastKnown: { status: 'major_outage', heardAt: NOW - DAY - 1 },
    });
  });

  it('is out of sight after a week', () => {
    const said = (statedAt: number): SaidByVoice => ({
      posts: { withdrawals: post('major_outage', { statedAt }) },
    });
    expect(ruled(said(NOW - 7 * DAY))[0]).toBe('announced');
    expect(verdict(said(NOW - 7 * DAY - 1))).toMatchObject({ rule: 'nothing_known', isLapsed: true });
  });

  it('in one country is none of all, and is told as that', () => {
    const said = { 'posts@GB': { withdrawals: post('major_outage') } };
    expect(ruled(said)).toEqual(['nothing_known', 'unknown']);
    expect(verdict(said, { region: 'GB' })).toMatchObject({ rule: 'announced', regions: ['GB'] });
    expect(verdict({ posts: { withdrawals: post('major_outage') } })).not.toHaveProperty('regions');
  });
});

describe('What is announced as back while the exchange keeps saying otherwise', () => {
  const said = (
    statedAt: number,
    status: Claim['status'] = 'major_outage',
    since = NOW - HOUR,
  ): SaidByVoice => ({
    page: { withdrawals: word(status, { since }) },
    posts: { withdrawals: post('operational', { statedAt }) },
  });

  it.each<[rule: string, said: SaidByVoice, isDisputed: boolean]>([
    ['is disputed after three minutes', said(NOW - 3 * MINUTE), true],
    ['not before', said(NOW - 3 * MINUTE + 1), false],
    ['not where it was announced before it fell', said(NOW - HOUR - 1), false],
    ['not at the moment when it fell', said(NOW - HOUR), false],
    ['not where it is maintained', said(NOW - 10 * MINUTE, 'under_maintenance'), false],
    [
      'not where trouble was announced',
      { page: { withdrawals: word('major_outage') }, posts: { withdrawals: post('major_outage') } },
      false,
    ],
  ])('%s', (_rule, all, isDisputed) => {
    expect(verdict(all).disputed).toBe(isDisputed ? true : undefined);
  });
});

describe('An endpoint that does not answer', () => {
  const dead = { ping: { api: probe('major_outage') } };

  it.each<[rule: string, said: SaidByVoice, silent: readonly string[], isUnconfirmed: boolean]>([
    [
      'is unconfirmed while the exchange calls it well',
      { ...dead, page: { api: word('operational') } },
      [],
      true,
    ],
    ['and while it calls all of it well', { ...dead, page: { '': word('operational') } }, [], true],
    ['not by what calls something else well', { ...dead, page: { spot: word('operational') } }, [], false],
    ['not by what has fallen silent', { ...dead, page: { api: word('operational') } }, ['page'], false],
    ['not by another endpoint', { ...dead, other: { api: probe('operational') } }, [], false],
    ['not where nobody says anything', dead, [], false],
  ])('%s', (_rule, said, silent, isUnconfirmed) => {
    expect(verdict(said, { path: 'api', silent })).toMatchObject({
      rule: 'does_not_answer',
      unconfirmed: isUnconfirmed,
    });
  });
});

describe('That it works', () => {
  it('is shown in the exchange’s newest words first', () => {
    const said = (statedAt: number): SaidByVoice => ({
      page: { withdrawals: word('operational') },
      posts: { withdrawals: post('operational', { statedAt }) },
    });
    const sources = (all: SaidByVoice) => verdict(all).evidence.map(({ source }) => source);
    expect(sources(said(NOW - 30 * MINUTE))).toEqual(['posts', 'page']);
    expect(sources(said(NOW - 30 * MINUTE - 1))).toEqual(['page']);
    expect(sources({ posts: { withdrawals: post('operational', { statedAt: NOW }) } })).toEqual(['posts']);
  });

  it('says since when a list of it has been closed for good', () => {
    const said = {
      page: { 'withdrawals/BTC': word('operational') },
      list: { 'withdrawals/BTC': flag('major_outage', { baseline: true }) },
    };
    expect(verdict(said, { path: 'withdrawals/BTC' })).toMatchObject({
      rule: 'works',
      closedSince: NOW - HOUR,
    });
    expect(verdict({ page: said.page }, { path: 'withdrawals/BTC' })).not.toHaveProperty('closedSince');
  });

  it('reaches the parts of a whole that was announced to work, save for what is named', () => {
    const said = (except: readonly string[]): SaidByVoice => ({
      posts: { withdrawals: post('operational', { except, statedAt: NOW }) },
    });
    const options = { path: 'withdrawals/BTC/BTC' };
    expect(ruled(said([]), options)).toEqual(['works', 'operational']);
    expect(ruled(said(['binance/withdrawals/BTC']), options)).toEqual(['nothing_known', 'unknown']);
    expect(ruled(said(['binance/withdrawals/ETH']), options)).toEqual(['works', 'operational']);
  });

  it('reaches one country where it was announced for all', () => {
    const said = { posts: { withdrawals: post('operational') }, 'x@GB': { spot: post('operational') } };
    expect(ruled(said, { region: 'GB' })).toEqual(['works', 'operational']);
  });

  it('does not reach further where the whole was announced to be halted', () => {
    const said = { posts: { withdrawals: post('major_outage') } };
    expect(ruled(said, { path: 'withdrawals/BTC' })).toEqual(['nothing_known', 'unknown']);
  });
});

describe('What was announced and is not heard of any more', () => {
  const halted = post('major_outage', { statedAt: NOW - 8 * DAY, since: NOW - 8 * DAY });

  it('has lapsed after a week, unless what the exchange keeps saying had overtaken it', () => {
    const known = (claim: Claim) => verdict({ posts: { withdrawals: claim } });
    expect(known(halted)).toMatchObject({ status: 'unknown', isLapsed: true });
    expect(known({ ...halted, overtaken: true })).not.toHaveProperty('isLapsed');
  });

  it('does not count once another announcement is newer', () => {
    const said = { posts: { withdrawals: halted }, news: { withdrawals: post('operational') } };
    const works = verdict(said);
    expect(works).toMatchObject({ rule: 'works', status: 'operational' });
    expect(works).not.toHaveProperty('isLapsed');
  });
});

describe('Of several words', () => {
  const decides = (a: Claim, b: Claim): string | undefined => {
    const one = verdict({ a: { withdrawals: a }, b: { withdrawals: b } });
    const other = verdict({ b: { withdrawals: b }, a: { withdrawals: a } });
    expect(other.status).toBe(one.status);
    expect(other.basis).toBe(one.basis);
    return `${one.status} ${one.basis}`;
  };

  it('the worst decides, whatever the order', () => {
    expect(decides(word('partial_outage'), word('major_outage'))).toBe('major_outage official');
  });

  it('of equals the exchange’s own goes before what follows', () => {
    expect(decides(word('major_outage', { basis: 'inferred' }), word('major_outage'))).toBe(
      'major_outage official',
    );
  });

  it('of equals the earlier decides, then the name', () => {
    const accounts = (a: Claim, b: Claim) =>
      verdict({ b: { withdrawals: b }, a: { withdrawals: a } }).accounts;
    const some = word('major_outage', { accounts: 'some' });
    expect(accounts(word('major_outage', { since: NOW - 2 * HOUR }), some)).toBeUndefined();
    expect(accounts(word('major_outage', { since: NOW }), some)).toBe('some');
    expect(accounts(some, word('major_outage'))).toBe('some');
    expect(accounts(word('major_outage'), some)).toBeUndefined();
  });

  it('of statements the newest decides, by when its post was edited, then the name', () => {
    const stated = (a: Partial<Claim>, b: Partial<Claim>) =>
      verdict({
        b: { withdrawals: post('operational', b) },
        a: { withdrawals: post('major_outage', a) },
      }).status;
    expect(stated({ statedAt: NOW - MINUTE }, { statedAt: NOW })).toBe('operational');
    expect(stated({ statedAt: NOW }, { statedAt: NOW - MINUTE })).toBe('major_outage');
    expect(stated({ statedAt: NOW - HOUR, editedAt: NOW }, { statedAt: NOW - MINUTE })).toBe('major_outage');
    expect(stated({ statedAt: NOW }, { statedAt: NOW })).toBe('major_outage');
  });
});
