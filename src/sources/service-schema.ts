import { z } from 'zod';

import { COMPONENTS } from '#src/domain/service.ts';

import { explainBadService } from './explain-bad-service.ts';

/** A service relative to its exchange: `withdrawals`, `spot/BTC/USDT`; '' is the whole exchange. */
export const serviceSchema = z
  .string()
  .superRefine((path, check) => {
    const problem = path === '' ? null : explainBadService(`exchange/${path}`);
    if (problem === null) return;
    check.addIssue({
      code: 'custom',
      message: `is no service: ${problem.replace('exchange/', '').replace(/\.$/, '')}`,
      params: { word: path.split('/')[0], choices: COMPONENTS },
    });
  })
  .meta({
    description:
      'A service relative to the exchange, such as spot or withdrawals/USDT/TRC20; "" is the whole exchange.',
    examples: ['spot'],
    // For editors, which cannot ask `explainBadService`.
    pattern: `^(?:(?:${COMPONENTS.join('|')})(?:/[^/\\s]+)*)?$`,
  });

export const servicesSchema = z
  .union([serviceSchema, z.array(serviceSchema)])
  .transform((value) => [value].flat());
