/** Google's tag behind Consent Mode, basic: nothing of it is loaded before a grant (FACTS 4.1, 4.2). */
import type { GoogleSettings } from '../../shared/gate.ts';

export interface Google {
  /** Tells what is granted now; after the end of a grant the tag stays off. */
  update(): void;
  /** Loads the tag, once, under a grant. */
  load(): void;
}

type Page = { dataLayer?: unknown[]; gtag?: unknown } & Record<`ga-disable-${string}`, boolean>;

export const google = (
  { types, id, purpose, config, tag }: GoogleSettings,
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): Google => {
  const page = window as unknown as Page;
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  let loaded = false;
  // The tag takes only an `arguments` object for a command; an array would be ignored in silence (FACTS 0.5).
  const gtag: (...given: unknown[]) => void = function () {
    // biome-ignore lint/complexity/noArguments: see above.
    layer.push(arguments);
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
  // The default is the first entry, whatever the page has queued: "if called out of order, defaults won't work".
  const queued = layer.splice(0);
  consent('default', () => false, { wait_for_update: 500 });
  gtag('set', 'ads_data_redaction', true);
  gtag('set', 'url_passthrough', false);
  layer.push(...queued);
  page.gtag ??= gtag;

  return {
    update() {
      consent('update', allows, {});
      page[`ga-disable-${id}`] = loaded && !allows(purpose);
    },
    load() {
      if (loaded || !allows(purpose)) return;
      loaded = true;
      gtag('js', new Date());
      gtag('config', id, { page_location: location.origin + location.pathname, ...config });
      script(tag);
    },
  };
};
