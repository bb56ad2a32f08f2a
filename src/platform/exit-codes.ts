/** What the program and its commands end with; the numbers above 1 are those of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 64, unavailable: 69, config: 78 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each means to whoever runs it; `docs/operations.md` shows the same table. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'Done. The bot was told to stop, and stopped.',
  [EXIT.failed]: 'What was asked for was done, and came out badly: a source cannot be read, a check failed.',
  [EXIT.usage]: 'The command was called wrongly. `--help` says how.',
  [EXIT.unavailable]: 'Something that is needed is not there: a new enough Node, a port, a file.',
  [EXIT.config]: 'Settings, configuration or store cannot be used. Starting again changes nothing.',
};
