import { ComponentType, MessageFlags, MessageReferenceType } from 'discord.js';
import { z } from 'zod';

import { invalidField, refusals } from '#test/support/discord/api-error.ts';

import { componentsSchema, withNested } from './components.ts';
import { embedsSchema } from './embed.ts';
import { checkForm, rule } from './form.ts';

const snowflake = z.string().regex(/^\d{17,20}$/);

const allowedMentionsSchema = z
  .looseObject({
    parse: z.array(z.enum(['roles', 'users', 'everyone'])).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .refine(
    ({ parse, roles, users }) =>
      !(parse?.includes('roles') && roles?.length) && !(parse?.includes('users') && users?.length),
    rule(
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      'A kind that is parsed cannot also list ids: they are mutually exclusive.',
    ),
  );

export type AllowedMentions = z.infer<typeof allowedMentionsSchema>;

const messageSchema = z.looseObject({
  content: z.string().max(2000).nullish(),
  nonce: z.union([z.string().max(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  tts: z.boolean().nullish(),
  embeds: embedsSchema.nullish(),
  allowed_mentions: allowedMentionsSchema.nullish(),
  message_reference: z
    .looseObject({
      type: z.enum(MessageReferenceType).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  components: componentsSchema.nullish(),
  flags: z.int().min(0).nullish(),
  attachments: z
    .array(
      z.looseObject({
        id: z.union([z.string(), z.int()]),
        filename: z.string().nullish(),
        description: z.string().max(1024).nullish(),
        title: z.string().max(1024).nullish(),
      }),
    )
    .max(10)
    .nullish(),
});

export type MessageForm = z.infer<typeof messageSchema>;

/** The limits that any message keeps, new or edited. Emptiness is judged on the whole: {@link requireContent}. */
export function checkMessage(body: unknown, edited?: { readonly flags?: number }): MessageForm {
  const form = checkForm(messageSchema, body);
  checkLayout({ ...form, flags: (form.flags ?? 0) | (edited?.flags ?? 0) });
  return form;
}

/** 50006 for a message that shows nothing. */
export function requireContent(message: {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly unknown[] | null | undefined;
  readonly components?: readonly unknown[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly attachments?: readonly unknown[] | null | undefined;
}): void {
  const usesLayout = isComponentsV2(message.flags) && (message.components?.length ?? 0) > 0;
  const shows =
    Boolean(message.content?.trim()) || message.embeds?.length || message.attachments?.length || usesLayout;
  if (!shows) throw refusals.emptyMessage();
}

export function isComponentsV2(flags: number | null | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

function checkLayout(form: MessageForm): void {
  const components = form.components ?? [];
  if (!isComponentsV2(form.flags)) {
    if (components.length > 5)
      throw invalidField(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
    const stray = components.findIndex((component) => component.type !== ComponentType.ActionRow);
    if (stray >= 0)
      throw invalidField(
        ['components', String(stray), 'type'],
        'BASE_TYPE_CHOICES',
        'Value must be one of (1,).',
      );
    return;
  }
  if (form.content || form.embeds?.length)
    throw invalidField(
      [form.content ? 'content' : 'embeds'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The field cannot be used when using MessageFlags.IS_COMPONENTS_V2',
    );
  const all = withNested(components);
  if (all.length > 40)
    throw invalidField(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'At most 40 components.');
  const textLength = all.reduce((sum, part) => sum + (part.content?.length ?? 0), 0);
  if (textLength > 4000)
    throw invalidField(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'At most 4000 characters.',
    );
}
