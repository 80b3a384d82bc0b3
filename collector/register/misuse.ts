/**
 * Finding misuse of licences, in the same write as the activation that shows it (R31). Each rule raises one flag a licence while
 * none is open; what it means is for staff to say: nobody is shut out by it (GDPR 22).
 */
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { digestOf, saltLength } from '../ledger/digest.ts';
import { kindNumber } from '../ledger/kinds.ts';
import { type Sql, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { wholeRow } from './provenance.ts';

/** `seats`: the licence is active on more devices than it has seats. */
const seats = sql`
  insert into misuse_flags (controller_id, flag_id, licence_id, activation_id, person_id, rule, raised, created, version)
  select a.controller_id, :flag, a.licence_id, a.activation_id, a.person_id, 'seats', :now, :now, 1
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  where a.controller_id = :controller and a.activation_id = :activation
    and (select count(distinct o.device_hash) from activations o
      where o.controller_id = a.controller_id and o.licence_id = a.licence_id and o.ended is null) > l.seats
  on conflict do nothing`;

/**
 * `overlap`: the same person, or the one seat of a licence, began on two devices in different networks within ten minutes, and is
 * on both at once. Networks are compared as they are kept, anonymised, and only within a family: one place has an IPv4 and an
 * IPv6 address. Where an address is not known, nothing follows. Ten minutes: too short to have gone from one network to another
 * and begun anew, long enough to meet two who share a key when their day begins. Beyond it, a device that was left open at work
 * and one at home are nobody's misuse.
 */
const overlap = sql`
  insert into misuse_flags (controller_id, flag_id, licence_id, activation_id, person_id, rule, raised, created, version)
  select a.controller_id, :flag, a.licence_id, a.activation_id, a.person_id, 'overlap', :now, :now, 1
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  where a.controller_id = :controller and a.activation_id = :activation
    and exists (
      select 1 from activations o
      where o.controller_id = a.controller_id and o.licence_id = a.licence_id
        and o.activated >= a.activated - 600000 and o.activated <= a.activated + 600000
        and o.device_hash <> a.device_hash and o.address <> a.address
        and (case when o.address like '%:%' then 6 else 4 end) = (case when a.address like '%:%' then 6 else 4 end)
        and (o.ended is null or o.ended > a.activated) and (a.ended is null or a.ended > o.activated)
        and (l.seats = 1 or o.person_id = a.person_id))
  on conflict do nothing`;

/** `revoked`: the key was used though it was revoked, had expired, or did not hold yet. */
const revoked = sql`
  insert into misuse_flags (controller_id, flag_id, licence_id, activation_id, person_id, rule, raised, created, version)
  select a.controller_id, :flag, a.licence_id, a.activation_id, a.person_id, 'revoked', :now, :now, 1
  from activations a
  join licences l on l.controller_id = a.controller_id and l.licence_id = a.licence_id
  where a.controller_id = :controller and a.activation_id = :activation
    and (l.revoked <= a.activated or l.valid_until <= a.activated or l.valid_from > a.activated)
  on conflict do nothing`;

// A flag that was raised has a source and an event as every row has; where none was, neither.
const provenance = sql`
  insert into provenance (controller_id, provenance_id, source, obtained, site_id, permission, recorded, purpose, basis, staff_id)
  select controller_id, :provenance, 'service', :now, null, null, :now, :purpose, :basis, null from misuse_flags
  where controller_id = :controller and flag_id = :flag`;
const source = sql`
  insert into value_sources (controller_id, row_id, field, provenance_id)
  select controller_id, flag_id, :field, :provenance from misuse_flags
  where controller_id = :controller and flag_id = :flag`;
const append = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :now, :digest, :body, :salt
  where exists (select 1 from misuse_flags where controller_id = :controller and flag_id = :flag)`;

const note = sql`
  insert into recorded_acts (controller_id, row_id, number)
  select controller_id, flag_id, (select max(number) from ledger where controller_id = :controller) from misuse_flags
  where controller_id = :controller and flag_id = :flag`;

const rules: readonly Sql[] = [seats, overlap, revoked];

/** What an activation that is written just before gives away. */
export const raiseFlags = (
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  activation: Uint8Array,
): Statement[] => {
  const now = world.clock();
  return rules.flatMap((rule) => {
    const flag = newId(world);
    const mark = { controller, flag };
    const from = newId(world);
    const body = JSON.stringify({ noun: 'misuse_flags', id: toUuid(flag), source: 'service' });
    const salt = world.random(saltLength);
    return [
      statement(rule, { ...mark, activation, now }),
      statement(provenance, {
        ...mark,
        provenance: from,
        now,
        purpose: 'preventing the misuse of licences',
        basis: '6(1)(f)',
      }),
      statement(source, { ...mark, field: wholeRow, provenance: from }),
      statement(append, {
        ...mark,
        kind: kindNumber('record-made'),
        now,
        digest: digestOf(salt, body),
        body,
        salt,
      }),
      statement(note, mark),
    ];
  });
};
