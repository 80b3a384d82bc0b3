/** A service's server hands in lines of its log about persons (R34). */
import { Hono } from 'hono';
import * as v from 'valibot';
import { logged } from '../../../shared/register/serverCalls.ts';
import { serviceLog } from '../../../shared/register/serviceLog.ts';
import { Problem } from '../../problem.ts';
import { keepLines } from '../../register/logging.ts';
import { anonymousAddress } from '../anonymousAddress.ts';
import { readBody, staffMost } from '../body.ts';
import { describe } from '../describe.ts';
import { cleaned } from '../logLines.ts';
import type { Needs } from '../needs.ts';
import { siteServer } from '../siteServer.ts';
import { timeTold } from '../timeTold.ts';

const answer = v.object({ kept: v.number(), leftOut: v.array(v.number()) });

export const serviceLogs = (needs: Needs) => {
  const { store, world, traffic } = needs;
  const body = logged(anonymousAddress(traffic), v.pipe(serviceLog.line, v.transform(cleaned)));
  return new Hono().post(
    '/s/:site/service-logs',
    describe({
      summary: 'Lines of a log about persons, up to 500',
      description:
        'Server to server. Passwords, tokens and whole addresses are taken out of the lines. `leftOut` are the places of lines about nobody who may be used. A line with an `id` is kept once. They go after 90 days.',
      tag: 'site',
      body,
      answers: { 200: answer },
      refusals: [400, 401, 404, 413, 415, 422, 429, 503],
      security: 'site',
    }),
    async (c) => {
      const { controller } = await siteServer(c, needs, 'told');
      const { lines } = await readBody(c, body, staffMost);
      const now = world.clock();
      const told = lines.map(({ at, address, ...line }, place) => {
        if (line.person === undefined && line.userName === undefined)
          throw new Problem('wrong-body', 'Say whom the line is about.', `/lines/${place}/person`);
        return { ...line, address: address ?? null, at: timeTold(at, now, `/lines/${place}/at`) };
      });
      return c.json(await keepLines(store, world, controller, told));
    },
  );
};
