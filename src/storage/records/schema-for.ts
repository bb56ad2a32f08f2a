import { z } from 'zod';

// The compiler asks for every key of T here, and for `exactOptional` where T has `?`: a schema that forgot
// a key would strip it from every record that is read.
type Shape<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>>
    : z.ZodType<T[K]>;
};

/** The schema of an object type of the domain, key by key. */
export function objectFor<T extends object>(shape: Shape<T>): z.ZodType<T> {
  return z.object(shape) as unknown as z.ZodType<T>;
}

/** The schema of a union of words: each word of it, once. */
export function wordsFor<Word extends string>(words: { readonly [W in Word]: W }): z.ZodType<Word> {
  return z.enum(words);
}
