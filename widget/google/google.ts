/** Google's tag behind Consent Mode, basic: a module of its own, fetched only after a grant (FACTS 4.1, 4.2). */
import type { GoogleSettings } from '../../shared/gate.ts';

type Page = { dataLayer?: unknown[]; gtag?: unknown } & Record<`ga-disable-${string}`, boolean>;

/**
 * Says in Google's order: default, update, js, config; then loads the tag. Returns what tells it of every change: at the
 * end of the grant it is disabled, and stays so until a fresh page. Does nothing where the grant has ended meanwhile.
 */
export const google = (
  { types, id, purpose, config, tag }: GoogleSettings,
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): (() => void) | undefined => {
  if (!allows(purpose)) return undefined;
  const page = window as unknown as Page;
  page.dataLayer ??= [];
  const layer = page.dataLayer;
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
  consent('update', allows, {});
  gtag('js', new Date());
  gtag('config', id, { page_location: location.origin + location.pathname, ...config });
  layer.push(...queued);
  page.gtag ??= gtag;
  script(tag);
  return () => {
    consent('update', allows, {});
    page[`ga-disable-${id}`] = !allows(purpose);
  };
};
