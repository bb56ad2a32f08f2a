import type { CheckedSource } from '#src/cli/check/check-source.ts';
import type { Reading } from '#src/domain/reading.ts';
import type { Status } from '#src/domain/status.ts';

export function aCheckedSource(changes: Partial<CheckedSource> = {}): CheckedSource {
  return {
    exchange: 'binance',
    source: 'system-status',
    type: 'json',
    url: 'https://api.binance.com/sapi/v1/system/status',
    outcome: 'ok',
    httpStatus: 200,
    ms: 84,
    bytes: 27,
    message: '',
    readings: [aReading('binance', 'operational')],
    ...changes,
  };
}

export function aReading(service: string, status: Status, changes: Partial<Reading> = {}): Reading {
  return { service, status, basis: 'official', signal: 'word', evidence: '', ...changes };
}
