/** A member of staff on the wire: found by the path, shown, and why a change of one was not done. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import { findMember, type Member } from '../register/staffMembers.ts';
import { tagOf } from './matching.ts';
import type { Needs } from './needs.ts';
import type { StaffEnv } from './staffOnly.ts';
import { whenOf } from './when.ts';

/** A member as staff are shown them. */
export const memberShown = (one: Member, now: number) => ({
  id: one.staff,
  version: one.version,
  name: one.name,
  role: one.role,
  email: one.email,
  language: one.language,
  active:
    one.ended === null && one.committed !== null && (one.committedUntil === null || one.committedUntil > now),
  committed: whenOf(one.committed),
  committedUntil: whenOf(one.committedUntil),
  password: one.password === 1,
  openid: one.subject === null ? null : { issuer: one.issuer, subject: one.subject },
  created: whenOf(one.created),
  ended: whenOf(one.ended),
});

const missing = () => new Problem('not-found', 'Nobody of staff has this number.');

/** The member in the path. */
export const memberAsked = async (c: Context<StaffEnv>, { store }: Needs): Promise<Member> => {
  const id = c.req.param('id') ?? '';
  const number = /^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined;
  const found = number && (await findMember(store, c.get('staff').controller, number));
  if (!found) throw missing();
  return found;
};

export const answerMember = async (
  c: Context<StaffEnv>,
  { store, world }: Needs,
  staff: number,
  status: 200 | 201 = 200,
) => {
  const found = await findMember(store, c.get('staff').controller, staff);
  if (!found) throw missing();
  c.header('ETag', tagOf(found.version));
  if (status === 201) c.header('Location', `/v1/staff/${staff}`);
  return c.json(memberShown(found, world.clock()), status);
};

/** Why a change of a member was not done. */
export const whyNot = async (needs: Needs, controller: number, before: Member): Promise<Problem> => {
  const found = await findMember(needs.store, controller, before.staff);
  if (found?.version !== before.version)
    return new Problem('changed-meanwhile', 'The row has changed since: read it again.');
  if (found.ended !== null)
    return new Problem('already-there', 'They have left: make a new member of staff.');
  return new Problem(
    'already-there',
    'Someone else has this e-mail address or account, or they are the last active administrator: make another one first. An auditor of an audit keeps that role.',
  );
};
