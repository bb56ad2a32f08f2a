/** A time in which nobody watched: no data, and no uptime. Epoch milliseconds. */
export interface Absence {
  readonly from: number;
  readonly until: number;
}
