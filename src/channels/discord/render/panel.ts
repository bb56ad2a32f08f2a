import { ButtonStyle, ComponentType, SelectMenuDefaultValueType, SeparatorSpacingSize } from 'discord.js';
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
  ChannelType,
} from 'discord.js';

import type { Reply, ReplyFile } from '#src/channels/discord/interactions/handler.ts';

import { clip } from './escape.ts';

/** Discord's limits for a layout of components: all text together, and what a select and a row hold. */
export const PANEL_LIMITS = { text: 4000, selectOptions: 25, rowButtons: 5, label: 80, option: 100 } as const;

export interface PanelButton {
  readonly label: string;
  readonly customId: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
}

export interface PanelSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly isChosen?: boolean;
  }[];
}

/** A select of one of the server's channels, or of none. */
export interface PanelChannelSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly channelTypes: readonly ChannelType[];
  readonly chosen?: string;
}

/** A message to move about in: a headline, blocks of text, then selects and buttons. */
export interface Panel {
  readonly color?: number;
  readonly headline: string;
  /** Each block is set apart by a line. Empty ones are left out. */
  readonly blocks: readonly string[];
  /** A picture with the words that say the same. */
  readonly picture?: ReplyFile;
  readonly selects?: readonly (PanelSelect | PanelChannelSelect)[];
  readonly buttons?: readonly PanelButton[];
}

/** A panel as a layout of components (V2), which is what replies to one member are made of. */
export function renderPanel({ color, headline, blocks, picture, selects = [], buttons = [] }: Panel): Reply {
  const texts = fitTexts([headline, ...blocks.filter((block) => block !== '')]);
  const parts: APIComponentInContainer[] = texts.flatMap((content, i) => [
    ...(i === 0 ? [] : [separator()]),
    { type: ComponentType.TextDisplay as const, content },
  ]);
  if (picture !== undefined) {
    parts.push({
      type: ComponentType.MediaGallery,
      items: [
        {
          media: { url: `attachment://${picture.name}` },
          ...(picture.description !== undefined && { description: clip(picture.description, 1024) }),
        },
      ],
    });
  }
  const rows = [
    ...selects.filter((one) => !('options' in one) || one.options.length > 0).map(selectRow),
    ...buttonRows(buttons),
  ];
  return {
    components: [
      {
        type: ComponentType.Container,
        ...(color !== undefined && { accent_color: color }),
        components: [...parts, ...rows],
      },
    ],
    ...(picture !== undefined && { files: [picture] }),
  };
}

/** Cuts the last blocks first, so that the whole stays within what Discord takes. */
function fitTexts(texts: readonly string[]): string[] {
  const kept: string[] = [];
  let room: number = PANEL_LIMITS.text;
  for (const text of texts) {
    if (room < 40) break;
    const fitted = clip(text, room);
    kept.push(fitted);
    room -= fitted.length;
  }
  return kept;
}

function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
}

type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

function selectRow(select: PanelSelect | PanelChannelSelect): ActionRow {
  const { customId, placeholder } = select;
  if (!('options' in select)) return channelRow(select);
  const { options } = select;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder: clip(placeholder, 150),
        options: options.slice(0, PANEL_LIMITS.selectOptions).map(toOption),
      },
    ],
  };
}

function channelRow({ channelTypes, chosen, customId, placeholder }: PanelChannelSelect): ActionRow {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.ChannelSelect,
        custom_id: customId,
        placeholder: clip(placeholder, 150),
        channel_types: [...channelTypes],
        min_values: 0,
        ...(chosen !== undefined && {
          default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Channel }],
        }),
      },
    ],
  };
}

function toOption({
  label,
  value,
  description,
  isChosen,
}: PanelSelect['options'][number]): APISelectMenuOption {
  return {
    label: clip(label, PANEL_LIMITS.option),
    value,
    ...(description !== undefined && { description: clip(description, PANEL_LIMITS.option) }),
    ...(isChosen === true && { default: true }),
  };
}

function buttonRows(buttons: readonly PanelButton[]): ActionRow[] {
  const rows: ActionRow[] = [];
  for (let i = 0; i < buttons.length; i += PANEL_LIMITS.rowButtons) {
    rows.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(i, i + PANEL_LIMITS.rowButtons).map(toButton),
    });
  }
  return rows;
}

function toButton({ label, customId, primary, danger }: PanelButton): APIButtonComponent {
  const style =
    danger === true ? ButtonStyle.Danger : primary === true ? ButtonStyle.Primary : ButtonStyle.Secondary;
  return {
    type: ComponentType.Button,
    style,
    label: clip(label, PANEL_LIMITS.label),
    custom_id: customId,
  };
}
