/** The words of the pages about requests, in somebody's language: theirs, else what their browser asks for, else English. */
import type { Context } from 'hono';
import { spokenOf } from '../ownPage/words.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { sv } from './words/sv.ts';
import type { RequestPageWords } from './words/words.ts';

const spoken: Readonly<Record<string, RequestPageWords>> = { fi, sv, en };

/** `own`: the language in which they are written to, where it is known. */
export const requestPageWords = (c: Context, own: string | null | undefined): RequestPageWords => {
  const tag = (own ?? '').toLowerCase().split('-')[0] ?? '';
  const known = Object.hasOwn(spoken, tag) ? tag : spokenOf(c.req.header('accept-language') ?? '');
  return (Object.hasOwn(spoken, known) && spoken[known]) || en;
};
