/** Putting requests right: a mistyped address, a refusal that does not stand; and what is asked for an excessive one. */
import { type Context, Hono } from 'hono';
import {
  feeSettlement,
  requestAddress,
  requestFee,
  requestReopening,
} from '../../../shared/register/request.ts';
import { readDetails } from '../../duties/controllerDetails.ts';
import { Problem } from '../../problem.ts';
import { askFee, settleFee } from '../../rights/requests/fee.ts';
import { mendAddress, reopenRequest } from '../../rights/requests/mending.ts';
import { readStaffBody } from '../body.ts';
import type { Needs } from '../needs.ts';
import { actingOn, answering, known } from '../requestActing.ts';
import { act } from '../requestShown.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

export const requestMending = (needs: Needs) => {
  const { store, world, publicUrl } = needs;
  const only = staffOnly(needs, answering);
  const { asked, done } = actingOn(needs);
  const atOf = (c: Context<StaffEnv>) => ({ store, world, publicUrl, actor: c.get('staff') });
  return new Hono<StaffEnv>()
    .post(
      '/v1/requests/:id/address',
      act(
        'Puts the e-mail address of an open request right, and asks there whether it is theirs',
        requestAddress,
        'Until the new mailbox has answered nothing else is sent there, and the request waits. Null takes the address away: what is to be told goes another way. The day by which it must be answered does not move where identity was proven before.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const { email, note, person } = await readStaffBody(c, requestAddress);
        const given = { email, note, person: await known(c, needs, person ?? null) };
        return done(c, mendAddress(atOf(c), request, given), 'It has ended: look at its state.');
      },
    )
    .post(
      '/v1/requests/:id/reopening',
      act(
        'Takes a refused request up again, and tells whoever asked',
        requestReopening,
        'After new facts a month runs anew; after a complaint the old day holds, for a refusal that was wrong never stopped it.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const given = await readStaffBody(c, requestReopening);
        return done(
          c,
          reopenRequest(store, world, c.get('staff'), request, given),
          'Only a refused request is taken up again: look at its state.',
        );
      },
    )
    .post(
      '/v1/requests/:id/fee',
      act(
        'Tells of a fee, with reasons, before anything is done (GDPR 12(5)(a))',
        requestFee,
        'Only for what is manifestly unfounded or excessive. How much is in /v1/controller-details, `requestFee`. The request is not answered before it was paid or waived; its day does not move.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const given = await readStaffBody(c, requestFee);
        const { requestFee: set } = (await readDetails(store, c.get('staff').controller)).details;
        if (!set)
          throw new Problem(
            'already-there',
            'No fee is set: say in /v1/controller-details what answering a request costs (requestFee).',
          );
        const { amount, currency } = set;
        return done(
          c,
          askFee(store, world, c.get('staff'), request, { ...given, amount, currency }),
          'Only an open request whose identity is proven may cost something, and is told so once: look at its state.',
        );
      },
    )
    .post(
      '/v1/requests/:id/fee/settlement',
      act('That the fee was paid, or is waived: the request may be answered', feeSettlement),
      only,
      async (c) => {
        const request = await asked(c);
        const { how } = await readStaffBody(c, feeSettlement);
        return done(
          c,
          store.write(settleFee(world, c.get('staff'), request.id, how)),
          'No fee waits: look at the request.',
        );
      },
    );
};
