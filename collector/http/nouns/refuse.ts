/** What refusals of the register are on the wire, and the ids that lead to them. */
import type { Context } from 'hono';
import { fromUuid, isUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import type { Refusal } from '../../register/making.ts';

/** What a refusal of the register is on the wire. */
export const refuse = (refusal: Refusal): never => {
  switch (refusal.refused) {
    case 'already-there':
      throw new Problem(
        'already-there',
        'There is one already that must be the only one: look it up and edit it.',
      );
    case 'changed-meanwhile':
      throw new Problem('changed-meanwhile', 'The row has changed since: read it again.');
    case 'not-found':
      throw new Problem('not-found', 'There is nothing by this id that may be used.');
    case 'dangling':
      throw new Problem(
        'wrong-body',
        'This refers to nothing that may be used: look its id up.',
        `/${refusal.member}`,
      );
    case 'by-rule':
      throw new Problem(refusal.problem ?? 'wrong-body', refusal.detail, refusal.pointer);
    case 'wrong':
      throw new Problem('wrong-body', refusal.sentence, `/${refusal.member}`);
    default:
      return refusal satisfies never;
  }
};

/** The id in the path. */
export const idOf = (c: Context): Uint8Array => {
  const id = c.req.param('id') ?? '';
  if (!isUuid(id)) return refuse({ refused: 'not-found' });
  return fromUuid(id);
};
