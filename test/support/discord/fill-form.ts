import { ComponentType } from 'discord.js';

import { interactionChannelPayload, type Payload } from './payloads.ts';
import type { WorldChannel, WorldGuild, WorldMember, WorldUser } from './world-records.ts';

interface Field {
  readonly type: ComponentType;
  readonly custom_id: string;
  readonly required?: boolean;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly value: string }[];
}

/** What Discord's client sends of a form: every field with what stands in it, or an error that says what it refuses. */
export function fillForm(
  modal: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, readonly string[] | string>>,
  { guild, member }: { readonly guild?: WorldGuild | undefined; readonly member: WorldMember },
  bot: WorldUser,
): { custom_id: string; components: Payload[]; resolved?: Payload } {
  const labels = modal['components'] as readonly { readonly component: Field }[];
  const known = new Set(labels.map(({ component }) => component.custom_id));
  const stray = Object.keys(values).find((id) => !known.has(id));
  if (stray !== undefined) throw new Error(`The form has no field "${stray}".`);
  const channels: Record<string, Payload> = {};
  const components = labels.map(({ component }) => {
    const value = values[component.custom_id];
    const chosen = value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
    check(component, chosen);
    if (component.type === ComponentType.ChannelSelect) {
      for (const id of chosen) channels[id] = described(guild, id, member, bot);
    }
    const { type, custom_id } = component;
    const filled = type === ComponentType.TextInput ? { value: chosen[0] ?? '' } : { values: chosen };
    return { type: ComponentType.Label, component: { type, custom_id, ...filled } };
  });
  const custom_id = String(modal['custom_id']);
  return Object.keys(channels).length === 0
    ? { custom_id, components }
    : { custom_id, components, resolved: { channels } };
}

function check(
  { custom_id, required = true, min_values = 1, max_values = 1, options }: Field,
  chosen: string[],
): void {
  if (required && chosen.length < Math.max(1, min_values)) throw new Error(`"${custom_id}" is required.`);
  if (options === undefined) return;
  if (chosen.length > max_values) throw new Error(`"${custom_id}" takes at most ${max_values}.`);
  const stray = chosen.find((one) => options.every(({ value }) => value !== one));
  if (stray !== undefined) throw new Error(`"${custom_id}" does not offer "${stray}".`);
}

function described(guild: WorldGuild | undefined, id: string, member: WorldMember, bot: WorldUser): Payload {
  const channel: WorldChannel | undefined = guild?.channels.get(id);
  if (guild === undefined || channel === undefined) throw new Error(`There is no channel ${id} here.`);
  return interactionChannelPayload(guild, channel, member, bot);
}
