import type { Store } from '#src/storage/store.ts';

/** What was asked of Redis meanwhile. */
export interface RedisCost {
  readonly commands: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Begins to count; the result ends it. What scripts do inside of Redis counts as commands too. */
export async function redisCost({ server }: Pick<Store, 'server'>): Promise<() => Promise<RedisCost>> {
  const read = async (): Promise<RedisCost> => {
    const info = (await server?.connection.client.info('stats')) ?? '';
    const of = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    return {
      commands: of('total_commands_processed'),
      bytesIn: of('total_net_input_bytes'),
      bytesOut: of('total_net_output_bytes'),
    };
  };
  const before = await read();
  return async () => {
    const after = await read();
    return {
      commands: after.commands - before.commands,
      bytesIn: after.bytesIn - before.bytesIn,
      bytesOut: after.bytesOut - before.bytesOut,
    };
  };
}
