import type { Reading } from '#src/domain/reading.ts';
import type { ServicePath } from '#src/domain/service.ts';

// What a source says of some countries alone is kept apart from what it says of all: its voice is `id@GB+IE`.

const AT = '@';

/** The voice in which a source says something, by where that holds. */
export function voiceOf(source: string, regions: readonly string[] | undefined): string {
  if (regions === undefined || regions.length === 0) return source;
  return `${source}${AT}${[...new Set(regions)].toSorted().join('+').replaceAll(/[@\s]/g, ' ')}`;
}

export function sourceOfVoice(voice: string): string {
  const at = voice.indexOf(AT);
  return at < 0 ? voice : voice.slice(0, at);
}

/** The countries that a voice speaks of, as one word; '' for all. */
export function regionsKeyOf(voice: string): string {
  const at = voice.indexOf(AT);
  return at < 0 ? '' : voice.slice(at + 1);
}

export function regionsOf(key: string): readonly string[] {
  return key === '' ? [] : key.split('+');
}

export function keyOfRegions(regions: readonly string[] | undefined): string {
  return regionsKeyOf(voiceOf('', regions));
}

interface InRegions {
  readonly regions?: readonly string[];
}

/** Whether two things hold in the same countries, or both everywhere. */
export function isOfSameRegions(a: InRegions, b: InRegions): boolean {
  return keyOfRegions(a.regions) === keyOfRegions(b.regions);
}

/** Readings by voice; the source's own comes first, even when it says nothing. */
export function byVoice(source: string, readings: readonly Reading[]): Map<string, readonly Reading[]> {
  if (!readings.some(({ regions }) => regions !== undefined && regions.length > 0))
    return new Map([[source, readings]]);
  const voices = new Map<string, Reading[]>([[source, []]]);
  for (const reading of readings) {
    const voice = voiceOf(source, reading.regions);
    const said = voices.get(voice);
    if (said === undefined) voices.set(voice, [reading]);
    else said.push(reading);
  }
  return voices;
}

/** A service, in some countries alone where a key of those is given. */
export function keyOf(service: ServicePath, regionsKey: string): string {
  return regionsKey === '' ? service : `${service}${AT}${regionsKey}`;
}
