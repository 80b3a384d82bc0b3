/** Marks of addresses: keyed hashes by which a suppressed address is known again when the address itself is gone (FACTS 5.6). */
import { createHmac } from 'node:crypto';
import { type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';

/** Kinds of addresses that can be suppressed. */
export type Marked = 'email' | 'phone';

/** The mark of an address as it is compared (`emailKey`, `phoneKey`), under one version of the key. */
export const markOf = (key: Uint8Array, controller: number, channel: Marked, address: string): Uint8Array =>
  createHmac('sha256', key).update(`${controller} ${channel} ${address}`).digest();

/** The marks of an address under every version of the key, with the version from 1. */
export const marksOf = (
  { suppressionKeys }: Pick<World, 'suppressionKeys'>,
  controller: number,
  channel: Marked,
  address: string,
): { version: number; mark: Uint8Array }[] =>
  suppressionKeys.map((key, place) => ({
    version: place + 1,
    mark: markOf(key, controller, channel, address),
  }));

const drop = sql`
  delete from address_marks where controller_id = :controller and person_id = :person`;
const insert = sql`
  insert into address_marks (controller_id, person_id, channel, key_version, mark)
  values (:controller, :person, :channel, :version, :mark)
  on conflict (controller_id, person_id, channel, key_version) do update set mark = excluded.mark`;

type Addresses = { email: string | null; phone: string | null };

/** The marks of the person's addresses, as they are compared. */
export const addMarks = (
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  person: Uint8Array,
  keys: Addresses,
): Statement[] =>
  (['email', 'phone'] as const).flatMap((channel) => {
    const address = keys[channel];
    return address === null
      ? []
      : marksOf(world, controller, channel, address).map(({ version, mark }) =>
          statement(insert, { controller, person, channel, version, mark }),
        );
  });

/** From now on these are the person's marks. */
export const markPerson = (
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  person: Uint8Array,
  keys: Addresses,
): Statement[] => [statement(drop, { controller, person }), ...addMarks(world, controller, person, keys)];
