/** A page of a site with the built widget on it, in a frame of its own: fresh globals, the test's cookies and storage. */
import type { Analytics } from '../../../shared/analytics.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { Tie, TieEnd } from '../../../shared/tie.ts';
import type { Visit } from '../../../shared/visit.ts';
import type { Lupa } from '../../../widget/api.ts';

export interface Request {
  method: string;
  path: string;
  type: string;
  cookie: string;
  referrer: string;
  /** Bytes of the body. */
  size: number;
  body: Partial<Decision & Visit & Tie & TieEnd & Analytics>;
}

type Page = Window &
  typeof globalThis & { lupa: Lupa; dataLayer: ArrayLike<unknown>[]; ran?: string[]; gtag: unknown };

/** A site nobody else uses: another browser may ask this server for one in the same millisecond. */
export const newSite = (): string =>
  `t${[...crypto.getRandomValues(new Uint32Array(3))].map((one) => one.toString(36)).join('')}`;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `look` finds something: on a busy machine for long, but for less than a test may take (wtr.config.mjs). */
export const until = async <T>(look: () => T | Promise<T>, what = String(look)): Promise<NonNullable<T>> => {
  for (let tries = 0; tries < 2000; tries++) {
    const found = await look();
    if (found) return found;
    await pause(25);
  }
  throw new Error(`Waited in vain for ${what}`);
};

const frames: HTMLIFrameElement[] = [];

/** As a tab that is closed, which writes nothing more: of a frame that is taken away, what is under way may still come to its end. */
export const close = (frame: HTMLIFrameElement): void => {
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  try {
    const none = () => {
      throw new Error('This page is gone.');
    };
    Object.defineProperty(page, 'localStorage', { configurable: true, get: none });
    Object.defineProperty(page?.document, 'cookie', { configurable: true, get: () => '', set() {} });
  } catch {
    // A page of another origin, or one that has taken its storage away by itself.
  }
  frame.remove();
};

/** Closes every page, and keeps what they have stored. */
export const closeAll = (): void => frames.splice(0).forEach(close);

/** Takes every page away, with whatever it has left. */
export const leave = (): void => {
  closeAll();
  localStorage.clear();
  // biome-ignore lint/suspicious/noDocumentCookie: what a test may do.
  for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=;max-age=0;path=/`;
};

/** For the head of a page: what it would try again in a second or later, it never does; the next page has to. */
export const once =
  '<script>{ const native = setTimeout; window.setTimeout = (act, wait, ...given) => native(act, wait > 900 ? 1e9 : wait, ...given); }</script>';

/** Waits until the visit of this site is reported, and that is noted for the next page. */
export const reported = (site: string): Promise<unknown> =>
  until(
    () => localStorage[`lupa:${site}`]?.includes('visited') && Number(localStorage['lupaDue']) > Date.now(),
    'the visit to be reported',
  );

export const open = async (site: string, query: Record<string, string> = {}, sandbox?: string) => {
  const frame = document.createElement('iframe');
  frame.width = '1000';
  frame.height = '800';
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  frame.src = `/fake/s/${site}/page?${new URLSearchParams(query)}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frames.push(frame);
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow as Page;
  const inside = (name: string) => page.document.querySelector(name)?.shadowRoot;
  return {
    page,
    /** Whatever was asked of the collector since the last look. */
    requests: async (): Promise<Request[]> => (await fetch(`/fake/s/${site}/requests`)).json(),
    banner: () => until(() => inside('lupa-banner'), 'the banner'),
    preferences: () => until(() => inside('lupa-preferences'), 'the preferences'),
    has: (name: string) => !!page.document.querySelector(name),
    /** Presses the button of this name, in whichever of our surfaces it is. */
    press: async (name: string) => {
      const button = await until(
        () =>
          ['lupa-preferences', 'lupa-banner', 'lupa-button']
            .flatMap((one) => [...(inside(one)?.querySelectorAll('button') ?? [])])
            .find((one) => (one.getAttribute('aria-label') ?? one.textContent)?.trim() === name),
        `a button "${name}"`,
      );
      button.click();
    },
  };
};

/** What the collector answers from now on, everywhere or at one path only. */
export const answer = (site: string, status: number, type = '', trouble = '', only = ''): Promise<Response> =>
  fetch(`/fake/s/${site}/answer?status=${status}&type=${type}&trouble=${trouble}${only && `&only=${only}`}`);

/** Posts so far, waiting for at least `least`. */
export const posts = async (requests: () => Promise<Request[]>, least: number): Promise<Request[]> => {
  const seen: Request[] = [];
  await until(async () => {
    seen.push(...(await requests()).filter(({ method }) => method === 'POST'));
    return seen.length >= least;
  }, `${least} posts`);
  return seen;
};
