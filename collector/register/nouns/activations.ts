/** Activations: on how many devices a licence is in use, and whose (R31). A device is a keyed hash, its address anonymised. */
import { sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { deviceHash } from '../devices.ts';
import { raiseFlags } from '../misuse.ts';
import type { Noun } from '../noun.ts';

// Where nobody is named, it is the holder who uses it, if that is a person alone: of a company it may be anyone.
const insert = sql`
  insert into activations (controller_id, activation_id, licence_id, person_id, device_hash, address, activated, ended, created,
    version)
  values (:controller, :id, :licence,
    coalesce(:person, (
      select person_id from licences
      where controller_id = :controller and licence_id = :licence and organisation_id is null)),
    :deviceHash, :address, :activated, :ended, :now, 1)
  on conflict do nothing
  returning 1 as done`;
const update = sql`
  update activations
  set licence_id = :licence, person_id = :person, address = :address, activated = :activated, ended = :ended,
    version = version + 1
  where controller_id = :controller and activation_id = :id and version = :version
    and not exists (
      select 1 from activations o
      join activations me on me.controller_id = o.controller_id and me.device_hash = o.device_hash
      where o.controller_id = :controller and o.licence_id = :licence and o.activated = :activated and o.activation_id <> :id
        and me.activation_id = :id)
  returning version`;
// A device that is activated anew was left without a word: it is active once.
const closeEarlier = sql`
  update activations set ended = :activated, version = version + 1
  where controller_id = :controller and licence_id = :licence and device_hash = :deviceHash and ended is null
    and activated < :activated and activation_id <> :id`;
const one = sql`
  select a.activation_id as id, a.version, a.licence_id as licence, a.person_id as person, a.address, a.activated, a.ended,
    l.product
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  left join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  left join usable_persons h on h.controller_id = l.controller_id and h.person_id = l.person_id
  where a.controller_id = :controller and a.activation_id = :id
    and (a.person_id is null or p.person_id is not null) and (l.person_id is null or l.organisation_id is not null or h.person_id is not null)`;
const all = sql`
  select a.activation_id as id, a.version, a.licence_id as licence, a.person_id as person, a.address, a.activated, a.ended,
    l.product
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  left join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  left join usable_persons h on h.controller_id = l.controller_id and h.person_id = l.person_id
  where a.controller_id = :controller and a.activation_id > :after
    and (a.person_id is null or p.person_id is not null) and (l.person_id is null or l.organisation_id is not null or h.person_id is not null)
  order by a.activation_id
  limit :most`;
const byPerson = sql`
  select a.activation_id as id, a.version, a.licence_id as licence, a.person_id as person, a.address, a.activated, a.ended,
    l.product
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  left join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  left join usable_persons h on h.controller_id = l.controller_id and h.person_id = l.person_id
  where a.controller_id = :controller and a.person_id = :person and a.activation_id > :after
    and (a.person_id is null or p.person_id is not null) and (l.person_id is null or l.organisation_id is not null or h.person_id is not null)
  order by a.activation_id
  limit :most`;
const byLicence = sql`
  select a.activation_id as id, a.version, a.licence_id as licence, a.person_id as person, a.address, a.activated, a.ended,
    l.product
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  left join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  left join usable_persons h on h.controller_id = l.controller_id and h.person_id = l.person_id
  where a.controller_id = :controller and a.licence_id = :licence and a.activation_id > :after
    and (a.person_id is null or p.person_id is not null) and (l.person_id is null or l.organisation_id is not null or h.person_id is not null)
  order by a.activation_id
  limit :most`;
const ofPerson = sql`
  select a.activation_id as id, a.version, a.licence_id as licence, a.person_id as person, a.address, a.activated, a.ended,
    l.product
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  where a.controller_id = :controller and a.person_id = :person and a.activation_id > :after
  order by a.activation_id
  limit :most`;
// What a licence that goes with its holder was used for goes with it.
const erase = [
  sql`
    delete from activations
    where controller_id = :controller and licence_id in (
      select licence_id from licences
      where controller_id = :controller and person_id = :person and organisation_id is null)`,
  sql`delete from activations where controller_id = :controller and person_id = :person`,
];
const remember = sql`
  insert into merge_moves (controller_id, merge_id, noun, row_id)
  select controller_id, :merge, 'activations', activation_id from activations
  where controller_id = :controller and person_id = :merged`;
const reassign = sql`
  update activations set person_id = :kept, version = version + 1
  where controller_id = :controller and person_id = :merged`;
const giveBack = sql`
  update activations set person_id = :merged, version = version + 1
  where controller_id = :controller and activation_id = :id and person_id = :kept`;

export const activations: Noun = {
  table: 'activations',
  id: 'activation_id',
  fields: { licence: 'licence', person: 'person', address: 'text', activated: 'time', ended: 'time' },
  shown: { product: 'text' },
  from: { product: ['licences', 'product'] },
  person: 'person',
  usualSource: 'service',
  wrong: ({ activated, ended }) =>
    ended !== null && Number(ended) < Number(activated)
      ? ['ended', 'It cannot end before it starts.']
      : undefined,
  insert,
  update,
  one,
  pages: { all, person: byPerson, licence: byLicence },
  ofPerson,
  erase,
  remember,
  reassign,
  giveBack,
};

/** As `activations`, with the key that devices are hashed under: without it none can be made. */
export const activationsNoun = (world: Pick<World, 'clock' | 'random' | 'tombstoneKey'>): Noun => ({
  ...activations,
  once: { device: 'text' },
  derived: ({ device }, controller) =>
    device === undefined ? {} : { deviceHash: deviceHash(world, controller, String(device)) },
  beside: ({ controller, id }, { device, licence, activated, ended }) =>
    device === undefined || !(licence instanceof Uint8Array)
      ? []
      : [
          statement(closeEarlier, {
            controller,
            id,
            licence,
            deviceHash: deviceHash(world, controller, String(device)),
            activated: Number(activated),
          }),
          ...(ended === null ? raiseFlags(world, controller, id) : []),
        ],
});
