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

const isAny = (given: string | undefined): boolean => given?.trim() === '*';

/** How often somebody may be quicker. */
const mostAttempts = 50;

/** An edit. `If-Match: *` is the row as it is, whatever that is (RFC 9110 13.1.1): where somebody was quicker, once more. */
export const attempted = async <Answer>(c: Context, attempt: () => Promise<Answer>): Promise<Answer> => {
  if (!isAny(c.req.header('if-match'))) return attempt();
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Problem && error.problem === 'changed-meanwhile')) throw error;
      if (attempts === mostAttempts)
        throw new Problem('busy', 'Many change this row at once: try again in a second.');
    }
  }
};

/** Refuses where the row is not the version that the request names. */
export const demandMatch = (c: Context, version: number): void => {
  const given = c.req.header('if-match');
  if (given === undefined)
    throw new Problem(
      'version-needed',
      'Say in If-Match which version you change: the ETag of the row as you read it.',
    );
  if (!isAny(given) && !given.split(',').some((one) => one.trim() === tagOf(version)))
    throw new Problem('changed-meanwhile', 'The row has changed since: read it again.');
};
