/** Records of processing (GDPR 30): of a controller, and of the operator as processor for its customers; out of what holds now. */
import { ruleOf } from '../../duties/retention/rules.ts';
import { settingsOf } from '../../duties/retention/settings.ts';
import { tellRetention } from '../../duties/retention/words.ts';
import { operatorId } from '../../register/controllers.ts';
import { pageControllers } from '../../register/customers.ts';
import { catalogue } from '../../store/catalogue.ts';
import type { Columns, Retention } from '../../store/column.ts';
import { type Readable, sql } from '../../store/store.ts';
import { when } from '../acts.ts';
import { activitiesOf } from './activities.ts';
import {
  controllerParty,
  type RecipientParty,
  recipientParties,
  type SiteParty,
  siteParties,
} from './parties.ts';

const orders = sql`
  select task, reach, reference, starts, ends from instructions
  where controller_id = :controller and starts <= :now and (ends is null or ends > :now) and revoked is null
  order by instruction_id`;

/** Everything that leaves the EEA, each with what it rests on; a service without a tool on record is shown as such. */
const transfersOf = (recipients: readonly RecipientParty[], sites: readonly SiteParty[]) => {
  // A provider that is entered at home only is still one abroad where a site says so.
  const known = new Set(
    recipients.filter(({ outsideEea }) => outsideEea).map(({ name }) => name.toLowerCase()),
  );
  const toRecipients = recipients.flatMap(
    ({ outsideEea, name, country, tool, sccModule, toolReference, toolDate }) =>
      outsideEea
        ? [{ to: name, country, tool, sccModule, reference: toolReference, date: toolDate, by: null }]
        : [],
  );
  const toServices = sites.flatMap(({ site, purposes }) =>
    purposes.flatMap(({ id, services }) =>
      services.flatMap(({ provider, country, outsideEea }) => {
        if (!outsideEea || known.has(provider.toLowerCase())) return [];
        const none = { tool: 'none', sccModule: null, reference: null, date: null };
        return [{ to: provider, country, ...none, by: `${site}/${id}` }];
      }),
    ),
  );
  return [...toRecipients, ...toServices];
};

/** For how long, in each language of the page. */
const keptFor = (settings: Awaited<ReturnType<typeof settingsOf>>, word: Retention) => ({
  rule: ruleOf(word) ?? word,
  fi: tellRetention(settings, word, 'fi'),
  sv: tellRetention(settings, word, 'sv'),
  en: tellRetention(settings, word, 'en'),
});

/** What a customer company is told of whoever runs the collector for it. */
const operatorFor = async (store: Readable, controller: number) => {
  if (controller === operatorId) return null;
  const { party } = await controllerParty(store, operatorId);
  const { name, contact, postalAddress, dataProtectionOfficer } = party;
  return {
    name,
    contact,
    postalAddress,
    dataProtectionOfficer,
    does: 'keeps the register and serves the sites',
  };
};

/** The record of a controller (30(1)). `tables` is the catalogue; a test hands in another. */
export const controllerRecord = async (
  store: Readable,
  controller: number,
  now: number,
  tables: Readonly<Record<string, Columns>> = catalogue,
) => {
  const { party, measures } = await controllerParty(store, controller);
  const recipients = await recipientParties(store, controller, now);
  const sites = await siteParties(store, controller);
  const settings = await settingsOf(store, controller);
  return {
    v: 1,
    made: when(now),
    article: '30(1)',
    controller: party,
    activities: activitiesOf(tables).map((activity) => ({
      ...activity,
      /** As this controller keeps it, not as is usual (30(1)(f)). */
      retention: activity.retention.map((word) => keptFor(settings, word)),
      recipients: recipients.flatMap(({ name, role, purposes }) =>
        purposes.includes(activity.purpose) ? [{ name, role }] : [],
      ),
    })),
    sites,
    recipients,
    processor: await operatorFor(store, controller),
    transfers: transfersOf(recipients, sites),
    measures,
  };
};
export type ControllerRecord = Awaited<ReturnType<typeof controllerRecord>>;

/** What the operator does for one customer company. */
const doneFor = async (store: Readable, controller: number, now: number, activities: readonly string[]) => {
  const { party } = await controllerParty(store, controller);
  const { name, contact, postalAddress, dataProtectionOfficer, representative, jointControllers } = party;
  const sites = await siteParties(store, controller);
  const told = await store.read<{
    task: string;
    reach: string;
    reference: string;
    starts: number;
    ends: number | null;
  }>(orders, { controller, now });
  return {
    controller: {
      number: controller,
      name,
      contact,
      postalAddress,
      dataProtectionOfficer,
      representative,
      jointControllers,
    },
    categories: [
      {
        processing: 'keeping the register: storing, showing to its staff, sending, erasing',
        purposes: activities,
      },
      ...(sites.length === 0
        ? []
        : [
            {
              processing: 'asking visitors of its sites for consent and keeping the proof',
              purposes: sites.map(({ name: site }) => site),
            },
          ]),
    ],
    instructions: told.map(({ starts, ends, ...one }) => ({
      ...one,
      starts: when(starts),
      ends: when(ends),
    })),
    transfers: transfersOf(await recipientParties(store, controller, now), sites),
  };
};

/** The operator's record as a processor (30(2)): each customer company by itself. */
export const processorRecord = async (
  store: Readable,
  now: number,
  tables: Readonly<Record<string, Columns>> = catalogue,
) => {
  const { party, measures } = await controllerParty(store, operatorId);
  const activities = activitiesOf(tables).map(({ purpose }) => purpose);
  const customers: Awaited<ReturnType<typeof doneFor>>[] = [];
  const atOnce = 200;
  let after = operatorId;
  for (;;) {
    const page = await pageControllers(store, after, atOnce);
    for (const { number } of page) customers.push(await doneFor(store, number, now, activities));
    const last = page.at(-1);
    if (!last || page.length < atOnce) break;
    after = last.number;
  }
  const { name, contact, postalAddress, dataProtectionOfficer, representative } = party;
  const subprocessors = (await recipientParties(store, operatorId, now)).filter(
    ({ role }) => role === 'processor',
  );
  return {
    v: 1,
    made: when(now),
    article: '30(2)',
    processor: { name, contact, postalAddress, dataProtectionOfficer, representative },
    subprocessors,
    customers,
    measures,
  };
};
export type ProcessorRecord = Awaited<ReturnType<typeof processorRecord>>;
