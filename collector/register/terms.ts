/** Terms: what people agree to, purpose by purpose, and when it has become more (DESIGN section 3). */
import type { Purpose, SiteSettings } from '../../shared/site.ts';
import { googlePurposes } from '../../shared/tags.ts';

/** What counts when terms are compared: never the wording. */
export interface Substance {
  /** By service: who receives the data, in which country, which cookies for how many days. */
  services: Record<string, { provider: string; country: string; cookies: Record<string, number> }>;
  /** Days that data are kept; null where nothing is said, which is without an end. */
  retentionDays: number | null;
  /**
   * What is done under the purpose beside its services: visits kept, Google measuring, the address shown to it by its own
   * tag, its types granted, vendors told.
   */
  uses: string[];
}

export const substanceOf = (purpose: Purpose, { visits, google, tags }: SiteSettings): Substance => ({
  services: Object.fromEntries(
    purpose.services.map((service) => [
      service.id,
      {
        provider: service.provider,
        country: service.country,
        cookies: Object.fromEntries(service.cookies.map((cookie) => [cookie.name, cookie.days])),
      },
    ]),
  ),
  retentionDays: purpose.retentionDays ?? null,
  uses: [
    ...(visits === purpose.id ? ['visits'] : []),
    ...(google?.purpose === purpose.id ? ['google'] : []),
    ...(google?.mode === 'tag' && google.purpose === purpose.id ? ['google-address'] : []),
    ...(google?.adsPurpose === purpose.id ? ['google-ads'] : []),
    ...(google?.functionalityPurpose === purpose.id ? ['google-functionality'] : []),
    ...(google?.containerId && googlePurposes(google).includes(purpose.id) ? ['google-container'] : []),
    ...(tags ?? []).flatMap((one) => [
      ...(one.purpose === purpose.id ? [one.vendor] : []),
      ...(one.adsPurpose === purpose.id ? [`${one.vendor}-ads`] : []),
    ]),
  ],
});

const longest = (days: number | null): number => days ?? Number.POSITIVE_INFINITY;

/** Own members only: a service may be called `constructor`. */
const member = <T>(record: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/**
 * Whether `after` asks for more than people agreed to with `before`: a new service, another recipient or country, a
 * new cookie, a longer life of one, a longer retention, another use of ours. Less never asks again, nor does another wording.
 */
export const asksForMore = (before: Substance, after: Substance): boolean =>
  longest(after.retentionDays) > longest(before.retentionDays) ||
  after.uses.some((use) => !before.uses.includes(use)) ||
  Object.entries(after.services).some(([id, service]) => {
    const known = member(before.services, id);
    return (
      known === undefined ||
      known.provider !== service.provider ||
      known.country !== service.country ||
      Object.entries(service.cookies).some(([name, days]) => days > (member(known.cookies, name) ?? -1))
    );
  });
