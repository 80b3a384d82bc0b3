/** A product's server tells that a licence was activated on a device, or is no longer. */
import { newId } from '../ids.ts';
import { type Readable, type Statement, type Store, sql, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import { licenceKeyKey } from './compared.ts';
import { deviceHash } from './devices.ts';
import { editRecord } from './editing.ts';
import { makingOf } from './making.ts';
import { type Named, namedPerson } from './namedPerson.ts';
import type { Columns } from './noun.ts';
import { activationsNoun } from './nouns/activations.ts';
import { readRecord } from './reading.ts';
import { whileUsable } from './references.ts';

// A company's licence is in use whatever becomes of the person who stands for it.
const find = sql`
  select l.licence_id as licence, l.valid_from as "validFrom", l.valid_until as "validUntil", l.revoked
  from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.licence_key_key = :key
    and (l.person_id is null or l.organisation_id is not null or p.person_id is not null)`;
const known = sql`
  select activation_id as activation from activations
  where controller_id = :controller and licence_id = :licence and device_hash = :deviceHash and activated = :activated`;
const open = sql`
  select activation_id as activation from activations
  where controller_id = :controller and licence_id = :licence and device_hash = :deviceHash and ended is null`;

interface Licence {
  licence: Uint8Array;
  validFrom: number;
  validUntil: number | null;
  revoked: number | null;
}

/** What was told. The address is anonymised already. */
export interface Told extends Named {
  licenceKey: string;
  device: string;
  address: string | null;
  /** Unix milliseconds. */
  at: number;
}

export type Activated =
  | { activation: Uint8Array; isNew: boolean; valid: boolean }
  | { unknown: 'licenceKey' | 'person' | 'userName' };

const licenceOf = async (store: Readable, controller: number, key: string): Promise<Licence | undefined> =>
  (await store.read<Licence>(find, { controller, key: licenceKeyKey(key) }))[0];

const holds = ({ validFrom, validUntil, revoked }: Licence, at: number): boolean =>
  at >= validFrom && (validUntil === null || at < validUntil) && (revoked === null || at < revoked);

/** Keeps the activation, with what it gives away. The same one told again is known. */
export const activate = async (
  store: Store,
  world: World,
  controller: number,
  told: Told,
  beside: (activation: Uint8Array, licence: Uint8Array) => readonly Statement[] = () => [],
): Promise<Activated> => {
  const { licenceKey, device, address, at } = told;
  const found = await licenceOf(store, controller, licenceKey);
  if (!found) return { unknown: 'licenceKey' };
  const person = await namedPerson(store, controller, told);
  if (person === undefined) return { unknown: told.person === undefined ? 'userName' : 'person' };
  const { licence } = found;
  const valid = holds(found, at);
  const id = newId(world);
  const row: Columns = { licence, person, address, activated: at, ended: null, device };
  const noun = activationsNoun(world);
  try {
    await store.write([
      ...makingOf(world, noun, nobody(controller), row, { kind: 'service' }, id),
      ...whileUsable(controller, person),
      ...beside(id, licence),
    ]);
    return { activation: id, isNew: true, valid };
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
  }
  const hash = deviceHash(world, controller, device);
  const [before] = await store.read<{ activation: Uint8Array }>(known, {
    controller,
    licence,
    deviceHash: hash,
    activated: at,
  });
  // Erased, restricted or merged in this moment.
  if (!before && person && (await namedPerson(store, controller, told)) === undefined)
    return { unknown: told.person === undefined ? 'userName' : 'person' };
  if (!before) throw new Error('An activation is neither new nor known.');
  return { activation: before.activation, isNew: false, valid };
};

/** Ends the device's activations of the licence. How many there were; undefined for a key that nobody has. */
export const deactivate = async (
  store: Store,
  world: World,
  controller: number,
  { licenceKey, device, at }: Pick<Told, 'licenceKey' | 'device' | 'at'>,
): Promise<number | undefined> => {
  const found = await licenceOf(store, controller, licenceKey);
  if (!found) return undefined;
  const noun = activationsNoun(world);
  const rows = await store.read<{ activation: Uint8Array }>(open, {
    controller,
    licence: found.licence,
    deviceHash: deviceHash(world, controller, device),
  });
  let ended = 0;
  for (const { activation } of rows) {
    const before = await readRecord(store, noun, controller, activation);
    if (!before) continue;
    const { licence, person, address, activated } = before;
    const after = { licence, person, address, activated, ended: Math.max(at, Number(activated)) } as Columns;
    const done = await editRecord(store, world, noun, nobody(controller), before, after, { kind: 'service' });
    if (!('refused' in done)) ended += 1;
  }
  return ended;
};
