/** Google Tag Manager: where its container begins in the data layer, and the event that tells it of the answers. */
import type { ContainerSettings } from '../../shared/gate.ts';
import type { Entry } from './google.ts';

type Page = { google_tag_manager?: object } & Record<`ga-disable-${string}`, true>;

/** What `google` calls at each change, the first time as the container begins; `purpose` is what its tags measure under. */
export const container = (
  { address, purposes }: ContainerSettings,
  purpose: string,
  allows: (purpose: string) => boolean,
  script: (address: string) => void,
): ((queued: Entry[], begun: unknown) => void) => {
  const page = window as unknown as Page;
  let measured: unknown;
  return (queued, begun) => {
    const lupa: Record<string, string> = {};
    for (const one of purposes) lupa[one] = allows(one) ? 'granted' : 'denied';
    const said: Entry[] = [{ event: 'lupa_consent', lupa } as Entry];
    if (!begun) {
      said.unshift({ 'gtm.start': Date.now(), event: 'gtm.js' } as Entry);
      script(address);
    }
    // As if its snippet stood before the page's first event: after what describes the page.
    const first = queued.findIndex((one) => one?.event);
    queued.splice(first < 0 ? queued.length : first, 0, ...said);
    // Tags inside have ids of their own: they are seen where Google's tags enter themselves.
    if (allows(purpose)) measured = true;
    else if (measured) for (const id in page.google_tag_manager) page[`ga-disable-${id}`] = true;
  };
};
