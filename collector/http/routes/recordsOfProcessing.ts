/** Records of processing (GDPR 30), made out of what holds now: as JSON, and as a page to read and print. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { operatorId } from '../../register/controllers.ts';
import { controllerPage, processorPage } from '../../rights/records/page.ts';
import { recordsPolicy } from '../../rights/records/pieces.ts';
import { controllerRecord, processorRecord } from '../../rights/records/records.ts';
import { recordLanguages } from '../../rights/records/words/words.ts';
import { describe, type Parameter } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { onlyParameters } from '../query.ts';
import { type StaffEnv, staffOnly, watching } from '../staffOnly.ts';

const parameters: Parameter[] = [
  { name: 'as', in: 'query', description: '`page` for a page to read and print; JSON otherwise.' },
  { name: 'language', in: 'query', description: 'Of the page’s headings: fi, sv or en; fi otherwise.' },
];
const answers = { 200: v.looseObject({ v: v.literal(1), made: v.string(), article: v.string() }) };

/** Sends the record as it was asked for. */
const sent = <Made extends object>(
  c: Context<StaffEnv>,
  record: Made,
  page: (record: Made, language: string) => string,
) => {
  onlyParameters(c, ['as', 'language']);
  const as = c.req.query('as') ?? 'json';
  const language = c.req.query('language') ?? 'fi';
  if (as !== 'json' && as !== 'page') throw new Problem('wrong-request', '"as" is "page" or "json".');
  if (!recordLanguages.some((one) => one === language))
    throw new Problem('wrong-request', `"language" is one of: ${recordLanguages.join(', ')}.`);
  if (as === 'json') return c.json(record);
  c.header('Content-Security-Policy', recordsPolicy);
  c.header('X-Content-Type-Options', 'nosniff');
  return c.html(page(record, language));
};

export const recordsOfProcessing = (needs: Needs) => {
  const { store, world } = needs;
  return new Hono<StaffEnv>()
    .get(
      '/v1/records-of-processing',
      describe({
        summary: 'The record of processing activities as a controller (GDPR 30(1))',
        description:
          'Out of the catalogue of every column, the recipients, the settings of the sites and the controller’s details, as they are now.',
        tag: 'staff',
        parameters,
        answers,
        alsoAs: 'text/html',
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching),
      async (c) =>
        sent(c, await controllerRecord(store, c.get('staff').controller, world.clock()), controllerPage),
    )
    .get(
      '/v1/records-of-processing/as-processor',
      describe({
        summary: 'The operator’s record as a processor for its customer companies (GDPR 30(2))',
        tag: 'staff',
        parameters,
        answers,
        alsoAs: 'text/html',
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs, watching, { home: true }),
      async (c) => {
        if (c.get('staff').controller !== operatorId)
          throw new Problem('not-allowed', 'The operator alone processes for others here.');
        return sent(c, await processorRecord(store, world.clock()), processorPage);
      },
    );
};
