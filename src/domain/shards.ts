/** The connections to Discord's gateway that a process has, of all that there are. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}
