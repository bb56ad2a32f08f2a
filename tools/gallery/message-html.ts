import { ButtonStyle, ComponentType } from 'discord.js';
import type {
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIMessageTopLevelComponent,
} from 'discord.js';

import type { Form, Reply, ReplyFile } from '#src/channels/discord/interactions/handler.ts';

import { escapeHtml, markdownToHtml } from './markdown.ts';
import type { Reader } from './markdown.ts';

/** One message of a scene. */
export interface ShownMessage extends Reply {
  readonly at: number;
  readonly edited?: boolean;
  readonly ephemeral?: boolean;
  /** The words of the message that it replies to. */
  readonly replyTo?: string;
  /** A window that is opened in the place of a message. */
  readonly form?: Form;
}

/** A message as Discord shows it, in the elements of discord-components. Nobody looks at it before it is there. */
export function messageToHtml(message: ShownMessage, looking: Reader): string {
  if (message.form !== undefined) return formToHtml(message.form);
  const reader = { ...looking, now: Math.max(looking.now, message.at) };
  const { content = '', embeds = [], components = [], files = [], at, edited, ephemeral, replyTo } = message;
  const time = new Intl.DateTimeFormat(reader.locale, {
    timeStyle: 'short',
    timeZone: reader.timeZone,
  }).format(at);
  const flags = `${edited === true ? ' edited' : ''}${ephemeral === true ? ' ephemeral' : ''}`;
  const rows = components.filter(({ type }) => type === ComponentType.ActionRow);
  const layout = components.filter(({ type }) => type !== ComponentType.ActionRow);
  return [
    `<discord-message author="Downtick" bot avatar="/avatar.svg" timestamp="${time}"${flags}>`,
    replyTo === undefined
      ? ''
      : `<discord-reply slot="reply" author="Downtick" bot avatar="/avatar.svg" role-color="inherit">${markdownToHtml(replyTo, reader)}</discord-reply>`,
    layout.length > 0
      ? components.map((part) => layoutToHtml(part, files, reader)).join('')
      : markdownToHtml(content, reader),
    ...embeds.map((embed) => embedToHtml(embed, files, reader)),
    layout.length === 0 && rows.length > 0
      ? `<discord-attachments slot="components">${rows.map((row) => layoutToHtml(row, files, reader)).join('')}</discord-attachments>`
      : '',
    '</discord-message>',
  ].join('');
}

/** A form, as the window in which Discord shows it. */
function formToHtml({ fields, title }: Form): string {
  const shown = fields.map(({ component, description, label }) => {
    const help = description === undefined ? '' : `<div class="help">${escapeHtml(description)}</div>`;
    return `<div class="field"><div class="label">${escapeHtml(label)}</div>${help}${fieldToHtml(component)}</div>`;
  });
  return `<div class="form"><div class="title">${escapeHtml(title)}</div>${shown.join('')}</div>`;
}

function fieldToHtml(component: Form['fields'][number]['component']): string {
  const chosen = 'options' in component ? component.options.filter((one) => one.default === true) : [];
  const value = 'value' in component ? (component.value ?? '') : chosen.map(({ label }) => label).join(', ');
  const hint = 'placeholder' in component ? (component.placeholder ?? '') : '';
  const text = value === '' ? `<span class="hint">${escapeHtml(hint)}</span>` : escapeHtml(value);
  return `<div class="select">${text}<span>${component.type === ComponentType.TextInput ? '' : '⌄'}</span></div>`;
}

function embedToHtml(embed: APIEmbed, files: readonly ReplyFile[], reader: Reader): string {
  const color = `#${(embed.color ?? 0).toString(16).padStart(6, '0')}`;
  const image = imageOf(embed.image?.url, files);
  const fields = (embed.fields ?? []).map(
    ({ name, value, inline }) =>
      `<discord-embed-field field-title="${escapeHtml(name)}"${inline === true ? ' inline' : ''}>${markdownToHtml(value, reader)}</discord-embed-field>`,
  );
  const title = embed.title === undefined ? '' : ` embed-title="${escapeHtml(embed.title)}"`;
  return [
    `<discord-embed slot="embeds" color="${color}"${title}${image === undefined ? '' : ` image="${image}"`}>`,
    embed.description === undefined
      ? ''
      : `<discord-embed-description slot="description">${markdownToHtml(embed.description, reader)}</discord-embed-description>`,
    fields.length === 0
      ? ''
      : `<discord-embed-fields slot="fields">${fields.join('')}</discord-embed-fields>`,
    embed.footer === undefined
      ? ''
      : `<discord-embed-footer slot="footer">${escapeHtml(embed.footer.text)}</discord-embed-footer>`,
    '</discord-embed>',
  ].join('');
}

/** What discord-components has no element for (containers, text, sections, separators) is drawn by the page's own style. */
function layoutToHtml(
  part: APIMessageTopLevelComponent | APIComponentInContainer,
  files: readonly ReplyFile[],
  reader: Reader,
): string {
  const inside = (parts: readonly (APIMessageTopLevelComponent | APIComponentInContainer)[]): string =>
    parts.map((one) => layoutToHtml(one, files, reader)).join('');
  switch (part.type) {
    case ComponentType.Container:
      return `<div class="container" style="--accent:#${(part.accent_color ?? 0x3f_42_48).toString(16).padStart(6, '0')}">${inside(part.components)}</div>`;
    case ComponentType.TextDisplay:
      return `<div class="text">${markdownToHtml(part.content, reader)}</div>`;
    case ComponentType.Separator:
      return '<hr>';
    case ComponentType.Section:
      return `<div class="section"><div>${inside(part.components)}</div>${part.accessory.type === ComponentType.Button ? buttonToHtml(part.accessory) : ''}</div>`;
    case ComponentType.MediaGallery:
      return part.items
        .map(
          ({ media, description }) =>
            `<img class="media" src="${imageOf(media.url, files) ?? ''}" alt="${escapeHtml(description ?? '')}">`,
        )
        .join('');
    case ComponentType.ActionRow:
      return `<discord-action-row>${part.components
        .map((one) => (one.type === ComponentType.Button ? buttonToHtml(one) : selectToHtml(one)))
        .join('')}</discord-action-row>`;
    case ComponentType.File:
      return '';
  }
}

function selectToHtml(select: APIComponentInMessageActionRow): string {
  const chosen = 'options' in select ? select.options.find((one) => one.default === true)?.label : undefined;
  const placeholder = 'placeholder' in select ? (select.placeholder ?? '') : '';
  const isSet = 'default_values' in select && (select.default_values?.length ?? 0) > 0;
  return `<div class="select">${escapeHtml(chosen ?? (isSet ? '#log' : placeholder))}<span>⌄</span></div>`;
}

const BUTTON_TYPES: Partial<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'destructive',
};

function buttonToHtml(button: APIButtonComponent): string {
  const label = 'label' in button ? escapeHtml(button.label ?? '') : '';
  const url = 'url' in button ? ` url="${escapeHtml(button.url)}"` : '';
  const disabled = button.disabled === true ? ' disabled' : '';
  return `<discord-button type="${BUTTON_TYPES[button.style] ?? 'secondary'}"${url}${disabled}>${label}</discord-button>`;
}

function imageOf(url: string | undefined, files: readonly ReplyFile[]): string | undefined {
  const name = /^attachment:\/\/(.+)$/.exec(url ?? '')?.[1];
  const file = files.find((one) => one.name === name);
  return file === undefined ? url : `data:image/png;base64,${file.data.toString('base64')}`;
}
