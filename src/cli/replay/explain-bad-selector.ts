import { normalizeSelector } from '#src/domain/selector.ts';
import { ANY, COMPONENTS, isComponent } from '#src/domain/service.ts';
import { explainBadService } from '#src/sources/explain-bad-service.ts';

/** Why a text is no selector, as a sentence with a remedy; `null` when it is one. */
export function explainBadSelector(text: string, exchanges: readonly string[]): string | null {
  const selector = normalizeSelector(text);
  if (selector === '')
    return 'The selector is empty. Write an exchange such as `binance`, or `binance/withdrawals`.';
  const [exchange = '', component] = selector.split('/');
  if (component !== undefined && component !== ANY && !isComponent(component)) {
    return `"${component}" is no component. Choose one of ${COMPONENTS.join(', ')}, or *.`;
  }
  if (exchange !== ANY && !exchanges.includes(exchange)) {
    return `"${exchange}" is not watched here. Watched: ${exchanges.join(', ')}.`;
  }
  return explainBadService(selector);
}
