/** That nothing is held, to print and hand over: the answer to whoever gave no address to write to and is not known. */
import { Hono } from 'hono';
import { Problem } from '../../problem.ts';
import { answerFile, answerForms } from '../../rights/answer/file.ts';
import { answerLanguageOf } from '../../rights/answer/words/languages.ts';
import { answerLanguages } from '../../rights/answer/words/words.ts';
import { isOfNobody } from '../../rights/requests/prove.ts';
import { findRequest } from '../../rights/requests/request.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../nouns/refuse.ts';
import { oneOf, onlyParameters } from '../query.ts';
import { answering } from '../requestActing.ts';
import { accessAnswerSchema } from '../schemas/accessAnswer.ts';
import { sendFile } from '../sendFile.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

export const requestFile = (needs: Needs) => {
  const { store, publicUrl } = needs;
  return new Hono<StaffEnv>().get(
    '/v1/requests/:id/answer',
    describe({
      summary: 'That nothing is held about whoever asked, to print and hand over (GDPR 12(3), 15(1))',
      description:
        'Of an answered request that is about nobody who is known, whatever was asked for: the answer in every form of the access answer, as of when it was answered. Of somebody known, GET /v1/persons/{id}/access is the file.',
      tag: 'staff',
      parameters: [
        { name: 'form', in: 'query', description: 'json (where nothing is said), page, pdf or zip.' },
        {
          name: 'language',
          in: 'query',
          description: 'fi, sv or en; that of the request where it is not said.',
        },
      ],
      answers: { 200: accessAnswerSchema },
      refusals: [401, 403, 404, 409, 422],
      security: 'staff',
    }),
    staffOnly(needs, answering),
    async (c) => {
      onlyParameters(c, ['form', 'language']);
      const form = oneOf(c, 'form', answerForms) ?? 'json';
      const spoken = oneOf(c, 'language', answerLanguages);
      const { controller } = c.get('staff');
      const found = await findRequest(store, controller, idOf(c));
      if (!found) throw new Problem('not-found', 'There is no such request.');
      if (found.state !== 'answered' || found.ended === null)
        throw new Problem('already-there', 'It is not answered: look at its state.');
      if (!(await isOfNobody(store, controller, found)))
        throw new Problem(
          'already-there',
          'It is about somebody who is known: print GET /v1/persons/{id}/access or …/portable with "request".',
        );
      const language = spoken ?? answerLanguageOf(found.language);
      const asked = { form, language, now: found.ended, publicUrl };
      return sendFile(c, await answerFile(store, controller, null, asked));
    },
  );
};
