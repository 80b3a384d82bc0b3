/** A request as staff see it. */
import * as v from 'valibot';
import { toUuid } from '../bytes.ts';
import { Problem } from '../problem.ts';
import { when } from '../rights/acts.ts';
import type { Request, RequestStep } from '../rights/requests/request.ts';
import { describe } from './describe.ts';

const perhaps = v.nullable(v.string());

export const requestAnswered = v.looseObject({
  id: v.string(),
  version: v.number(),
  reference: v.string(),
  kind: v.string(),
  way: v.string(),
  state: v.string(),
  received: v.string(),
  verified: perhaps,
  due: v.string(),
  dueFromReceipt: v.string(),
  overdue: v.boolean(),
  ended: perhaps,
});

/** Where it stands and by when it must be answered; both days of article 12(3). */
export const shownRequest = (
  { id, person, joined, askedAtOnce, site: _, reminded: __, asked: ___, ...one }: Request,
  now: number,
) => ({
  id: toUuid(id),
  ...one,
  person: person && toUuid(person),
  joined: joined && toUuid(joined),
  proofAskedAtOnce: askedAtOnce === 1,
  received: when(one.received) ?? '',
  verified: when(one.verified),
  due: when(one.due) ?? '',
  dueFromReceipt: when(one.dueFromReceipt) ?? '',
  mended: when(one.mended),
  extended: when(one.extended),
  feeTold: when(one.feeTold),
  ended: when(one.ended),
  lifts: when(one.lifts),
  leftOut: one.leftOut === null ? [] : (JSON.parse(one.leftOut) as object[]),
  overdue: one.ended === null && one.due < now,
});

export const shownStep = ({ state, happened, staff }: RequestStep) => ({
  state,
  happened: when(happened) ?? '',
  staff,
});

/** Why an erasure waits: after it there is nothing to answer these with. */
export const firstThese = (references: readonly string[]): Problem =>
  new Problem(
    'already-there',
    `First ${references.join(', ')}: answered, and opened or its link over. After an erasure there is nothing to answer with.`,
  );

/** An act on a request, as the document tells of it: it answers the request as it is then. */
export const act = (summary: string, body: v.GenericSchema | undefined, description?: string) =>
  describe({
    summary,
    ...(description !== undefined && { description }),
    tag: 'staff',
    ...(body && { body }),
    answers: { 200: requestAnswered },
    refusals: [400, 401, 403, 404, 409, 413, 415, 422, 503],
    security: 'staff',
  });
