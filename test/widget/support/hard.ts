/** Pages that are hard to live on: whole markup of our own, with everything that the gate holds, and a note of what goes wrong. */
import { open, until } from './page.ts';

type Watched = Window & { broken: string[]; ran?: string[] };
export type Opened = Awaited<ReturnType<typeof open>>;

/** Violations of the page's policy, errors, rejections. */
export const broken = ({ page }: Opened): string[] => (page as unknown as Watched).broken;

/** What has run, by name. */
export const ran = ({ page }: Opened): string[] => [...((page as unknown as Watched).ran ?? [])].sort();

export const note = (word: string): string => `(window.ran = window.ran || []).push('${word}')`;

/** One of each that the gate holds; inline scripts only where a policy could let them through. */
export const held = (site: string, also = ''): string => `
  ${also && `<script type="text/plain" ${also} data-purpose="analytics">${note('inline')}</script>`}
  <script type="text/plain" ${also} data-purpose="analytics" src="/fake/s/${site}/classic.js"></script>
  <script type="text/plain" ${also} data-purpose="analytics" data-type="module" src="/fake/s/${site}/module.js"></script>
  <iframe id="frame" data-purpose="marketing" data-src="/fake/s/${site}/frame.js" width="400" height="300"></iframe>
  <img id="image" alt="" data-purpose="marketing" data-src="/fake/s/${site}/image.js" width="1" height="1">`;

export interface Hard {
  /** Attributes of our own tags: a nonce. */
  also?: string;
  csp?: string;
  head?: string;
  body?: string;
  mime?: string;
  doctype?: string;
  settings?: object;
}

/** A page of `site`, with our tag as an owner would write it. */
export const openHard = (site: string, hard: Hard = {}): Promise<Opened> =>
  open(site, {
    ...(hard.csp && { csp: hard.csp }),
    ...(hard.mime && { mime: hard.mime }),
    ...(hard.settings && { also: JSON.stringify(hard.settings) }),
    whole: `${hard.doctype ?? '<!doctype html>'}<html lang="en"><head>${hard.head ?? ''}<title>A page</title>
<script ${hard.also ?? ''} src="/fake/s/${site}/watch.js"></script>
<script ${hard.also ?? ''} async src="{loader}"></script></head>
<body><h1>A page</h1>${hard.body ?? held(site, hard.also)}</body></html>`,
  });

const names = (hard: Hard) => ['classic.js', 'google.js', ...(hard.also ? ['inline'] : []), 'module.js'];

/** Banner, dialog, refusal, acceptance, withdrawal: what runs when; returns what is to be empty. */
export const wholeWay = async (site: string, hard: Hard = {}): Promise<string[]> => {
  const one = await openHard(site, hard);
  const frame = () => one.page.document.getElementById('frame') as HTMLIFrameElement;
  const wrong: string[] = [];
  const must = (fine: unknown, what: string) => fine || wrong.push(what);
  await one.press('Choose');
  await one.preferences();
  await one.press('Refuse all');
  await until(() => document.cookie.includes('!analytics'), 'the refusal');
  must(!ran(one).length && !frame().hasAttribute('src'), 'something runs after a refusal');
  await until(() => frame().contentDocument?.querySelector('lupa-placeholder'), 'a placeholder');
  await one.press('Privacy choices');
  await one.press('Accept all');
  const all = names(hard).join();
  await until(() => ran(one).join() === all, `all to run: ${all}`);
  await until(() => frame().getAttribute('src'), 'the frame');
  must(one.page.document.getElementById('image')?.hasAttribute('src'), 'no image');
  await one.press('Privacy choices');
  await one.press('Refuse all');
  await until(() => !frame().hasAttribute('src'), 'the frame to be emptied');
  await until(() => frame().contentDocument?.querySelector('lupa-placeholder'), 'a placeholder again');
  must(!one.page.lupa.allows('analytics'), 'analytics is still allowed');
  must((await (await one.page.fetch('https://tracker.test/')).text()) === '', 'the guard is open');
  must(ran(one).join() === all, 'something ran again');
  return [...wrong, ...broken(one)];
};
