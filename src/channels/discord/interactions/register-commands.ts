import { isDeepStrictEqual } from 'node:util';

import { Routes } from 'discord.js';
import type { REST, RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';

type CommandData = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Registers the commands, if Discord does not know them just so already. Resolves with whether it had to. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly CommandData[],
): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  const registered = await knownCommands(rest, route);
  if (registered !== undefined && isRegistered(commands, registered)) return false;
  await rest.put(route, { body: commands });
  return true;
}

async function knownCommands(
  rest: REST,
  route: ReturnType<typeof Routes.applicationCommands>,
): Promise<unknown[] | undefined> {
  try {
    // Without it Discord leaves out what the commands are called in other languages.
    const known = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
    return Array.isArray(known) ? known : undefined;
  } catch {
    // Not knowing is no reason not to register.
    return undefined;
  }
}

/** Whether Discord's answer holds exactly these commands. */
function isRegistered(commands: readonly CommandData[], registered: readonly unknown[]): boolean {
  return (
    commands.length === registered.length &&
    commands.every((command) =>
      registered.some((known) => nameOf(known) === command.name && covers(known, command)),
    )
  );
}

function nameOf(known: unknown): unknown {
  return typeof known === 'object' && known !== null && 'name' in known ? known.name : undefined;
}

/** Whether all that we say is there. Discord adds ids and defaults of its own. */
function covers(known: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) {
    return (
      Array.isArray(known) && known.length === ours.length && ours.every((one, i) => covers(known[i], one))
    );
  }
  if (typeof ours !== 'object' || ours === null) return isDeepStrictEqual(known, ours);
  if (typeof known !== 'object' || known === null) return false;
  const theirs = new Map<string, unknown>(Object.entries(known));
  return Object.entries(ours).every(([key, value]) => value === undefined || covers(theirs.get(key), value));
}
