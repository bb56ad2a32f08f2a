import { isComponent } from './service.ts';
import type { Component } from './service.ts';

interface ComponentFacts {
  /** What people call it: `API`, `spot trading`. */
  readonly name: string;
  /** "Deposits are …", "spot trading is …". */
  readonly plural: boolean;
  /**
   * What its parts are. Coins (and currencies) on networks, pairs of a base and a quote, or none: then nothing of it
   * is part of "USDT everywhere".
   */
  readonly parts: 'coins' | 'pairs' | 'none';
}

/** What is so of each component, for everyone who has to know: names, sentences, subscriptions, placing. */
const FACTS: Readonly<Record<Component, ComponentFacts>> = {
  website: { name: 'website', plural: false, parts: 'none' },
  api: { name: 'API', plural: false, parts: 'none' },
  login: { name: 'login', plural: false, parts: 'none' },
  spot: { name: 'spot trading', plural: false, parts: 'pairs' },
  margin: { name: 'margin trading', plural: false, parts: 'pairs' },
  derivatives: { name: 'derivatives trading', plural: false, parts: 'pairs' },
  deposits: { name: 'deposits', plural: true, parts: 'coins' },
  withdrawals: { name: 'withdrawals', plural: true, parts: 'coins' },
  p2p: { name: 'P2P trading', plural: false, parts: 'coins' },
  card: { name: 'card payments', plural: true, parts: 'coins' },
  staking: { name: 'staking', plural: false, parts: 'coins' },
};

/** What people call a component: `api` → `API`, `spot` → `spot trading`. A word that is none stays as it is. */
export function componentName(component: string): string {
  return isComponent(component) ? FACTS[component].name : component;
}

export function isPluralComponent(component: string): boolean {
  return isComponent(component) && FACTS[component].plural;
}

/** What the parts of a component are; `none` of what is no component. */
export function partsOfComponent(component: string): ComponentFacts['parts'] {
  return isComponent(component) ? FACTS[component].parts : 'none';
}
