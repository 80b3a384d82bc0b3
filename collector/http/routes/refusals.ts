/** Refusals that staff record: a permission that ends, an objection, addresses that must not be written to. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { suppressing } from '../../../shared/register/audience.ts';
import { toUuid } from '../../bytes.ts';
import { endPermission, objectTo } from '../../messages/marketing/refusing.ts';
import { suppressAddresses } from '../../messages/marketing/suppressing.ts';
import { Problem } from '../../problem.ts';
import { findPermission } from '../../register/permissionEnding.ts';
import type { Role } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { marketers, type StaffEnv, staffOnly } from '../staffOnly.ts';

/** Whoever hears a no writes it down. */
const desk: readonly Role[] = [...marketers, 'support'];

const hows = ['withdrawn', 'expired', 'mistake'] as const;
const ending = v.object({ how: v.picklist(hows, `Expected one of: ${hows.join(', ')}.`) });

export const refusals = (needs: Needs) => {
  const { store, world } = needs;
  const told = () => needs.journalled().catch(needs.report);
  return new Hono<StaffEnv>()
    .post(
      '/v1/permissions/:id/end',
      describe({
        summary: 'Ends a permission, at once',
        description:
          '`how`: `withdrawn` where the person said so (the address is remembered as not wanting this), `expired`, or `mistake`. Again is harmless.',
        tag: 'staff',
        body: ending,
        answers: { 200: v.object({ id: v.string(), ended: v.string() }) },
        refusals: [400, 401, 403, 404, 413, 415, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, desk),
      async (c) => {
        const staff = c.get('staff');
        const id = idOf(c);
        const { how } = await readStaffBody(c, ending);
        const done = await endPermission(store, world, staff, id, how);
        if (done === 'unknown')
          throw new Problem('not-found', 'There is no permission by this id: list those of the person.');
        await told();
        const ended = (await findPermission(store, staff.controller, id))?.ended ?? world.clock();
        return c.json({ id: toUuid(id), ended: new Date(ended).toISOString() });
      },
    )
    .post(
      '/v1/persons/:id/objection',
      describe({
        summary: 'The person objects to direct marketing (GDPR 21(2))',
        description:
          'Absolute, and at once: all their permissions end and their addresses are suppressed. Only a new permission of their own, by double opt-in, lifts it. Service messages still go. Again is harmless.',
        tag: 'staff',
        answers: { 200: v.object({ person: v.string(), objected: v.string() }) },
        refusals: [401, 403, 404, 503],
        security: 'staff',
      }),
      staffOnly(needs, desk),
      async (c) => {
        const done = await objectTo(store, world, c.get('staff'), idOf(c), 'staff');
        if (!done) throw new Problem('not-found', 'Nobody is known by this id: look the person up first.');
        await told();
        return c.json({ person: toUuid(done.person), objected: new Date(done.since).toISOString() });
      },
    )
    .post(
      '/v1/suppressions',
      describe({
        summary: 'Addresses that must not be written to: a ban list, complaints, mail that came back',
        description:
          'Addresses are hashed at once and never kept; they stay suppressed whoever registers with them later.',
        tag: 'staff',
        body: suppressing,
        answers: { 200: v.object({ taken: v.number(), known: v.number() }) },
        refusals: [400, 401, 403, 413, 415, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, desk),
      async (c) => {
        const { channel, reason, addresses } = await readStaffBody(c, suppressing);
        const done = await suppressAddresses(store, world, c.get('staff'), { channel, reason, addresses });
        if ('wrong' in done)
          throw new Problem('wrong-body', 'Not an address of this channel.', `/addresses/${done.wrong}`);
        await told();
        return c.json(done);
      },
    );
};
