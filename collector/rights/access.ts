/** The access answer (GDPR 15): everything held about one person, with sources, purposes and bases, and nobody else's. */
import { toUuid } from '../bytes.ts';
import { readingsOf } from '../register/accessLog.ts';
import { consentsOf } from '../register/consents.ts';
import { eventsInTies } from '../register/eventsInTies.ts';
import { visitorsOfPerson } from '../register/lookups.ts';
import { personalNouns } from '../register/nouns/personal.ts';
import { decisionsOfPerson } from '../register/pastDecisions.ts';
import { suppressionsOf } from '../register/suppressions.ts';
import { tiesOf } from '../register/ties.ts';
import { type VisitRow, visitsInTies } from '../register/visits.ts';
import { catalogue } from '../store/catalogue.ts';
import { type Store, sql } from '../store/store.ts';
import { unhurried } from '../store/unhurried.ts';
import { consentAnswer, decisionAnswer, when } from './acts.ts';
import { eventsHeld } from './measured.ts';
import { recipientsOf } from './recipientsOf.ts';
import { informings, pastValues, registerRows } from './registerRows.ts';
import { withheldFrom } from './withheld.ts';

const findPerson = sql`
  select p.name, p.email, p.phone, p.position, p.employer_address as "employerAddress", p.language,
    o.name as company, p.created, p.pending, p.restricted, p.restriction, p.objected
  from persons p
  left join organisations o on o.controller_id = p.controller_id and o.organisation_id = p.organisation_id
  where p.controller_id = :controller and p.person_id = :person and p.erased is null`;
const findSources = sql`
  select case v.field when 'organisation' then 'company' else v.field end as field, p.source, p.obtained, p.permission,
    p.purpose, p.basis, s.public_id as site
  from value_sources v
  join provenance p on p.controller_id = v.controller_id and p.provenance_id = v.provenance_id
  left join sites s on s.controller_id = p.controller_id and s.site_id = p.site_id
  where v.controller_id = :controller and v.row_id = :person
  order by v.field`;
const findController = sql`select name, contact from controllers where controller_id = :controller`;

const visitAnswer = ({ visit, visitor, received, publicId, ...seen }: VisitRow) => ({
  id: toUuid(visit),
  visitor: toUuid(visitor),
  site: publicId,
  received: when(received),
  ...seen,
});

/** What the tables that hold the person's data are for: straight from the catalogue, so that it cannot drift. */
const processing = (tables: readonly string[]) => [
  ...new Map(
    tables
      .flatMap((table) => Object.values(catalogue[table] ?? {}))
      .filter((column) => column.access === 'copied')
      .map(({ category, purpose, basis, retention }) => [
        `${category} ${purpose} ${basis} ${retention}`,
        { category, purpose, basis, retention },
      ]),
  ).values(),
];

/** The tables that hold what the answer copies. */
const tables = [
  'persons',
  'organisations',
  'value_sources',
  'provenance',
  'ledger',
  'answers',
  'decisions',
  'past_decisions',
  'visits',
  'analytics_events',
  'ties',
  'access_log',
  'history',
  'informing',
  'suppressions',
  'unsubscriptions',
  ...personalNouns.map((noun) => noun.table),
  'incidents',
];

/** GDPR 15(1)(e)-(f) and 7(3), in the words that the answer carries. */
const rights = [
  'rectification (GDPR 16)',
  'erasure (GDPR 17)',
  'restriction (GDPR 18)',
  'portability (GDPR 20)',
  'objection (GDPR 21)',
  'withdrawal of consent at any time (GDPR 7(3))',
];
const complaint = {
  authority: 'Tietosuojavaltuutettu (Data Protection Ombudsman)',
  address: 'https://tietosuoja.fi',
};

/** Everything held about the person; undefined where the controller knows nobody by this id. */
export const accessAnswer = async (hurried: Store, controller: number, person: Uint8Array, now: number) => {
  const store = unhurried(hurried);
  const key = { controller, person };
  const [found] = await store.read<{
    name: string | null;
    email: string | null;
    phone: string | null;
    position: string | null;
    employerAddress: string | null;
    language: string | null;
    company: string | null;
    created: number;
    pending: number | null;
    restricted: number | null;
    restriction: string | null;
    objected: number | null;
  }>(findPerson, key);
  if (!found) return undefined;
  const [decider] = await store.read<{ name: string; contact: string }>(findController, { controller });
  const sources = await store.read<{
    field: string;
    source: string;
    obtained: number;
    permission: string | null;
    purpose: string;
    basis: string;
    site: string | null;
  }>(findSources, key);
  const visitors = await visitorsOfPerson(store, controller, person);
  const consents = await Promise.all(
    visitors.map(async (visitor) => {
      const rows = await consentsOf(store, controller, visitor);
      return Promise.all(rows.map((row) => consentAnswer(store, controller, visitor, row)));
    }),
  );
  const visits = await visitsInTies(store, controller, person);
  const decisions = await decisionsOfPerson(store, controller, person);
  const suppressions = await suppressionsOf(store, controller, person);
  const register = await registerRows(store, controller, person);
  return {
    v: 1,
    made: when(now),
    dataHeld: true,
    controller: decider,
    person: {
      id: toUuid(person),
      ...found,
      created: when(found.created),
      pending: when(found.pending),
      restricted: when(found.restricted),
      objected: when(found.objected),
    },
    sources: sources.map((source) => ({ ...source, obtained: when(source.obtained) })),
    ties: (await tiesOf(store, controller, person)).map((tie) => ({
      site: tie.publicId,
      visitor: toUuid(tie.visitor),
      started: when(tie.started),
      ended: when(tie.ended),
    })),
    consents: consents.flat(),
    decisions: await Promise.all(decisions.map((row) => decisionAnswer(store, controller, row))),
    visits: visits.map(visitAnswer),
    events: eventsHeld(await eventsInTies(store, controller, person)),
    recipients: await recipientsOf(store, controller, person, now),
    register,
    withheld: withheldFrom(register),
    pastValues: await pastValues(store, controller, person),
    informing: await informings(store, controller, person),
    suppressions: {
      everything: suppressions.everything.map((one) => ({ ...one, since: when(one.since) })),
      purposes: suppressions.purposes.map((one) => ({ ...one, since: when(one.since) })),
    },
    readings: (await readingsOf(store, controller, person)).map((one) => ({ ...one, at: when(one.at) })),
    processing: processing(tables),
    rights,
    complaint,
  };
};

export type AccessAnswer = NonNullable<Awaited<ReturnType<typeof accessAnswer>>>;
