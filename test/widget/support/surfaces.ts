/** Banner and preferences by themselves, with a notice and without the rest of the widget. */
import 'axe-core/axe.min.js';
import type axe from 'axe-core';
import type { Notice } from '../../../shared/notice.ts';
import type { Receipt } from '../../../shared/receipt.ts';
import { define } from '../../../widget/ui/elements.ts';
import { newSite } from './page.ts';

define();

const { run } = (window as unknown as { axe: typeof axe }).axe;

/** What axe finds wrong with an element, and where. */
export const wrongs = async (element: Element) =>
  (await run(element)).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);

/** Takes them off the page. */
export const clear = (): void => {
  for (const element of document.querySelectorAll('lupa-banner,lupa-preferences')) element.remove();
};

export const noticeIn = async (language: string): Promise<Notice> =>
  (await fetch(`/fake/s/${newSite()}/notice/${language}`)).json();

export const heard = (element: Element, ...names: string[]) => {
  const events: [string, unknown][] = [];
  for (const name of names)
    element.addEventListener(name, (event) => events.push([name, (event as CustomEvent).detail]));
  return events;
};

export const showBanner = async (language = 'en', asked = ['analytics', 'marketing']) => {
  const banner = document.createElement('lupa-banner');
  banner.notice = await noticeIn(language);
  banner.asked = asked;
  document.body.before(banner);
  const root = banner.shadowRoot as ShadowRoot;
  return { banner, root, buttons: [...root.querySelectorAll('button')] as HTMLButtonElement[] };
};
export const showPreferences = async (language = 'en', receipt?: Receipt) => {
  const preferences = document.createElement('lupa-preferences');
  preferences.notice = await noticeIn(language);
  preferences.answers = {};
  preferences.receipt = receipt;
  document.body.before(preferences);
  const root = preferences.shadowRoot as ShadowRoot;
  return { preferences, root, switches: [...root.querySelectorAll('[role=switch]')] as HTMLButtonElement[] };
};
export const button = (root: ShadowRoot, text: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent === text) as HTMLButtonElement;

/** Everything a person could tell two buttons apart by. */
export const looks = (element: Element) => {
  const style = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  const names = [
    'fontSize',
    'fontWeight',
    'fontFamily',
    'padding',
    'borderTopWidth',
    'borderTopColor',
    'borderTopStyle',
    'borderRadius',
    'backgroundColor',
    'backgroundImage',
    'color',
    'opacity',
    'textDecorationLine',
    'boxShadow',
    'cursor',
    'textTransform',
    'letterSpacing',
  ] as const;
  return {
    width: Math.round(width),
    height: Math.round(height),
    ...Object.fromEntries(names.map((name) => [name, style[name]])),
  };
};
