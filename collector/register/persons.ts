/** Persons as registrations make them, or find them by e-mail and fill what is missing. */
import type { Registration } from '../../shared/registration.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { type Actor, nobody } from './actor.ts';
import { changedIn } from './editing.ts';
import { emailKey, nameKey } from './email.ts';
import { makingOf } from './making.ts';
import { type Columns, type NounRow, valuesFor } from './noun.ts';
import { organisations } from './nouns/organisations.ts';
import { personsNoun } from './nouns/persons.ts';
import { provenanceOf } from './origin.ts';
import { makeProvenance, pointAt } from './provenance.ts';
import { readRecord } from './reading.ts';
import { actOn } from './recordEvents.ts';
import type { Site } from './sites.ts';
import { toColumns } from './wire.ts';

const byEmail = sql`
  select person_id as person from persons
  where controller_id = :controller and email_key = :emailKey and erased is null and merged_into is null`;
const byName = sql`
  select organisation_id as organisation from organisations
  where controller_id = :controller and name_key = :companyKey`;

/** Who is known by this e-mail, usable or not. */
export const findByEmail = async (
  store: Readable,
  controller: number,
  email: string,
): Promise<Uint8Array | undefined> =>
  (await store.read<{ person: Uint8Array }>(byEmail, { controller, emailKey: emailKey(email) }))[0]?.person;

/** Whose registration it was: a new person, or one who was known by this e-mail. */
export interface Registered {
  person: Uint8Array;
  isNew: boolean;
}

/** What else is written with a registration. */
export interface Beside {
  /** Nothing is filled in where the person is known already. */
  onlyNew?: true;
  /** Where the person is made. */
  made?(person: Uint8Array): readonly Statement[];
  /** Where something is filled in. */
  filled?(person: Uint8Array): readonly Statement[];
}

/** The company that was named, and what makes it where it is not there yet. */
const companyOf = async (
  store: Readable,
  world: World,
  actor: Actor,
  company: string | null,
): Promise<{ organisation: Uint8Array | null; making: Statement[] }> => {
  if (company === null) return { organisation: null, making: [] };
  const { controller } = actor;
  const [known] = await store.read<{ organisation: Uint8Array }>(byName, {
    controller,
    companyKey: nameKey(company),
  });
  if (known) return { organisation: known.organisation, making: [] };
  const organisation = newId(world);
  const row = toColumns(organisations.fields, { name: company });
  const making = makingOf(world, organisations, actor, row, { kind: 'registration' }, organisation);
  return { organisation, making };
};

/** Where the values came from, that they came, and what is written with a person: the same for new ones and known ones. */
const around = (
  world: World,
  site: Site,
  { person, isNew }: Registered,
  row: Columns,
  members: readonly string[],
): Statement[] => {
  const { controller } = site;
  const noun = personsNoun(world);
  const now = world.clock();
  const source = { kind: 'registration' as const };
  const origin = { ...provenanceOf(world, noun, nobody(controller), source, now), site: site.site };
  return [
    makeProvenance(origin),
    ...members.map((field) => pointAt(origin, person, field)),
    ...(noun.beside?.({ world, controller, id: person, now, isNew }, row) ?? []),
    ...actOn(
      world,
      nobody(controller),
      'registration',
      { site: site.publicId, provenance: toUuid(origin.provenance) },
      [person],
    ),
  ];
};

/** What is known stays: a registration fills what is missing, and correcting is another act. */
const filledIn = (before: NounRow, given: Columns): Columns =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, before[name] ?? value]));

/** One try; `Unmet` where somebody was quicker. */
const attempt = async (
  store: Store,
  world: World,
  site: Site,
  registration: Omit<Registration, 'v'>,
  beside: Beside,
): Promise<Registered> => {
  const { controller } = site;
  const noun = personsNoun(world);
  const now = world.clock();
  const given = toColumns(noun.fields, registration);
  const company = registration.company?.normalize('NFC').trim() || null;
  const known = await findByEmail(store, controller, registration.email);
  const before = known && (await readRecord(store, noun, controller, known));
  // Restricted (GDPR 18), or not confirmed: stored, and otherwise untouched.
  if (known && (!before || beside.onlyNew)) return { person: known, isNew: false };
  const named = before?.['organisation'] ? null : company;
  const { organisation, making } = await companyOf(store, world, nobody(controller), named);
  if (!before) {
    const row = { ...given, organisation };
    const id = newId(world);
    const values = { controller, id, now, ...row, ...noun.derived?.(row, controller) };
    const members = Object.keys(noun.fields).filter((name) => row[name as keyof typeof row] !== null);
    await store.write([
      ...making,
      must(statement(noun.insert, valuesFor(noun.insert, values))),
      ...around(world, site, { person: id, isNew: true }, row, members),
      ...(beside.made?.(id) ?? []),
    ]);
    return { person: id, isNew: true };
  }
  const { id, version } = before;
  const after = filledIn(before, { ...given, organisation });
  const members = changedIn(noun, before, after);
  if (members.length === 0) return { person: id, isNew: false };
  const values = { controller, id, now, version, ...after, ...noun.derived?.(after, controller) };
  await store.write([
    ...making,
    must(statement(noun.update, valuesFor(noun.update, values))),
    ...around(world, site, { person: id, isNew: false }, after, members),
    ...(beside.filled?.(id) ?? []),
  ]);
  return { person: id, isNew: false };
};

/** Lost races with others who register the same person or company. */
const most = 8;

/** Makes the person of a registration, or finds them by e-mail, and by nothing else, and fills what is missing. */
export const register = async (
  store: Store,
  world: World,
  site: Site,
  registration: Omit<Registration, 'v'>,
  beside: Beside = {},
): Promise<Registered> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(store, world, site, registration, beside);
    } catch (error) {
      if (!(error instanceof Unmet) || tries === most) throw error;
    }
  }
};
