/** For those who keep the collector running: what Prometheus scrapes, and whether it can do its work. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { bearerOf } from '../bearer.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Open where the listener is this machine's alone; elsewhere the key is needed, and where there is none, nobody has it. */
const mayScrape = (c: Context, { metricsKey }: Needs): boolean => {
  if (metricsKey === 'none-needed') return true;
  const key = bearerOf(c);
  return (
    metricsKey !== undefined && key !== undefined && timingSafeEqual(digest(key), digest(metricsKey.key))
  );
};

export const watch = (needs: Needs) =>
  new Hono()
    .get(
      '/metrics',
      describe({
        summary: 'What is counted, as Prometheus reads it (text format 0.0.4)',
        description:
          'Holds nothing of a person. Open where the staff listener is on a loopback address; elsewhere, or with LUPA_METRICS_KEY_FILE, that key is needed as a bearer token.',
        tag: 'service',
        answers: { 200: null },
        refusals: [401],
      }),
      async (c) => {
        if (!mayScrape(c, needs)) {
          throw new Problem('unauthorised', 'Send the key of LUPA_METRICS_KEY_FILE as a bearer token.');
        }
        c.header('Cache-Control', 'no-store');
        return c.body(await needs.metrics.text(), 200, { 'Content-Type': needs.metrics.contentType });
      },
    )
    .get(
      '/ready',
      describe({
        summary:
          'Whether the collector can do its work: the store reads and writes, and the ledger is being sealed',
        tag: 'service',
        answers: { 200: v.object({ status: v.literal('ready'), note: v.optional(v.string()) }) },
        refusals: [503],
      }),
      async (c) => {
        const hindrance = await needs.hindrance();
        if (hindrance !== undefined) throw new Problem('busy', hindrance);
        c.header('Cache-Control', 'no-store');
        const note = needs.mailNote();
        return c.json({ status: 'ready', ...(note !== undefined && { note }) });
      },
    );
