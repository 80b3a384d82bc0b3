/** What a row refers to by name: the company that it names, the person whose e-mail address it has. */

import type { Source } from '../../shared/register/source.ts';
import type { Actor } from '../register/actor.ts';
import { emailKey, nameKey } from '../register/email.ts';
import { personsByEmail } from '../register/lookups.ts';
import { makeRecord } from '../register/making.ts';
import type { Noun } from '../register/noun.ts';
import { organisations } from '../register/nouns/organisations.ts';
import { type Readable, type Store, sql } from '../store/store.ts';
import type { World } from '../world.ts';

const organisationByName = sql`
  select organisation_id as id from organisations where controller_id = :controller and name_key = :key`;
const personByEmail = sql`
  select person_id as id from usable_persons where controller_id = :controller and email_key = :key`;
const licenceByKey = sql`
  select licence_id as id from licences where controller_id = :controller and licence_key_key = :key`;

/** The organisation by this name, made where there is none. */
export const organisationNamed = async (
  store: Store,
  world: World,
  actor: Actor,
  name: string,
  source: Source,
): Promise<Uint8Array | undefined> => {
  const find = async () =>
    (
      await store.read<{ id: Uint8Array }>(organisationByName, {
        controller: actor.controller,
        key: nameKey(name),
      })
    )[0]?.id;
  const known = await find();
  if (known) return known;
  const empty = { businessId: null, street: null, postalCode: null, city: null, country: null };
  const row = { ...empty, name: name.normalize('NFC').trim() };
  const made = await makeRecord(store, world, organisations, actor, row, source);
  return 'refused' in made ? find() : made.id;
};

/** Also by an address of what was merged into them: a list does not bring a duplicate back. */
const personByKey = async (
  store: Readable,
  controller: number,
  key: string,
): Promise<Uint8Array | undefined> =>
  (await store.read<{ id: Uint8Array }>(personByEmail, { controller, key }))[0]?.id ??
  (await personsByEmail(store, controller, key))[0]?.person;

/** The usable person with this address. */
export const personOfEmail = (
  store: Readable,
  controller: number,
  email: string,
): Promise<Uint8Array | undefined> => personByKey(store, controller, emailKey(email));

/** The row that is there already, by what must be the only one of its kind; undefined where nothing of the noun is like that. */
export const knownRow = async (
  store: Readable,
  controller: number,
  noun: Noun,
  row: Readonly<Record<string, unknown>>,
): Promise<Uint8Array | undefined> => {
  const derived = noun.derived?.(row as Parameters<NonNullable<Noun['derived']>>[0], controller) ?? {};
  const ask = async (query: typeof organisationByName, key: unknown) =>
    typeof key === 'string'
      ? (await store.read<{ id: Uint8Array }>(query, { controller, key }))[0]?.id
      : undefined;
  switch (noun.table) {
    case 'persons':
      return typeof derived['emailKey'] === 'string'
        ? personByKey(store, controller, derived['emailKey'])
        : undefined;
    case 'organisations':
      return ask(organisationByName, derived['nameKey']);
    case 'licences':
      return ask(licenceByKey, derived['licenceKeyKey']);
    default:
      return undefined;
  }
};
