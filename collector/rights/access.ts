/** What the register, the ledger and the logs hold about one person, with where it came from, and nobody else's (GDPR 15(3)). */
import { toUuid } from '../bytes.ts';
import { readingsOf } from '../register/accessLog.ts';
import { consentsOf } from '../register/consents.ts';
import { eventsInTies } from '../register/eventsInTies.ts';
import { visitorsOfPerson } from '../register/lookups.ts';
import { decisionsOfPerson } from '../register/pastDecisions.ts';
import { suppressionsOf } from '../register/suppressions.ts';
import { tiesOf } from '../register/ties.ts';
import { type VisitRow, visitsInTies } from '../register/visits.ts';
import { type Store, sql } from '../store/store.ts';
import { unhurried } from '../store/unhurried.ts';
import { consentAnswer, decisionAnswer, when } from './acts.ts';
import { keptOf } from './kept.ts';
import { eventsHeld } from './measured.ts';
import { recipientsOf } from './recipientsOf.ts';
import { informings, pastValues, registerRows } from './registerRows.ts';

// A hold beats erasure, not access: what is left of the erased is told too.
const findPerson = sql`
  select p.name, p.email, p.phone, p.position, p.employer_address as "employerAddress", p.language,
    o.name as company, p.created, p.pending, p.restricted, p.restriction, p.objected, p.erased
  from persons p
  left join organisations o on o.controller_id = p.controller_id and o.organisation_id = p.organisation_id
  where p.controller_id = :controller and p.person_id = :person
    and (p.erased is null or exists (
      select 1 from unfinished_erasures u
      where u.controller_id = p.controller_id and u.person_id = p.person_id))`;
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
    erased: number | null;
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
      erased: when(found.erased),
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
    disclosures: await recipientsOf(store, controller, person, now),
    register,
    // What a law keeps, or would keep, of them whatever is asked (GDPR 17(3)), and what of it is in force now.
    holds: await keptOf(store, controller, person, now),
    pastValues: await pastValues(store, controller, person),
    informing: await informings(store, controller, person),
    suppressions: {
      everything: suppressions.everything.map((one) => ({ ...one, since: when(one.since) })),
      purposes: suppressions.purposes.map((one) => ({ ...one, since: when(one.since) })),
    },
    readings: (await readingsOf(store, controller, person)).map((one) => ({ ...one, at: when(one.at) })),
  };
};

export type AccessAnswer = NonNullable<Awaited<ReturnType<typeof accessAnswer>>>;
