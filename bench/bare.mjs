/** The yardstick: a bare Hono server that reads a JSON body and answers, and does nothing else. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono().post('/', async (c) => {
  const body = await c.req.json();
  return c.json({ id: body.id }, 201);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) }, () =>
  process.send?.('listening'),
);
