import type { AlertRecord } from '#src/domain/alert-record.ts';
import { deliveryId } from '#src/domain/delivery.ts';
import type { Addressee, DeliveryKind, Telling } from '#src/domain/delivery.ts';
import { selectorsOf } from '#src/domain/guild.ts';
import type { Guild, Mute } from '#src/domain/guild.ts';
import type { Incident, Notice } from '#src/domain/incident.ts';
import { isEnd } from '#src/domain/is-end.ts';
import { exchangeOf } from '#src/domain/service.ts';
import { isTrouble } from '#src/domain/status.ts';
import { HOUR_MS } from '#src/domain/time.ts';
import { breathe } from '#src/platform/breathe.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Commit } from '#src/platform/collection.ts';

import { alertKey } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { coversNotice } from '#src/delivery/audience/mutes.ts';
import { addresseeOf } from '#src/delivery/plan.ts';
import type { DeliveryQueue } from '#src/delivery/queue.ts';
import { quietUntil } from '#src/delivery/audience/quiet-hours.ts';
import { tellingMark, tellingsOf } from '#src/delivery/tellings.ts';
import { wants } from '#src/delivery/audience/wants.ts';

export interface RemindersDeps {
  guilds(): Iterable<Guild>;
  /** What is open at the exchanges that are watched. */
  incidents(): Iterable<Incident>;
  /** Channels that guilds subscribe to by commands. */
  readonly channels: readonly string[];
  majors(exchange: string): readonly string[];
  readonly book: Pick<AlertBook, 'get'>;
  readonly queue: Pick<DeliveryQueue, 'fresh' | 'writesOf' | 'take' | 'postedOf' | 'hasEnded'>;
  readonly commit: Commit;
  updateGuild(guildId: string, change: (guild: Guild) => Guild): Promise<Guild>;
  readonly clock: Pick<Clock, 'now'>;
}

type Repeat = Extract<DeliveryKind, 'reminder' | 'unmuted'>;

const REMEMBERED = 20_000;

/** Says again what is still so: after so many hours where a guild wants that, and when a mute runs out. */
export interface Reminders {
  /** To be called every minute; each of these is said once, whatever happens in between. */
  run(): Promise<void>;
}

export function createReminders(deps: RemindersDeps): Reminders {
  const { clock, queue } = deps;
  const done = new Set<string>();

  async function isDone(id: string): Promise<boolean> {
    if (done.has(id)) return true;
    for (const old of done) if (done.size >= REMEMBERED) done.delete(old);
    done.add(id);
    return await queue.hasEnded(id);
  }

  async function remind(
    guild: Guild,
    incident: Incident,
    expired: readonly Mute[],
    now: number,
  ): Promise<void> {
    const record = await deps.book.get(alertKey(incident.id));
    if (record === undefined || isEnd(record.notice)) return;
    const ended = expired.find((mute) => coversNotice(mute, record.notice));
    const hours = guild.settings.remindAfterHours;
    const elapsed = hours === undefined ? 0 : Math.floor((now - incident.phaseSince) / (hours * HOUR_MS));
    if (ended === undefined && elapsed < 1) return;
    const posted = await queue.postedOf(incident.id);
    const tellings: Telling[] = [];
    for (const addressee of addresseesOf(guild, record)) {
      const { address } = addressee.target;
      const [kind, at]: [Repeat, number] =
        ended === undefined
          ? ['reminder', incident.phaseSince + elapsed * (hours ?? 0) * HOUR_MS]
          : ['unmuted', ended.until];
      if (kind === 'reminder' && !posted.has(address)) continue;
      const item = { kind, notice: { ...record.notice, status: incident.status, at } };
      if (await isDone(deliveryId(item.notice.id, address, tellingMark(item)))) continue;
      tellings.push(
        ...tellingsOf(item, [addressee], now).map((one) => ({ ...one, id: `${one.id}@${address}` })),
      );
    }
    const fresh = queue.fresh(tellings);
    if (fresh.length === 0) return;
    await deps.commit(queue.writesOf(fresh));
    await queue.take(fresh);
  }

  /** Where the guild follows what the notice is about, as if it had been told of it. */
  function addresseesOf(guild: Guild, { notice }: AlertRecord): Addressee[] {
    const majors = deps.majors(exchangeOf(notice.services[0]));
    const wanting = guild.subscriptions.filter(
      (one) => one.disabled === undefined && isWanted(guild, one, notice, majors),
    );
    const addresses = [...new Set(wanting.map(({ channelId }) => channelId))];
    return deps.channels.flatMap((channel) =>
      addresses.map((address) =>
        unmentioned(
          addresseeOf(
            address,
            { guild, channel, subscriptions: wanting.filter(({ channelId }) => channelId === address) },
            notice,
          ),
        ),
      ),
    );
  }

  return {
    async run() {
      const now = clock.now();
      const incidents = [...deps.incidents()];
      const open = new Set(incidents.map(({ id }) => id));
      const troubles = incidents.filter(
        ({ absorbed, status, told }) => told && isTrouble(status) && absorbed !== true,
      );
      const breath = breathe();
      for (const guild of deps.guilds()) {
        await breath();
        const expired = guild.mutes.filter((mute) => hasRunOut(mute, open, now));
        if (guild.settings.remindAfterHours === undefined && expired.length === 0) continue;
        // What is not urgent waits for the morning.
        if (quietUntil(guild.settings, now) !== undefined) continue;
        for (const incident of troubles) await remind(guild, incident, expired, now);
        if (expired.length > 0) {
          const gone = new Set(expired.map(({ id }) => id));
          await deps.updateGuild(guild.id, (known) => ({
            ...known,
            mutes: known.mutes.filter(({ id }) => !gone.has(id)),
          }));
        }
      }
    },
  };
}

function unmentioned(addressee: Addressee): Addressee {
  return { ...addressee, target: { ...addressee.target, mentions: [] } };
}

function hasRunOut({ incident, until, untilOver }: Mute, open: ReadonlySet<string>, now: number): boolean {
  return until <= now || (untilOver === true && incident !== undefined && !open.has(incident));
}

function isWanted(
  guild: Guild,
  { level, target }: Guild['subscriptions'][number],
  notice: Notice,
  majors: readonly string[],
): boolean {
  const interest = { selectors: selectorsOf(guild, target), level };
  return wants(interest, notice, { majors, told: false }).kind === 'wanted';
}
