import { Agent, request } from 'undici';

/** The least that reading JSON costs: undici's `request`, and `JSON.parse` over what came. */
export interface BareLoop {
  read(url: string): Promise<void>;
  close(): Promise<void>;
}

export function createBareLoop(): BareLoop {
  const dispatcher = new Agent();
  return {
    async read(url) {
      const { body } = await request(url, { dispatcher });
      await body.json();
    },
    close: () => dispatcher.close(),
  };
}
