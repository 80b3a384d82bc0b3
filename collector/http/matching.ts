/** Edits say which version they change (`If-Match`, RFC 9110 13.1.1), so that nobody overwrites what they have not seen. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import type { Parameter } from './describe.ts';

export const matchParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  description: 'The `ETag` of the row as it was read, or `*`: else 428, and 412 where it has changed since.',
};

/** A row's version as an entity tag. */
export const tagOf = (version: number): string => `"${version}"`;

/** Refuses where the row is not the version that the request names. */
export const demandMatch = (c: Context, version: number): void => {
  const given = c.req.header('if-match');
  if (given === undefined)
    throw new Problem(
      'version-needed',
      'Say in If-Match which version you change: the ETag of the row as you read it.',
    );
  if (given.trim() !== '*' && !given.split(',').some((one) => one.trim() === tagOf(version)))
    throw new Problem('changed-meanwhile', 'The row has changed since: read it again.');
};
