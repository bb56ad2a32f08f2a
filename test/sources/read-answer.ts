import type { z } from 'zod';

import type { Decoded, SourceType } from '#src/sources/source.ts';
import { answerOf, NOW } from '#test/contracts/source.ts';

const NETWORKS: Record<string, string> = { BSC: 'BEP20', TRX: 'TRC20', ETH: 'ERC20' };

/** Decodes a body as a source of the exchange `example` would at noon on 20 March 2026. */
export function readAnswer<Schema extends z.ZodObject>(
  type: SourceType<Schema>,
  config: z.input<Schema>,
  body: unknown,
  now = NOW,
): Decoded {
  const context = { exchange: 'example', now, network: (name: string) => NETWORKS[name] ?? name };
  return type.decode(type.schema.parse(config), [answerOf(JSON.stringify(body))], context);
}

/** `service: status` of every reading, in the order in which they came. */
export function statusesIn({ readings }: Decoded): string[] {
  return readings.map(({ service, status }) => `${service.replace('example/', '')}: ${status}`);
}
