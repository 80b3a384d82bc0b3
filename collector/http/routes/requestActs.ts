/** Working on requests: proving who it is, beginning, extending, answering, refusing, taking back. */
import { type Context, Hono } from 'hono';
import {
  identityProof,
  requestAnswer,
  requestExtension,
  requestRefusal,
} from '../../../shared/register/request.ts';
import { Problem } from '../../problem.ts';
import { answerRequest, refuseRequest, tellExtension } from '../../rights/requests/answer.ts';
import { isFeeOpen } from '../../rights/requests/fee.ts';
import { linkAgain } from '../../rights/requests/link.ts';
import { isOfNobody, proveRequest } from '../../rights/requests/prove.ts';
import { startRequest } from '../../rights/requests/steps.ts';
import { withdrawRequest } from '../../rights/requests/withdraw.ts';
import { readStaffBody } from '../body.ts';
import type { Needs } from '../needs.ts';
import { actingOn, answering, known } from '../requestActing.ts';
import { act, firstThese, shownRequest } from '../requestShown.ts';
import { toldBy } from '../requestTold.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

export const requestActs = (needs: Needs) => {
  const { store, world, publicUrl } = needs;
  const only = staffOnly(needs, answering);
  const atOf = (c: Context<StaffEnv>) => ({ store, world, publicUrl, actor: c.get('staff') });
  const { asked, done } = actingOn(needs);
  return new Hono<StaffEnv>()
    .post(
      '/v1/requests/:id/identity',
      act(
        'That staff have seen who it is, and how (GDPR 12(6))',
        identityProof,
        'Objection to marketing and withdrawal of consent are done at once by this; the same request that is open already is joined to.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const { person, note } = await readStaffBody(c, identityProof);
        const who = await known(c, needs, person);
        if (request.mended !== null)
          throw new Problem(
            'already-there',
            'Its new address is not proven yet: wait until the link there is confirmed, or take the address away.',
          );
        const proven = { proof: 'staff' as const, note, person: who };
        return done(
          c,
          proveRequest(store, world, c.get('staff'), request, proven),
          'It is not waiting for proof: look at its state.',
        );
      },
    )
    .post('/v1/requests/:id/start', act('That it is being worked on', undefined), only, async (c) => {
      const request = await asked(c);
      return done(
        c,
        store.write(startRequest(world, c.get('staff'), request.id)),
        'Only a verified request is begun with: look at its state.',
      );
    })
    .post(
      '/v1/requests/:id/extension',
      act(
        'Extends the time to three months from receipt, and tells the person why (GDPR 12(3))',
        requestExtension,
        'Once, and only within the first month.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const { reason } = await readStaffBody(c, requestExtension);
        return done(
          c,
          tellExtension(atOf(c), request, reason),
          'Only an open request whose identity is proven is extended, once, and within its first month.',
        );
      },
    )
    .post(
      '/v1/requests/:id/answer',
      act(
        'Does what was asked for, tells the person, and ends the request',
        requestAnswer,
        'Access and portability: a link to the answer, for two weeks. Erasure: erases. Restriction: restricts (say which case). Rectification: correct the values first. Objection to processing (GDPR 21(1)): upholds it (say what became of the data). Of an answer to access or portability, `leaveOut` is what would harm others (15(4), 20(4)): the person is told what, and why. `mailed` says whether a letter left; where they gave no address none did, `print` is the file to give them (access, portability, and whatever was asked where nothing is held), and `tell` says what is left to do.',
      ),
      only,
      async (c) => {
        const request = await asked(c);
        const { note, restriction, stopped, leaveOut } = await readStaffBody(c, requestAnswer);
        if (leaveOut.length > 0 && request.kind !== 'access' && request.kind !== 'portability')
          throw new Problem(
            'wrong-body',
            'Only of an answer to access or portability anything is left out.',
            '/leaveOut',
          );
        if (isFeeOpen(request))
          throw new Problem(
            'already-there',
            'They were told of a fee: say first that it was paid, or that it is waived.',
          );
        const nobody = await isOfNobody(store, c.get('staff').controller, request);
        const answered = answerRequest(atOf(c), request, {
          note: note ?? null,
          restriction: restriction ?? null,
          stopped: stopped ?? null,
          leaveOut,
        }).then((result) => {
          if (result.outcome === 'stopping-needed')
            throw new Problem('wrong-body', 'Say what became of the data (or refuse).', '/stopped');
          if (result.outcome === 'note-needed')
            throw new Problem('wrong-body', 'Say which processing has ended.', '/note');
          if (result.outcome === 'not-there')
            throw new Problem(
              'wrong-body',
              'The answer holds nothing of this: look at it first.',
              `/leaveOut/${result.place}`,
            );
          if (result.outcome === 'restriction-needed')
            throw new Problem('wrong-body', 'Say which case of GDPR 18(1) it is.', '/restriction');
          if (result.outcome === 'others-open') throw firstThese(result.references);
        });
        return done(
          c,
          answered,
          'It is not open, or who it is is not proven yet: look at its state.',
          toldBy(request, nobody),
        );
      },
    )
    .post(
      '/v1/requests/:id/link',
      act('Sends a new link to the answer; the old one ends', undefined),
      only,
      async (c) => {
        if (!(await linkAgain(store, atOf(c), await asked(c))))
          throw new Problem(
            'already-there',
            'There is no answer behind a link, or nobody to send it to: answer the request first.',
          );
        await needs.journalled().catch(needs.report);
        return c.json(shownRequest(await asked(c), world.clock()));
      },
    )
    .post(
      '/v1/requests/:id/refusal',
      act('Refuses, with reasons, and tells of the right to complain (GDPR 12(4), 12(5))', requestRefusal),
      only,
      async (c) => {
        const request = await asked(c);
        const { ground, reason } = await readStaffBody(c, requestRefusal);
        if ((ground === 'compelling' || ground === 'claims') && request.kind !== 'processing_objection')
          throw new Problem('wrong-body', 'This is a ground against an objection alone.', '/ground');
        return done(
          c,
          refuseRequest(atOf(c), request, ground, reason),
          'It is not open, or who it is is not proven yet: look at its state.',
        );
      },
    )
    .post(
      '/v1/requests/:id/withdrawal',
      act('That whoever asked has taken it back', undefined),
      only,
      async (c) => {
        const request = await asked(c);
        return done(
          c,
          withdrawRequest(store, world, c.get('staff'), request),
          'It has ended already: look at its state.',
        );
      },
    );
};
