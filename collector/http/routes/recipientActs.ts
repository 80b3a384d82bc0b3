/** What staff do about recipients beside entering them: a consent ends, a notice was told (GDPR 7(3), 19). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { time } from '../../../shared/register/member.ts';
import { toUuid } from '../../bytes.ts';
import { endShare, shareEndings } from '../../duties/endingShare.ts';
import { toldRecipient } from '../../duties/recipientNotices.ts';
import { Problem } from '../../problem.ts';
import type { Role } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

/** Whoever hears a no writes it down. */
const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];
const telling: readonly Role[] = ['administrator', 'data_protection_officer', 'support'];

const ending = v.object({
  how: v.picklist(shareEndings, `Expected one of: ${shareEndings.join(', ')}.`),
});
const told = v.object({ told: time });
const refusals = [400, 401, 403, 404, 413, 415, 422, 503];

export const recipientActs = (needs: Needs) => {
  const { store, world } = needs;
  return new Hono<StaffEnv>()
    .post(
      '/v1/sharing-consents/:id/end',
      describe({
        summary: 'Ends a consent to be disclosed, at once',
        description: 'From now on the recipient is given nothing on it. Again is harmless.',
        tag: 'staff',
        body: ending,
        answers: { 200: v.object({ id: v.string(), ended: v.string() }) },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, desk),
      async (c) => {
        const id = idOf(c);
        const { how } = await readStaffBody(c, ending);
        const ended = await endShare(store, world, c.get('staff'), id, how);
        if (ended === undefined)
          throw new Problem('not-found', 'There is no consent by this id: list those of the person.');
        await needs.journalled().catch(needs.report);
        return c.json({ id: toUuid(id), ended: new Date(ended).toISOString() });
      },
    )
    .post(
      '/v1/recipient-notices/:id/told',
      describe({
        summary: 'Records that a recipient was told of a correction, an erasure or a restriction (GDPR 19)',
        tag: 'staff',
        body: told,
        answers: { 204: null },
        refusals,
        security: 'staff',
      }),
      staffOnly(needs, telling),
      async (c) => {
        const id = idOf(c);
        const at = Date.parse((await readStaffBody(c, told)).told);
        if (at > world.clock())
          throw new Problem('wrong-body', 'The recipient must be told first: name when that was.', '/told');
        if (!(await toldRecipient(store, c.get('staff').controller, id, at)))
          throw new Problem(
            'not-found',
            'There is no such notice that is still to be told, or it was made after that time.',
          );
        return c.body(null, 204);
      },
    );
};
