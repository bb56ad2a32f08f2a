import { z } from 'zod';

import { rule } from './form.ts';

/** Discord trims before it counts, so a field of blanks is an empty field. */
const text = (max: number) => z.string().trim().max(max);
const filledText = (max: number) => z.string().trim().min(1).max(max);

const badUrl = rule('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
const webUrl = z
  .string()
  .max(2048)
  .refine((url) => hasScheme(url, ['http:', 'https:']), badUrl);
const mediaUrl = z
  .string()
  .max(2048)
  .refine((url) => hasScheme(url, ['http:', 'https:', 'attachment:']), badUrl);

const media = z.looseObject({ url: mediaUrl });

const embedShape = z.looseObject({
  title: text(256).nullish(),
  description: text(4096).nullish(),
  url: webUrl.nullish(),
  timestamp: z
    .string()
    .refine(
      (time) => !Number.isNaN(Date.parse(time)),
      rule('DATE_TIME_TYPE_PARSE', `Could not parse as an ISO 8601 timestamp.`),
    )
    .nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.looseObject({ text: filledText(2048), icon_url: mediaUrl.nullish() }).nullish(),
  image: media.nullish(),
  thumbnail: media.nullish(),
  author: z
    .looseObject({ name: filledText(256), url: webUrl.nullish(), icon_url: mediaUrl.nullish() })
    .nullish(),
  fields: z
    .array(z.looseObject({ name: filledText(256), value: filledText(1024), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
});

type EmbedForm = z.infer<typeof embedShape>;

const embedSchema = embedShape.refine(showsAnything, {
  ...rule('BASE_TYPE_REQUIRED', 'This field is required'),
  path: ['description'],
});

/** Up to ten embeds, and 6000 characters over all of them. */
export const embedsSchema = z
  .array(embedSchema)
  .max(10)
  .refine(
    (embeds) => embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) <= 6000,
    rule('MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'),
  );

function lengthOf(embed: EmbedForm): number {
  const parts = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
  ];
  return parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}

function showsAnything(embed: EmbedForm): boolean {
  const { title, description, image, thumbnail, author, footer, fields } = embed;
  const parts: readonly unknown[] = [title, description, image, thumbnail, author, footer];
  return parts.some(Boolean) || (fields?.length ?? 0) > 0;
}

function hasScheme(url: string, schemes: readonly string[]): boolean {
  return URL.canParse(url) && schemes.includes(new URL(url).protocol);
}
