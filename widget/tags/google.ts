/** Google's tag behind Consent Mode, basic (FACTS 4.1, 4.2): nothing is said or loaded before a grant. */
import type { GoogleSettings } from '../../shared/gate.ts';

/** An entry of the data layer: a command's `arguments`, or an object; a page may have pushed anything. */
export type Entry = { 0?: unknown; event?: unknown } | null;

interface Page {
  dataLayer?: Entry[];
  gtag?: unknown;
  google_tag_manager?: object;
  navigation?: EventTarget;
  [disabled: `ga-disable-${string}`]: true;
}

/**
 * Says in Google's order: default, update, js, config, then what the page has queued. Returns what tells it of every
 * change, which begins where a purpose is granted only then. What has measured and may no longer is disabled until a fresh
 * page. `also` may add to what is queued, at each change.
 */
export const google = (
  { types, when, purpose, tag }: GoogleSettings,
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
  also?: (queued: Entry[], begun: unknown) => void,
): (() => void) => {
  const page = window as unknown as Page;
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  let begun: unknown;
  let measured: unknown;
  let here: string | undefined;
  let before = document.referrer.replace(/[?#].*/, '');

  // The tag takes only an `arguments` object for a command; an array would be ignored in silence (FACTS 0.5).
  const gtag: (...given: unknown[]) => void = function () {
    // biome-ignore lint/complexity/noArguments: see above.
    layer.push(arguments as Entry);
  };
  const consent = (
    command: string,
    granted: (purpose: string) => boolean,
    state: Record<string, unknown>,
  ) => {
    for (const type in types) {
      const one = types[type] as string;
      state[type] = one === '*' || granted(one) ? 'granted' : 'denied';
    }
    gtag('consent', command, state);
  };
  // Addresses without query and fragment. By `set`: a value in `config` would outlast client-side navigation.
  const locate = () => {
    const now = location.origin + location.pathname;
    if (now === here) return;
    gtag('set', { page_location: now, page_referrer: before });
    before = here = now;
  };

  const tell = () => {
    let queued: Entry[] = [];
    if (!begun) {
      if (!when.some(allows)) return;
      // The default is the first entry, whatever the page has queued: "if called out of order, defaults won't work". A tag
      // that the page has loaded by itself has taken the queue already, and would take it again.
      if (!page.google_tag_manager) queued = layer.splice(0);
      consent('default', () => false, { wait_for_update: 500 });
      gtag('set', 'ads_data_redaction', true);
      gtag('set', 'url_passthrough', false);
      locate();
      // It fires while `pushState` runs, before the tag sees the change; without it going back is noticed at least.
      page.navigation?.addEventListener('currententrychange', locate);
      addEventListener('popstate', locate);
      page.gtag ??= gtag;
    }
    consent('update', allows, {});
    if (allows(purpose)) {
      if (tag && !measured) {
        gtag('js', new Date());
        gtag('config', tag.id, tag.config);
        script(tag.address);
      }
      measured = true;
    } else if (measured) page[`ga-disable-${tag?.id}`] = true;
    // The page's own commands of consent are left out: the visitor's answers are the only ones.
    queued = queued.filter((one) => one?.[0] !== 'consent');
    also?.(queued, begun);
    layer.push(...queued);
    begun = true;
  };
  tell();
  return tell;
};
