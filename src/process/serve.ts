import { EXIT, exitSaying } from '#src/platform/exit.ts';
import type { Logger } from '#src/platform/log.ts';
import { reasonOf } from '#src/platform/reason-of.ts';
import type { WebDeps, WebServer } from '#src/web/server.ts';

/** Answers at `host:port`; ends the process where nobody can listen there. What that takes is loaded only then. */
export async function serveOrExit(
  address: string,
  { log, ...deps }: WebDeps & { readonly log: Logger },
): Promise<WebServer> {
  const { startWebServer } = await import('#src/web/server.ts');
  try {
    const server = await startWebServer(address, deps);
    log.info(`answering at ${server.origin}/readyz and ${server.origin}/metrics`);
    return server;
  } catch (error) {
    return exitSaying(
      `HTTP_ADDRESS: nobody can listen at ${address} (${reasonOf(error)}). Name another port.`,
      EXIT.unavailable,
    );
  }
}
