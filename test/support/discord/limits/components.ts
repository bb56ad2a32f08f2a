import { ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';

import { rule } from './form.ts';

/** What of a component these limits speak of; the rest is passed on unread. */
export interface ComponentForm {
  readonly type: ComponentType;
  readonly custom_id?: string | null | undefined;
  readonly content?: string | null | undefined;
  readonly components?: readonly ComponentForm[] | null | undefined;
  readonly accessory?: ComponentForm | null | undefined;
  readonly [field: string]: unknown;
}

const customId = z.string().min(1).max(100);

const buttonRules = z
  .looseObject({
    style: z.enum(ButtonStyle),
    label: z.string().max(80).nullish(),
    custom_id: customId.nullish(),
    url: z.string().max(512).nullish(),
  })
  .refine(
    (button) =>
      Boolean(button.label) || button['emoji'] !== undefined || button.style === ButtonStyle.Premium,
    rule('BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI', 'A button needs a label or an emoji.'),
  )
  .refine(
    (button) => (button.style === ButtonStyle.Link ? Boolean(button.url) && !button.custom_id : !button.url),
    rule('BUTTON_COMPONENT_URL_MISMATCH', 'A link button has a url and no custom_id; no other has a url.'),
  )
  .refine(
    (button) => button.style >= ButtonStyle.Link || Boolean(button.custom_id),
    rule('BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required'),
  );

const optionRules = z.looseObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
});

const selectRules = z.looseObject({
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.int().min(0).max(25).nullish(),
  max_values: z.int().min(1).max(25).nullish(),
});

const stringSelectRules = selectRules
  .extend({ options: z.array(optionRules).min(1).max(25) })
  .refine(
    (select) => new Set(select.options.map((option) => option.value)).size === select.options.length,
    rule('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'),
  );

const rowRules = z
  .looseObject({
    components: z
      .array(z.looseObject({ type: z.enum(ComponentType) }))
      .min(1)
      .max(5),
  })
  .refine(
    (row) =>
      row.components.length === 1 || row.components.every((part) => part.type === ComponentType.Button),
    rule('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A row holds up to five buttons, or one select menu.'),
  );

const componentSchema: z.ZodType<ComponentForm> = z.lazy(() =>
  z
    .looseObject({
      type: z.enum(ComponentType),
      components: z.array(componentSchema).nullish(),
      accessory: componentSchema.nullish(),
    })
    .check((context) => {
      const verdict = rulesOf(context.value.type)?.safeParse(context.value);
      if (verdict === undefined || verdict.success) return;
      for (const issue of verdict.error.issues)
        context.issues.push({ ...issue, input: context.value } as never);
    }),
);

export const componentsSchema = z
  .array(componentSchema)
  .refine(
    (components) => new Set(customIds(components)).size === customIds(components).length,
    rule('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
  );

/** A component and everything inside it. */
export function withNested(components: readonly ComponentForm[]): ComponentForm[] {
  return components.flatMap((component) => [
    component,
    ...withNested(component.components ?? []),
    ...withNested(component.accessory ? [component.accessory] : []),
  ]);
}

function rulesOf(type: ComponentType): z.ZodType | undefined {
  switch (type) {
    case ComponentType.ActionRow:
      return rowRules;
    case ComponentType.Button:
      return buttonRules;
    case ComponentType.StringSelect:
      return stringSelectRules;
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return selectRules;
    default:
      return undefined;
  }
}

function customIds(components: readonly ComponentForm[]): string[] {
  return withNested(components).flatMap((component) => component.custom_id ?? []);
}
