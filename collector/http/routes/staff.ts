/** Staff: who may act for a controller, in which role; their administrators make, change and end them. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { changedMember, newMember } from '../../../shared/register/staff.ts';
import { Problem } from '../../problem.ts';
import { editMember, endMember, makeMember, pageMembers } from '../../register/staffMembers.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, numberAsId, numberOfId, repeatable } from '../idempotent.ts';
import { attempted, demandMatch, matchParameter } from '../matching.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { answerMember, memberAsked, memberShown, whyNot } from '../staffMember.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const answer = v.looseObject({ id: v.number(), name: v.string(), role: v.string(), active: v.boolean() });
const list = v.object({ items: v.array(answer), next: v.optional(v.string()) });
const refusals = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503];
const home = { home: true };

const readRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .get(
      '/v1/staff',
      describe({
        summary: 'Lists staff, those who have left too',
        tag: 'staff',
        parameters: [
          { name: 'after', in: 'query', description: 'The number that the page begins after.' },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
        ],
        answers: { 200: list },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching, home),
      async (c) => {
        const after = wholeNumber(c, 'after', 0, 0, 999_999_999);
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        const rows = await pageMembers(needs.store, c.get('staff').controller, after, most + 1);
        const page = rows.slice(0, most);
        const now = needs.world.clock();
        return c.json({
          items: page.map((one) => memberShown(one, now)),
          ...(rows.length > most && { next: String(page.at(-1)?.staff) }),
        });
      },
    )
    .get(
      '/v1/staff/:id',
      describe({
        summary: 'Reads a member of staff',
        tag: 'staff',
        answers: { 200: answer },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs, watching, home),
      async (c) => answerMember(c, needs, (await memberAsked(c, needs)).staff),
    );

const writeRoutes = (needs: Needs) =>
  new Hono<StaffEnv>()
    .post(
      '/v1/staff',
      describe({
        summary: 'Makes a member of staff',
        description:
          'They may do nothing before their commitment to confidentiality is recorded (GDPR 28(3)(b)), and sign in after an enrolment.',
        tag: 'staff',
        body: newMember,
        parameters: [idempotencyParameter],
        answers: { 201: answer, 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        const given = await readStaffBody(c, newMember);
        const { store, world } = needs;
        const again = repeatable(c, store, c.get('staff'), given, world.clock());
        const known = await again.before();
        if (known) return answerMember(c, needs, numberOfId(known));
        const made = await makeMember(store, world, c.get('staff'), given, (one) =>
          again.remembering(numberAsId(one)),
        );
        const other = made === undefined && (await again.before());
        if (other) return answerMember(c, needs, numberOfId(other));
        if (made === undefined)
          throw new Problem('already-there', 'Someone of staff has this e-mail address.', '/email');
        return answerMember(c, needs, made, 201);
      },
    )
    .patch(
      '/v1/staff/:id',
      describe({
        summary:
          'Changes a member of staff: name, role, e-mail address, language of letters, account at the OpenID provider',
        tag: 'staff',
        body: changedMember,
        parameters: [matchParameter],
        answers: { 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        const { openid, ...given } = await readStaffBody(c, changedMember);
        return attempted(c, async () => {
          const before = await memberAsked(c, needs);
          demandMatch(c, before.version);
          const account =
            openid === undefined
              ? before
              : { issuer: openid?.issuer ?? null, subject: openid?.subject ?? null };
          const after = {
            name: given.name ?? before.name,
            role: given.role ?? before.role,
            email: given.email === undefined ? before.email : given.email,
            language: given.language === undefined ? before.language : given.language,
            issuer: account.issuer,
            subject: account.subject,
          };
          const staff = c.get('staff');
          if (!(await editMember(needs.store, needs.world, staff, before, after)))
            throw await whyNot(needs, staff.controller, before);
          await needs.journalled().catch(needs.report);
          return answerMember(c, needs, before.staff);
        });
      },
    )
    .post(
      '/v1/staff/:id/end',
      describe({
        summary: 'Ends a member of staff, with their keys and sessions, at once',
        tag: 'staff',
        answers: { 200: answer },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, ['administrator'], home),
      async (c) => {
        const before = await memberAsked(c, needs);
        const staff = c.get('staff');
        if (before.ended === null && !(await endMember(needs.store, needs.world, staff, before.staff)))
          throw await whyNot(needs, staff.controller, before);
        await needs.journalled().catch(needs.report);
        return answerMember(c, needs, before.staff);
      },
    );

export const staff = (needs: Needs) =>
  new Hono<StaffEnv>().route('/', readRoutes(needs)).route('/', writeRoutes(needs));
