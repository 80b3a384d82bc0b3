/** Registers a person: the page asks our server, our server asks the collector. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { DemoKeys } from '../keys.ts';
import { ownPagesOnly } from './origin.ts';
import { refuse } from './problem.ts';
import { checkRegistration, type Registration } from './registration.ts';
import { tieToken } from './token.ts';

interface Needs {
  site: string;
  /** Public id of the site at the collector. */
  publicId: string;
  /** The collector's public origin. */
  collector: string;
  keys: DemoKeys;
}

type Outcome = { outcome: 'made'; person: string } | { outcome: 'refused' | 'unreachable' };

const personIn = (body: unknown): string | null => {
  const person = (body as { person?: unknown } | null)?.person;
  return typeof person === 'string' && /^[0-9a-f-]{36}$/.test(person) ? person : null;
};

const askCollector = async (
  { collector, publicId, keys }: Needs,
  registration: Registration,
): Promise<Outcome> => {
  try {
    const answer = await fetch(`${collector}/s/${publicId}/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${keys.siteSecret}` },
      body: JSON.stringify({ v: 1, ...registration }),
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    if (answer.status >= 500) return { outcome: 'unreachable' };
    const person = answer.ok ? personIn(await answer.json()) : null;
    return person ? { outcome: 'made', person } : { outcome: 'refused' };
  } catch {
    return { outcome: 'unreachable' };
  }
};

const jsonOf = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
};

export const register = (needs: Needs) =>
  new Hono().post(
    '/',
    ownPagesOnly(needs.site),
    bodyLimit({
      maxSize: 16_384,
      onError: (c) => refuse(c, 413, 'too-large', 'The form is larger than any form of ours.'),
    }),
    async (c) => {
      if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) {
        return refuse(c, 415, 'not-json', 'Send the form as JSON.');
      }
      const checked = checkRegistration(await jsonOf(c.req.raw));
      if (!checked.ok) {
        return refuse(c, 422, 'invalid', 'Some of the fields are not right.', { fields: checked.fields });
      }
      const answer = await askCollector(needs, checked.registration);
      switch (answer.outcome) {
        case 'made': {
          if (checked.visitor === null) return c.json({ ok: true });
          const { person } = answer;
          return c.json({
            ok: true,
            token: await tieToken(needs.publicId, needs.keys, person, checked.visitor),
          });
        }
        case 'refused':
          return refuse(c, 502, 'refused', 'The register refused these details.');
        case 'unreachable':
          return refuse(c, 502, 'unreachable', 'The register does not answer just now.');
        default:
          return answer satisfies never;
      }
    },
  );
