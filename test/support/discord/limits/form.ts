import type { z } from 'zod';

import { ApiError, type FormErrors } from '#test/support/discord/api-error.ts';

interface Complaint {
  readonly code: string;
  readonly message: string;
}

/** Checks a request's body against Discord's limits; throws its 50035, every field named at once. */
export function checkForm<T>(schema: z.ZodType<T>, body: unknown): T {
  const checked = schema.safeParse(body);
  if (checked.success) return checked.data;
  throw new ApiError(400, 50_035, 'Invalid Form Body', toTree(checked.error.issues));
}

/** A rule of Discord's own, with the code it answers with: `.refine(test, rule(code, message))`. */
export function rule(code: string, message: string): { params: { code: string }; message: string } {
  return { params: { code }, message };
}

function toTree(issues: readonly z.core.$ZodIssue[]): FormErrors {
  const root: FormErrors = {};
  for (const issue of issues) {
    let node = root;
    for (const key of issue.path) {
      node[String(key)] ??= {};
      node = node[String(key)] as FormErrors;
    }
    const known = (node['_errors'] ?? []) as Complaint[];
    node['_errors'] = [...known, complaint(issue)];
  }
  return root;
}

function complaint(issue: z.core.$ZodIssue): Complaint {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'BASE_TYPE_BAD'), message: issue.message };
    case 'invalid_type':
      return issue.message.includes('received undefined')
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_BAD_TYPE', message: issue.message };
    default:
      return { code: 'BASE_TYPE_CHOICES', message: issue.message };
  }
}

function tooBig(issue: z.core.$ZodIssueTooBig): Complaint {
  if (issue.origin === 'string')
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
  if (issue.origin === 'array')
    return { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
  return { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` };
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Complaint {
  if (issue.origin === 'string' || issue.origin === 'array')
    return issue.minimum === 1
      ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
      : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
  return { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` };
}
