/** What the page behind the scenes asks of the demo's server, which asks the collector with the staff key. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Inbox, Received } from '../google/inbox.ts';
import type { DemoKeys } from '../keys.ts';
import { demoSites } from '../settings.ts';
import { ownPagesOnly } from '../site/origin.ts';
import { refuse } from '../site/problem.ts';
import { type Answered, staffApi } from './collector.ts';
import { ledgerFollower } from './ledger.ts';

interface Needs {
  site: string;
  /** The collector's staff origin. */
  staff: string;
  keys: DemoKeys;
  received: Inbox;
}

/** Several open pages share one look. */
const freshFor = 800;

const shared = <T>(look: () => Promise<T>) => {
  let latest: Promise<T> | undefined;
  let at = 0;
  return () => {
    if (latest && Date.now() - at < freshFor) return latest;
    at = Date.now();
    latest = look();
    return latest;
  };
};

const listIn = (answer: Answered, member: string) => {
  if (!answer.ok) return { ok: false, reason: answer.reason };
  const list = (answer.body as Record<string, unknown> | null)?.[member];
  return { ok: true, [member]: Array.isArray(list) ? list : [] };
};

/** What the collector says that it sent: to which address with which body, the secret hidden. */
const saidIn = (answer: Answered): ReadonlySet<string> | null => {
  const list = answer.ok && (answer.body as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(list)) return null;
  return new Set(
    list.map(({ url, headers, body }: { url: string; headers: unknown; body: string }) => {
      const { pathname, search } = new URL(url);
      return JSON.stringify([pathname + search, headers, body]);
    }),
  );
};

/** The collector notes a request when it is answered: for so long (ms) it may not have done so. */
const patience = 1000;

/** Whether a relayed request came exactly as the collector said, `at` a time, that it sent it; null where it does not say. */
const toldOf = (
  { raw, body, time }: Received,
  { said, at }: { said: ReadonlySet<string> | null; at: number },
): boolean | null => {
  if (!raw || !said) return null;
  const target = raw.target.replace(/(api_secret=)[^&]*/, '$1***');
  // It remembers the last twenty.
  return (
    said.has(JSON.stringify([target, raw.headers, body])) ||
    (said.size < 20 && time < at - patience ? false : null)
  );
};

interface Lookup {
  by: 'email' | 'visitor';
  value: string;
  reason: string;
}

const isLookup = (value: unknown): value is Lookup => {
  const { by, value: sought, reason } = (value ?? {}) as Partial<Record<keyof Lookup, unknown>>;
  const isText = (text: unknown) => typeof text === 'string' && text.trim() !== '' && text.length <= 300;
  return (by === 'email' || by === 'visitor') && isText(sought) && isText(reason);
};

const lookupIn = async (request: Request): Promise<Lookup | null> => {
  const body: unknown = await request.json().catch(() => null);
  return isLookup(body) ? { by: body.by, value: body.value.trim(), reason: body.reason.trim() } : null;
};

export const behind = ({ site, staff, keys, received }: Needs) => {
  const api = staffApi(staff, keys.staffKey);
  const followLedger = ledgerFollower(api);
  const look = shared(async () => {
    const at = Date.now();
    const [ledger, visits, google] = await Promise.all([
      followLedger(),
      api.get('/v1/visits?limit=20'),
      api.get(`/v1/google?site=${demoSites.relay}`),
    ]);
    return { ledger, visits: listIn(visits, 'visits'), said: { said: saidIn(google), at } };
  });
  const app = new Hono();

  app.get('/', async (c) => {
    const { said, ...stored } = await look();
    const requests = received
      .all()
      .slice(-60)
      .toReversed()
      .map((one) => ({ ...one, told: toldOf(one, said) }));
    c.header('Cache-Control', 'no-store');
    return c.json({ google: { total: received.count(), requests }, ...stored });
  });

  app.use(ownPagesOnly(site));
  app.post('/clear', (c) => {
    received.clear();
    return c.body(null, 204);
  });
  app.post(
    '/lookup',
    bodyLimit({ maxSize: 4_096, onError: (c) => refuse(c, 413, 'too-large', 'Too long to look up.') }),
    async (c) => {
      const lookup = await lookupIn(c.req.raw);
      if (!lookup) return refuse(c, 422, 'invalid', 'Say whom to look up, and why.');
      const answer = await api.post('/v1/lookups', lookup);
      c.header('Cache-Control', 'no-store');
      return answer.ok ? c.json(answer.body as object) : refuse(c, 502, 'collector', answer.reason);
    },
  );
  app.get('/access/:id{[0-9a-f-]{36}}', async (c) => {
    const answer = await api.get(`/v1/persons/${c.req.param('id')}/access`);
    c.header('Cache-Control', 'no-store');
    return answer.ok ? c.json(answer.body as object) : refuse(c, 502, 'collector', answer.reason);
  });
  return app;
};
