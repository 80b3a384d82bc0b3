/** Versions of the privacy statement: published by staff, never changed, open to everybody by their digest. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { statementVersion } from '../../../shared/register/statement.ts';
import { fromBase64url, toBase64url } from '../../bytes.ts';
import { allTellings, beginTelling } from '../../duties/statements/tellings.ts';
import { Problem } from '../../problem.ts';
import {
  listStatements,
  publishStatement,
  readStatement,
  statementInForce,
  statementWith,
} from '../../register/statements.ts';
import { Unmet } from '../../store/store.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import { idempotencyParameter, repeatable } from '../idempotent.ts';
import type { Needs } from '../needs.ts';
import { wholeNumber } from '../query.ts';
import { siteOf } from '../site.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';
import { demandPurposes, version, versionsOf, withTellings } from '../statementVersions.ts';

const unknown = () =>
  new Problem('not-found', 'There is no such version in this language: list the versions.');

/** A number as an idempotency key keeps it. */
const bytesOf = (number: number): Uint8Array => Buffer.from(String(number));

export const statements = (needs: Needs) => {
  const { store, world } = needs;
  const versions = async (controller: number) =>
    withTellings(
      versionsOf(
        await listStatements(store, controller),
        await statementInForce(store, controller, world.clock()),
      ),
      await allTellings(store, controller),
    );
  return new Hono<StaffEnv>()
    .get(
      '/v1/statements',
      describe({
        summary: 'Every version of the privacy statement, the oldest first',
        tag: 'staff',
        parameters: [
          {
            name: 'after',
            in: 'query',
            description: 'The number that the page begins after: `next` of the page before.',
          },
          { name: 'limit', in: 'query', description: 'At most so many, from 1 to 500; 100 otherwise.' },
        ],
        answers: { 200: v.object({ items: v.array(version), next: v.optional(v.string()) }) },
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const after = wholeNumber(c, 'after', 0, 0, 999_999_999);
        const most = wholeNumber(c, 'limit', 100, 1, 500);
        const rest = (await versions(c.get('staff').controller)).filter(({ statement }) => statement > after);
        const page = rest.slice(0, most);
        const last = page.at(-1);
        return c.json({ items: page, ...(rest.length > most && last && { next: String(last.statement) }) });
      },
    )
    .post(
      '/v1/statements',
      describe({
        summary: 'Publishes the next version of the privacy statement',
        description:
          'The collector gives the number. A version is never changed: what was wrong is put right by the next one. It is cited from its effective date on. Customers are told of it by e-mail at once; visitors are asked again for the purposes of `asksAgain` alone, once it is in force.',
        tag: 'staff',
        body: statementVersion,
        parameters: [idempotencyParameter],
        answers: { 201: version, 200: version },
        refusals: [400, 401, 403, 409, 413, 415, 422],
        security: 'staff',
      }),
      staffOnly(needs, ['administrator', 'data_protection_officer']),
      async (c) => {
        const staff = c.get('staff');
        const body = await readStaffBody(c, statementVersion);
        const again = repeatable(c, store, staff, body, world.clock());
        const answer = async (number: number, status: 200 | 201) => {
          const found = (await versions(staff.controller)).find(({ statement }) => statement === number);
          if (!found) throw unknown();
          return c.json(found, status);
        };
        const known = await again.before();
        if (known) return answer(Number(Buffer.from(known)), 200);
        await demandPurposes(store, staff.controller, body.asksAgain);
        const given = { ...body, effective: Date.parse(body.effective) };
        try {
          const done = await publishStatement(store, world, staff, given, (number) => [
            ...again.remembering(bytesOf(number)),
            beginTelling(world, staff.controller, number, given),
          ]);
          if (done !== 'out-of-order') return await answer(done, 201);
        } catch (error) {
          if (!(error instanceof Unmet)) throw error;
          const other = await again.before();
          if (other) return answer(Number(Buffer.from(other)), 200);
          throw new Problem(
            'changed-meanwhile',
            'Others publish just now: look at the versions and try again.',
          );
        }
        throw new Problem(
          'wrong-body',
          'An earlier version takes effect later than this: choose the same day or a later one.',
          '/effective',
        );
      },
    )
    .get(
      '/v1/statements/:number/:language',
      describe({
        summary: 'A version of the privacy statement in one language, word for word',
        tag: 'staff',
        answers: {
          200: v.object({
            statement: v.number(),
            language: v.string(),
            digest: v.string(),
            body: v.string(),
          }),
        },
        refusals: [401, 403, 404],
        security: 'staff',
      }),
      staffOnly(needs),
      async (c) => {
        const number = c.req.param('number');
        const found = /^[1-9]\d{0,8}$/.test(number)
          ? await readStatement(store, c.get('staff').controller, Number(number), c.req.param('language'))
          : undefined;
        if (!found) throw unknown();
        const { statement, language, body } = found;
        return c.json({ statement, language, digest: toBase64url(found.digest), body });
      },
    );
};

const immutable = 'public, max-age=31536000, immutable';

/** The text that a notice, a relationship or a ledger entry cites by its digest. */
export const publicStatements = (needs: Needs) =>
  new Hono().get(
    '/s/:site/statements/:digest',
    describe({
      summary: 'The text of a version of the privacy statement, by the SHA-256 of its text (base64url)',
      tag: 'service',
      answers: { 200: null },
      refusals: [404],
    }),
    async (c) => {
      const { controller } = await siteOf(c, needs);
      const digest = c.req.param('digest');
      const found = /^[A-Za-z0-9_-]{43}$/.test(digest)
        ? await statementWith(needs.store, controller, fromBase64url(digest))
        : undefined;
      if (!found) throw new Problem('not-found', 'No version of the statement has this digest.');
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cache-Control', immutable);
      c.header('Content-Language', found.language);
      return c.body(found.body, 200, { 'Content-Type': 'text/plain; charset=utf-8' });
    },
  );
