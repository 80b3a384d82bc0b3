/** To whom the controller's sites would give data, by their settings, and where those are (GDPR 30(1)(d), (e)). */
import { findSite, listSites } from '../register/sites.ts';
import type { Store } from '../store/store.ts';

/** The European Economic Area, in ISO 3166: elsewhere a transfer needs a tool of its own (GDPR 44). */
const area = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

export interface Recipient {
  name: string;
  /** ISO 3166. */
  country: string;
  outsideEea: boolean;
  /** Site and purpose for which it would be given data. */
  for: string[];
}

/** Every company beside the controller that a site of theirs names. */
export const recipientsOf = async (
  store: Store,
  controller: number,
  controllerName: string,
): Promise<Recipient[]> => {
  const found = new Map<string, Recipient>();
  for (const { publicId } of await listSites(store, controller)) {
    const site = await findSite(store, publicId);
    for (const purpose of site?.settings.purposes ?? [])
      for (const { provider, country } of purpose.services) {
        if (provider === controllerName) continue;
        const one = found.get(`${provider} ${country}`) ?? {
          name: provider,
          country,
          outsideEea: !area.has(country),
          for: [],
        };
        const what = `${publicId}: ${purpose.id}`;
        if (!one.for.includes(what)) one.for.push(what);
        found.set(`${provider} ${country}`, one);
      }
  }
  return [...found.values()];
};
