/** The pages' words in somebody's language: theirs, else what their browser asks for, else English. */
import type { Context } from 'hono';
import { spokenOf } from '../ownPage/words.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { sv } from './words/sv.ts';
import type { PageWords } from './words/words.ts';

const spoken: Readonly<Record<string, PageWords>> = { fi, sv, en };

/** `own`: the language in which they are written to, where it is known. */
export const pageWords = (c: Context, own: string | null): PageWords => {
  const tag = (own ?? '').toLowerCase().split('-')[0] ?? '';
  const known = Object.hasOwn(spoken, tag) ? tag : spokenOf(c.req.header('accept-language') ?? '');
  return (Object.hasOwn(spoken, known) && spoken[known]) || en;
};
