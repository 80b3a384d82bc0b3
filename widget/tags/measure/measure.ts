/** Measures a page under a live grant: views, engagement, scrolling, links, search, and the page's own events. */
import type { RelaySettings } from '../../../shared/gate.ts';
import { post } from '../../delivery/post.ts';
import { clean, text } from './clean.ts';
import { engagement } from './engagement.ts';
import { layer } from './layer.ts';
import { links } from './links.ts';
import { moves } from './moves.ts';
import { scroll } from './scroll.ts';
import { type End, sender } from './sender.ts';
import { pageOf, referrerOf, termOf, type View } from './view.ts';

const start = (settings: RelaySettings, allows: (purpose: string) => boolean, end: End): (() => void) => {
  const { site, query, search, terms, own } = settings;
  const { add, live, send } = sender(
    settings,
    allows,
    {
      now: () => Date.now(),
      chance: (bytes) => crypto.getRandomValues(bytes),
      // Beside this module's own address: the collector's, wherever its owner has put it.
      post: post(new URL(`../s/${site}`, import.meta.url).href, (...given) => fetch(...given)),
    },
    end,
  );
  const engaged = engagement();
  let view: View | undefined;
  let term: string | undefined;

  const event = (name: string, params?: unknown, time = engaged()) => {
    if (live() && view) add(view, text(name), time, clean(params));
  };
  // Less than a tenth of a second is none: a page is hidden twice when it is left.
  const rest = () => {
    const time = engaged();
    if (time > 99) event('page_engagement', {}, time);
  };
  const look = (again?: boolean) => {
    const page = pageOf(query);
    const sought = termOf(search);
    const moved = again || page !== view?.page;
    if (moved) {
      if (view) {
        rest();
        view.title = document.title;
      }
      view = { page, referrer: view ? '' : referrerOf(own) };
      event('page_view');
    }
    if (sought && (moved || sought !== term))
      event('view_search_results', terms ? { search_term: sought } : {});
    term = sought;
  };
  const hide = () => {
    rest();
    send();
  };

  look();
  moves(() => look());
  scroll(() => view as View, event);
  links(own, event);
  layer(event);
  addEventListener('pagehide', hide);
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hide();
  });
  // Shown once more as it was left.
  addEventListener('pageshow', ({ persisted }) => persisted && look(true));
  return live;
};

/** Begins when its purpose is granted, and the page is seen; returns what is told of every change. */
export const measure = (
  settings: RelaySettings,
  allows: (purpose: string) => boolean,
  end: End,
): (() => void) => {
  let begun: (() => void) | undefined;
  const tell = () => {
    if ((document as { prerendering?: boolean }).prerendering)
      document.addEventListener('prerenderingchange', tell, { once: true });
    else if (begun) begun();
    else if (allows(settings.purpose)) begun = start(settings, allows, end);
  };
  tell();
  return tell;
};
