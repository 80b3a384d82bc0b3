/** A product's server tells where licences are in use (R31). */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { activated, deactivated } from '../../../shared/register/serverCalls.ts';
import { toUuid } from '../../bytes.ts';
import { misuseHooks } from '../../messages/webhooks/misuse.ts';
import { Problem } from '../../problem.ts';
import { activate, deactivate } from '../../register/activating.ts';
import { anonymousAddress } from '../anonymousAddress.ts';
import { readBody, visitorMost } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { siteServer } from '../siteServer.ts';
import { timeTold } from '../timeTold.ts';

const answer = v.object({ activation: v.string(), valid: v.boolean() });
const ended = v.object({ ended: v.number() });

export const activations = (needs: Needs) => {
  const { store, world, traffic } = needs;
  const activation = activated(anonymousAddress(traffic));
  const server = (c: Context) => siteServer(c, needs, 'told');
  return new Hono()
    .post(
      '/s/:site/activations',
      describe({
        summary: 'A licence was activated on a device',
        description:
          'Server to server. `valid` is whether the key held at that time. Of `device` only a keyed hash is kept, of `address` the network. The same device, key and time again is 200.',
        tag: 'site',
        body: activation,
        answers: { 201: answer, 200: answer },
        refusals: [400, 401, 404, 413, 415, 422, 429, 503],
        security: 'site',
      }),
      async (c) => {
        const { controller } = await server(c);
        const { at, address, ...told } = await readBody(c, activation, visitorMost);
        const time = timeTold(at, world.clock());
        const tells = await misuseHooks(store, world, controller);
        const given = { ...told, address: address ?? null, at: time };
        const made = await activate(store, world, controller, given, tells);
        if ('unknown' in made)
          throw new Problem('wrong-body', 'Nobody and nothing usable is known by this.', `/${made.unknown}`);
        return c.json({ activation: toUuid(made.activation), valid: made.valid }, made.isNew ? 201 : 200);
      },
    )
    .post(
      '/s/:site/activations/end',
      describe({
        summary: 'A licence is no longer active on a device',
        description: 'Server to server. `ended` is how many activations that were.',
        tag: 'site',
        body: deactivated,
        answers: { 200: ended },
        refusals: [400, 401, 404, 413, 415, 422, 429, 503],
        security: 'site',
      }),
      async (c) => {
        const { controller } = await server(c);
        const { at, ...told } = await readBody(c, deactivated, visitorMost);
        const count = await deactivate(store, world, controller, {
          ...told,
          at: timeTold(at, world.clock()),
        });
        if (count === undefined)
          throw new Problem('wrong-body', 'No licence that may be used has this key.', '/licenceKey');
        return c.json({ ended: count });
      },
    );
};
