/** The fake Google: serves its tag and a container, takes measurements and conversions, and shows what it was sent. */
import { type Context, Hono } from 'hono';
import type { Asset } from '../assets.ts';
import type { Origins } from '../hosts.ts';
import { film, filmCookie } from './film.ts';
import type { From, Inbox, Kind } from './inbox.ts';
import { validated } from './protocol.ts';
import { containerScript, tagScript } from './tag.ts';

interface Needs {
  origins: Origins;
  assets: ReadonlyMap<string, Asset>;
  received: Inbox;
}

type Env = { Bindings: From };

const mostBytes = 16_384;
/** A request of the Measurement Protocol is smaller. */
const mostRelayed = 131_072;

const javascript = { 'Content-Type': 'text/javascript; charset=utf-8' };

/** The first 16 KiB: real hits are smaller. */
const bodyOf = async (request: Request, most = mostBytes): Promise<string> => {
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of request.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > most) break;
  }
  return text.slice(0, most);
};

/** The smallest picture there is. */
const picture = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (letter) =>
  letter.charCodeAt(0),
);

/** As Google answers: any origin may send, with cookies. */
const crossOrigin = (c: Context) => {
  const origin = c.req.header('origin');
  c.header('Access-Control-Allow-Origin', origin ?? '*');
  if (origin) c.header('Access-Control-Allow-Credentials', 'true');
  c.header('Vary', 'Origin');
  c.header('Cache-Control', 'no-store');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
};

export const fakeGoogle = ({ origins, assets, received }: Needs) => {
  const scripts = { tag: tagScript(assets), container: containerScript(assets) };
  const isOurs = (c: Context) => {
    const from = c.req.header('origin');
    return from === undefined || Object.values(origins).includes(from);
  };
  const take = async (c: Context<Env>, kind: Kind) => {
    const body = await bodyOf(c.req.raw, kind === 'relay' ? mostRelayed : mostBytes);
    received.take(kind, c.req.raw, body, c.env ?? { remote: '' });
    crossOrigin(c);
  };

  return (
    new Hono<Env>()
      .get('/received', (c) => c.json({ requests: received.all() }))
      .post('/received/clear', (c) => {
        if (!isOurs(c)) return c.body(null, 403);
        received.clear();
        return c.body(null, 204);
      })
      .get('/favicon.ico', (c) => c.body(null, 204))
      .options('*', async (c) => {
        await take(c, 'preflight');
        c.header('Access-Control-Allow-Methods', 'GET, POST');
        c.header('Access-Control-Allow-Headers', c.req.header('access-control-request-headers') ?? '');
        return c.body(null, 204);
      })
      .get('/gtag/js', async (c) => {
        await take(c, 'tag');
        return c.body(scripts.tag, 200, javascript);
      })
      .get('/gtm.js', async (c) => {
        await take(c, 'container');
        return c.body(scripts.container, 200, javascript);
      })
      .on(['GET', 'POST'], '/g/collect', async (c) => {
        await take(c, 'hit');
        return c.body(null, 204);
      })
      .on(['GET', 'POST'], '/pagead/*', async (c) => {
        await take(c, 'pixel');
        return c.body(picture, 200, { 'Content-Type': 'image/gif' });
      })
      .get('/embed/:film', async (c) => {
        await take(c, 'film');
        c.header('Set-Cookie', filmCookie(Math.random()));
        return c.html(film);
      })
      // Always 2xx, even for rubbish (FACTS 4.6).
      .post('/mp/collect', async (c) => {
        await take(c, 'relay');
        return c.body(null, 204);
      })
      // Says what is wrong, counts nothing, does not look at the secret.
      .post('/debug/mp/collect', async (c) =>
        c.json({ validationMessages: validated(await bodyOf(c.req.raw)) }),
      )
      .all('*', async (c) => {
        await take(c, 'other');
        return c.text('The fake Google has nothing here.\n', 404);
      })
  );
};
