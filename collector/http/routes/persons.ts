/** The access answer of one person and what they may take along, for staff who answer requests. */
import { type Context, Hono } from 'hono';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { personState } from '../../register/personState.ts';
import { answerFile, answerForms } from '../../rights/answer/file.ts';
import type { LeftOut } from '../../rights/answer/leaving.ts';
import { portableFile, portableForms } from '../../rights/answer/portable.ts';
import { answerLanguages } from '../../rights/answer/words/words.ts';
import { findRequest } from '../../rights/requests/request.ts';
import { isUnfinished } from '../../rights/unfinished.ts';
import type { Role } from '../../store/catalogue.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { oneOf, onlyParameters } from '../query.ts';
import { reasonOf } from '../reason.ts';
import { accessAnswerSchema } from '../schemas/accessAnswer.ts';
import { portableAnswerSchema } from '../schemas/portable.ts';
import { sendFile } from '../sendFile.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const answering: readonly Role[] = ['administrator', 'data_protection_officer'];
const reasonParameter = {
  name: 'Lupa-Reason',
  in: 'header',
  description: 'Why; kept in the access log.',
} as const;
const languageParameter = {
  name: 'language',
  in: 'query',
  description: 'fi, sv or en; the person’s own where it is not said.',
} as const;

const nobody = () => new Problem('not-found', 'Nobody is known by this id: look the person up first.');

const requestParameter = {
  name: 'request',
  in: 'query',
  description:
    'The id of the answered request for which it is printed: what was left out of that answer is left out here.',
} as const;

export const persons = (needs: Needs) => {
  const { store, world, publicUrl } = needs;

  /** The person, with the reading in the log already: the answer holds this reading too. */
  const read = async (c: Context<StaffEnv>, action: string, usualReason: string): Promise<Uint8Array> => {
    onlyParameters(c, ['form', 'language', 'request']);
    const staff = c.get('staff');
    const id = c.req.param('id') ?? '';
    const reason = reasonOf(c, usualReason);
    const person = isUuid(id) ? fromUuid(id) : undefined;
    const known = person && (await personState(store, staff.controller, person));
    // A hold beats erasure, not access.
    const isKept = person && known?.erased !== null && (await isUnfinished(store, staff.controller, person));
    if (!person || !known || (known.erased !== null && !isKept)) throw nobody();
    await logRead(store, world, staff, { action, reason, persons: [person] });
    return person;
  };

  /** What the answer to a request of theirs leaves out; undefined where it is for none. */
  const leftOutOf = async (
    c: Context<StaffEnv>,
    person: Uint8Array,
    kind: 'access' | 'portability',
  ): Promise<{ leftOut?: LeftOut[] }> => {
    const id = c.req.query('request');
    if (id === undefined) return {};
    const found = isUuid(id) ? await findRequest(store, c.get('staff').controller, fromUuid(id)) : undefined;
    if (found?.kind !== kind || !found.person || toUuid(found.person) !== toUuid(person))
      throw new Problem('wrong-request', `"request" is the id of a request of theirs for ${kind}.`);
    return { leftOut: found.leftOut === null ? [] : (JSON.parse(found.leftOut) as LeftOut[]) };
  };

  return new Hono<StaffEnv>()
    .get(
      '/v1/persons/:id/access',
      describe({
        summary: 'Everything held about one person (GDPR 15)',
        description:
          'JSON whose structure is published (/schemas/access-answer/1.json), a page to read and print, a PDF, or CSV files in a zip. The read is logged; the header Lupa-Reason says why, where it is not an access request.',
        tag: 'staff',
        parameters: [
          { name: 'form', in: 'query', description: 'json (where nothing is said), page, pdf or zip.' },
          languageParameter,
          requestParameter,
          reasonParameter,
        ],
        answers: { 200: accessAnswerSchema },
        refusals: [401, 403, 404, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, answering),
      async (c) => {
        const form = oneOf(c, 'form', answerForms) ?? 'json';
        const language = oneOf(c, 'language', answerLanguages);
        const person = await read(c, 'access', 'answering an access request (GDPR 15)');
        const left = await leftOutOf(c, person, 'access');
        const asked = { form, language, now: world.clock(), publicUrl, ...left };
        return sendFile(c, await answerFile(store, c.get('staff').controller, person, asked));
      },
    )
    .get(
      '/v1/persons/:id/portable',
      describe({
        summary: 'What one person provided themselves, to take along (GDPR 20)',
        description:
          'Under a consent or a contract only: JSON whose structure is published (/schemas/portable/1.json), or CSV files in a zip. The read is logged.',
        tag: 'staff',
        parameters: [
          { name: 'form', in: 'query', description: 'json (where nothing is said) or zip.' },
          languageParameter,
          requestParameter,
          reasonParameter,
        ],
        answers: { 200: portableAnswerSchema },
        refusals: [401, 403, 404, 422, 503],
        security: 'staff',
      }),
      staffOnly(needs, answering),
      async (c) => {
        const form = oneOf(c, 'form', portableForms) ?? 'json';
        const language = oneOf(c, 'language', answerLanguages);
        const person = await read(c, 'portable', 'answering a request for portability (GDPR 20)');
        const left = await leftOutOf(c, person, 'portability');
        const asked = { form, language, now: world.clock(), publicUrl, ...left };
        const file = await portableFile(store, c.get('staff').controller, person, asked);
        if (!file) throw nobody();
        return sendFile(c, file);
      },
    );
};
