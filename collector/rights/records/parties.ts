/** The parties that a record names: the controller with all that the law asks of it, its recipients, its sites and their services. */
import { isOutside } from '../../../shared/register/countries.ts';
import { readDetails } from '../../duties/controllerDetails.ts';
import { findController } from '../../register/customers.ts';
import { findSite, listSites } from '../../register/sites.ts';
import { type Readable, sql } from '../../store/store.ts';
import { when } from '../acts.ts';

const live = sql`
  select name, role, country, contact, agreement, agreement_from as "agreementFrom", agreement_until as "agreementUntil", tool,
    scc_module as "sccModule", tool_reference as "toolReference", tool_date as "toolDate",
    tool_until as "toolUntil", purposes, categories
  from recipients
  where controller_id = :controller and (ended is null or ended > :now)
  order by recipient_id`;

/** GDPR 30(1)(a), (g): who answers, and the measures; with the authority to which anybody may complain. */
export const controllerParty = async (store: Readable, controller: number) => {
  const found = await findController(store, controller);
  if (!found) throw new Error('There is no such controller.');
  const { measures, ...details } = (await readDetails(store, controller)).details;
  return { party: { name: found.name, contact: found.contact, ...details }, measures };
};

/** GDPR 30(1)(d)-(e): to whom data are or will be given, and what a transfer out of the EEA rests on. */
export const recipientParties = async (store: Readable, controller: number, now: number) =>
  (
    await store.read<{
      name: string;
      role: string;
      country: string;
      contact: string | null;
      agreement: string | null;
      agreementFrom: number | null;
      agreementUntil: number | null;
      tool: string;
      sccModule: number | null;
      toolReference: string | null;
      toolDate: number | null;
      toolUntil: number | null;
      purposes: string;
      categories: string;
    }>(live, { controller, now })
  ).map(({ agreementFrom, agreementUntil, toolDate, toolUntil, purposes, categories, ...one }) => ({
    ...one,
    outsideEea: isOutside(one.country),
    agreementFrom: when(agreementFrom),
    agreementUntil: when(agreementUntil),
    toolDate: when(toolDate),
    toolUntil: when(toolUntil),
    purposes: JSON.parse(purposes) as string[],
    categories: JSON.parse(categories) as string[],
  }));
export type RecipientParty = Awaited<ReturnType<typeof recipientParties>>[number];

/** What the controller's sites ask their visitors for, as they are set now. */
export const siteParties = async (store: Readable, controller: number) => {
  const sites = await Promise.all(
    (await listSites(store, controller)).map(({ publicId }) => findSite(store, publicId)),
  );
  return sites.flatMap((site) => {
    if (!site) return [];
    const { name, origins, purposes, consentDays, refusalDays, proofDays, languages } = site.settings;
    const [language = 'en'] = languages;
    return [
      {
        site: site.publicId,
        name,
        origins,
        consentDays,
        refusalDays,
        proofDays,
        purposes: purposes.map((purpose) => ({
          id: purpose.id,
          name: purpose.name[language] ?? purpose.id,
          basis: purpose.necessary ? 'necessary for the service (ePrivacy 5(3))' : '6(1)(a)',
          terms: site.terms.get(purpose.id) ?? null,
          retentionDays: purpose.retentionDays ?? null,
          services: purpose.services.map((service) => ({
            name: service.name,
            provider: service.provider,
            country: service.country,
            outsideEea: isOutside(service.country),
            cookies: service.cookies.map((cookie) => ({ name: cookie.name, days: cookie.days })),
          })),
        })),
      },
    ];
  });
};
export type SiteParty = Awaited<ReturnType<typeof siteParties>>[number];
