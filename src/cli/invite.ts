import { loadOwnConfig } from '#config/load.ts';
import { applicationIdOf, inviteUrl, NEEDED_RIGHTS } from '#src/channels/discord/line/invite.ts';
import { EXIT, exitSaying } from '#src/platform/exit.ts';

import { commandLine, orExit } from './command-line.ts';

const USAGE = `Prints the link that invites the bot to a server, with exactly the rights that it needs.

  npm run invite

Exit code: 0, or 78 when there is no token, or none of a bot.`;

commandLine(USAGE, {});
const { discordToken } = orExit(() => loadOwnConfig());
const id = discordToken === undefined ? undefined : applicationIdOf(discordToken);
if (id === undefined) {
  exitSaying(
    discordToken === undefined
      ? 'DISCORD_TOKEN is not set. Put the token of your bot into .env; the link is made from it.'
      : 'DISCORD_TOKEN is no token of a bot. Copy it anew from the Discord developer portal, page "Bot".',
    EXIT.config,
  );
}
console.log(`${inviteUrl(id)}\n(${Object.keys(NEEDED_RIGHTS).join(', ')})`);
