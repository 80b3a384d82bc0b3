/** Whether a page was scrolled through: nine tenths of it, once. */
import type { View } from './view.ts';

/** Looked at after the scrolling, not in it. A page that is not scrolled has no depth. */
export const scroll = (current: () => View, event: (name: string, params: unknown) => void): void => {
  let done: View | undefined;
  let waits: unknown;
  const look = (view: View) => {
    waits = 0;
    if (view !== current() || !scrollY) return;
    if (scrollY + innerHeight < (document.scrollingElement as Element).scrollHeight * 0.9) return;
    done = view;
    event('scroll', { percent_scrolled: 90 });
  };
  addEventListener(
    'scroll',
    () => {
      const view = current();
      if (view === done || waits) return;
      waits = setTimeout(look, 200, view);
    },
    { passive: true },
  );
};
