/** Measures a page under a live grant: views, engagement, scrolling, links, search, and the page's own events. */
import { pressed } from './links.ts';
import { type Given, given, purpose } from './site.ts';
import { look, scroll, tick, turn } from './view.ts';

let timer: unknown;

/** Begins when its purpose is granted. Looks once a second, and whenever something happens; nothing of the page's is replaced. */
const tell = (): void => {
  if (timer || !given[0](purpose)) return;
  timer = setInterval(tick, 1e3);
  (window as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', look);
  addEventListener('visibilitychange', turn);
  addEventListener('scroll', scroll);
  // As they go down: a page may stop them on their way up.
  addEventListener('click', pressed, true);
  addEventListener('auxclick', pressed, true);
  look();
};

/** Returns what is told of every change. */
export const measure = (...all: Given): (() => void) => {
  given.push(...all);
  tell();
  return tell;
};
