import { isComponent } from './service.ts';
import type { Component } from './service.ts';

interface ComponentFacts {
  /** "Deposits are …", "spot trading is …". */
  readonly plural: boolean;
  /**
   * What its parts are. Coins (and currencies) on networks, pairs of a base and a quote, or none: then nothing of it
   * is part of "USDT everywhere".
   */
  readonly parts: 'coins' | 'pairs' | 'none';
}

/**
 * What is so of each component, for everyone who has to know: sentences, subscriptions, placing. What people call it
 * stands in the message catalogues, as `component`.
 */
const FACTS: Readonly<Record<Component, ComponentFacts>> = {
  website: { plural: false, parts: 'none' },
  api: { plural: false, parts: 'none' },
  login: { plural: false, parts: 'none' },
  spot: { plural: false, parts: 'pairs' },
  margin: { plural: false, parts: 'pairs' },
  derivatives: { plural: false, parts: 'pairs' },
  deposits: { plural: true, parts: 'coins' },
  withdrawals: { plural: true, parts: 'coins' },
  p2p: { plural: false, parts: 'coins' },
  card: { plural: true, parts: 'coins' },
  staking: { plural: false, parts: 'coins' },
};

export function isPluralComponent(component: string): boolean {
  return isComponent(component) && FACTS[component].plural;
}

/** What the parts of a component are; `none` of what is no component. */
export function partsOfComponent(component: string): ComponentFacts['parts'] {
  return isComponent(component) ? FACTS[component].parts : 'none';
}

/** Of trading the parts are pairs: the second part of a path below it is a quote, not a network. */
export function isTrading(component: string): boolean {
  return partsOfComponent(component) === 'pairs';
}
