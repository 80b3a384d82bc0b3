/** What the service says of itself: whether it serves, and how it treats Global Privacy Control. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';

/** The day the treatment of the signal was last changed (GPC draft, `lastUpdate`). */
const gpcSince = '2026-11-22';

export const service = (needs: Needs) =>
  new Hono()
    .get(
      '/health',
      describe({
        summary: 'Whether everything that must listen does',
        tag: 'service',
        answers: { 200: v.object({ status: v.literal('serving') }) },
        refusals: [503],
      }),
      (c) => {
        if (!needs.ready()) throw new Problem('busy', 'Starting or stopping: ask again in a second.');
        c.header('Cache-Control', 'no-store');
        return c.json({ status: 'serving' });
      },
    )
    .get(
      '/.well-known/gpc.json',
      describe({
        summary: 'How Global Privacy Control is treated',
        tag: 'service',
        answers: { 200: v.object({ gpc: v.boolean(), lastUpdate: v.string() }) },
      }),
      (c) => {
        c.header('Access-Control-Allow-Origin', '*');
        return c.json({ gpc: true, lastUpdate: gpcSince });
      },
    );
