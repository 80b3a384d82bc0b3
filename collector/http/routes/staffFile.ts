/** What is held of a member of staff, as a file: for themselves, and for those who answer for staff (GDPR 15). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { logAct } from '../../register/accessLog.ts';
import { findMember } from '../../register/staffMembers.ts';
import { answerLanguageOf } from '../../rights/answer/words/languages.ts';
import { answerLanguages } from '../../rights/answer/words/words.ts';
import { staffFile, staffForms } from '../../rights/staffFile.ts';
import { roles } from '../../store/catalogue.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { oneOf, onlyParameters } from '../query.ts';
import { reasonOf } from '../reason.ts';
import { answering } from '../requestActing.ts';
import { sendFile } from '../sendFile.ts';
import { memberAsked } from '../staffMember.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const lists = v.array(v.looseObject({}));
const answer = v.looseObject({
  v: v.literal(1),
  made: v.string(),
  staff: v.looseObject({ staff: v.number(), name: v.string(), role: v.string() }),
  keys: lists,
  sessions: lists,
  enrolments: lists,
  readings: lists,
  acts: lists,
});
const parameters = [
  { name: 'form', in: 'query', description: 'json (where nothing is said), or zip: CSV files and the JSON.' },
  { name: 'language', in: 'query', description: 'fi, sv or en; the member’s own where it is not said.' },
] as const;
const described = {
  description:
    'Who they are, keys, sessions and enrolments without any secret, what they read (when, why, in which role, of how many), and what they did, by the kinds of the ledger; also at the customers of the operator.',
  tag: 'staff',
  answers: { 200: answer },
  security: 'staff',
} as const;

export const staffFiles = (needs: Needs) => {
  const { store, world } = needs;
  const file = async (c: Context<StaffEnv>, staff: number) => {
    onlyParameters(c, ['form', 'language']);
    const { controller } = c.get('staff');
    const form = oneOf(c, 'form', staffForms) ?? 'json';
    const spoken = oneOf(c, 'language', answerLanguages);
    const member = await findMember(store, controller, staff);
    const language = spoken ?? answerLanguageOf(member?.language);
    const made = await staffFile(store, controller, staff, { form, language, now: world.clock() });
    if (!made) throw new Problem('not-found', 'Nobody of staff has this number.');
    return sendFile(c, made);
  };
  return new Hono<StaffEnv>()
    .get(
      '/v1/self/access',
      describe({
        summary: 'What is held of yourself as a member of staff (GDPR 15)',
        ...described,
        parameters: [...parameters],
        refusals: [401, 403, 422],
      }),
      staffOnly(needs, roles, { home: true, own: true, lapsed: true }),
      (c) => file(c, c.get('staff').staff),
    )
    .get(
      '/v1/staff/:id/access',
      describe({
        summary: 'What is held of a member of staff, those who have left too (GDPR 15)',
        ...described,
        parameters: [
          ...parameters,
          { name: 'Lupa-Reason', in: 'header', description: 'Why; kept in the access log.' },
        ],
        refusals: [401, 403, 404, 422],
      }),
      staffOnly(needs, answering, { home: true }),
      async (c) => {
        const reason = reasonOf(c, 'answering an access request of staff (GDPR 15)');
        const { staff } = await memberAsked(c, needs);
        await logAct(store, world, c.get('staff'), `access of staff ${staff}`, reason);
        return file(c, staff);
      },
    );
};
