/** The gate by itself, in the test's own page: what it is given to hold, and what has run. */
import { hold } from '../../../widget/gate/hold.ts';
import { newSite } from './page.ts';

type Page = typeof globalThis & { ran?: string[] };
const page = globalThis as Page;
const granted = new Set<string>();
const run = hold(
  (purpose) => granted.has(purpose),
  undefined,
  () => {},
);

export const grant = (purpose = 'analytics'): void => {
  granted.add(purpose);
  run();
};

/** What has run, in that order. */
export const ran = (): string[] => page.ran ?? [];

export const note = (word: string): string => `(window.ran = window.ran || []).push('${word}')`;

let site = newSite();

/** Address of a script that says its name. */
export const address = (name: string, also = ''): string => `/fake/s/${site}/${name}.js${also}`;

/** From now on the collector sends no script whose address says `held`, until it is released. */
export const holdBack = (): Promise<Response> => fetch(`/fake/s/${site}/hold`);
export const release = (): Promise<Response> => fetch(`/fake/s/${site}/release`);

/** As the parser would have made it: `innerHTML` makes scripts that never run, so they are made by hand. */
export const script = (text: string, attributes: Record<string, string> = {}): HTMLScriptElement => {
  const made = document.createElement('script');
  const all = { type: 'text/plain', 'data-purpose': 'analytics', ...attributes };
  for (const [name, value] of Object.entries(all)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
};

/** A fresh place on the page, with nothing granted. */
export const fresh = (): HTMLElement => {
  granted.clear();
  page.ran = [];
  site = newSite();
  const box = document.createElement('div');
  document.body.append(box);
  return box;
};
