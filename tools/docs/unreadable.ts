import { markdownTable } from './markdown.ts';

/** What people ask for and nothing can be read of, and why. */
export const UNREADABLE = `These are asked for and are not watched: nothing that they publish can be read, or shown to be readable.

${markdownTable(
  ['exchange', 'why'],
  [
    ['AscendEX', 'Clients dropped it in 2026; whether its API still answers is not known.'],
    [
      'eToro',
      'Its status page, status.etoro.com, serves no JSON that anybody reads: clients take its HTML apart.',
    ],
    [
      'Jupiter',
      'Its status page, status.jup.ag, is linked in many places; on which platform it runs, none shows.',
    ],
    ['ProBit Global', 'It closed in February 2026.'],
  ],
)}

Of some that are watched, a part cannot be read. The coins of OKX, Bybit, MEXC, BingX, Crypto.com, Binance.US, Bitso and
Luno stand behind a key. The status pages of Blockchain.com and
Mercado Bitcoin are of kinds that nobody shows how to read, and Korbit's is gone. What Independent Reserve says of each
currency is named in clients, and its shape nowhere. Kraken's \`upcoming_maintenance\` and \`emergency\`, and
its \`/0/public/MaintenanceSchedule\`, repeat its status page; that their entries have a beginning, a phase and an advice
for clients can be shown, and the name of the field for what they are about cannot.`;
