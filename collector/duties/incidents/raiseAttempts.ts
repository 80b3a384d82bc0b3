/** Incidents that the collector raises by itself (R62: attempts too): one open a rule and day at a controller, which counts on. */
import { createHash } from 'node:crypto';
import { toUuid } from '../../bytes.ts';
import { dayOf } from '../../calendar/day.ts';
import { newId } from '../../ids.ts';
import type { AttemptRule } from '../../messages/mail/words/incidents/words.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { nobody } from '../../register/actor.ts';
import { operatorId } from '../../register/controllers.ts';
import { actOn } from '../../register/recordEvents.ts';
import { ifFound, type Store, sql, statement, unlessFound } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Attempts, Untold } from './attempts.ts';
import { keepAttempts } from './keptAttempts.ts';
import { phaseStatement } from './raising.ts';
import { wordOf } from './telling.ts';

// A number that is nobody's is of no controller: nothing is written.
const insert = sql`
  insert into incidents (controller_id, incident_id, origin_id, kind, reported_by, rule, day, attempts, latest, nature, contact,
    began, aware, reminded, created, version)
  select controller_id, :id, :origin, 'attempt', 'collector', :rule, :day, :count, :now, :nature, contact, :now, :now, 0, :now, 1
  from controllers
  where controller_id = :controller
  on conflict (controller_id, rule, day) where rule is not null and closed is null do nothing
  returning 1 as done`;
const countOn = sql`
  update incidents set attempts = attempts + :count, latest = :now, version = version + 1
  where controller_id = :controller and rule = :rule and day = :day and closed is null`;

/** What happened, for those who read the incident. */
const natures: Readonly<Record<AttemptRule, string>> = {
  'sign-in': 'Sign-ins of staff were refused again and again: passwords or codes are being guessed.',
  'account-guessing':
    'Sign-ins to a user account were refused again and again: its password is being guessed.',
  'forged-token':
    'Tie tokens came that no registered key has signed: somebody forges sign-ins, or a site signs with a key that it has not registered.',
  'guessed-link': 'Links came whose tokens were never given out: they are being guessed.',
  'guessed-key': 'Keys came that were never given out: they are being guessed.',
  ledger: 'The ledger does not verify: `npx lupa verify` says which rows and checkpoints.',
};

/** The same at every controller that it happens to on a day. Nothing can be read from it. */
const originOf = (rule: AttemptRule, day: string): Uint8Array => {
  const bytes = Uint8Array.from(
    createHash('sha256').update(`lupa attempt ${rule} ${day}`).digest().subarray(0, 16),
  );
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
};

const raiseAt = async (store: Store, world: World, controller: number, rule: AttemptRule, count: number) => {
  const now = world.clock();
  const day = dayOf(now);
  const id = newId(world);
  const origin = originOf(rule, day);
  const nature = natures[rule];
  const at = { controller, rule, day, count, now };
  const about = { incident: toUuid(id), origin: toUuid(origin), kind: 'attempt', rule };
  const told = [
    ...(await wordOf(store, world, controller, (words) => words.attempt(rule, count))),
    ...(await hooksFor(store, world, controller, 'incident.raised', { incident: id, kind: 'attempt' })),
  ];
  await store.write(
    [
      statement(insert, { ...at, id, origin, nature }),
      unlessFound(0, statement(countOn, at)),
      ifFound(
        0,
        phaseStatement(world, { controller, staff: null, by: 'collector' }, id, { rule, count, nature }),
      ),
      ...told.map((one) => ifFound(0, one)),
      ...actOn(world, nobody(controller), 'incident-raised', about).map((one) => ifFound(0, one)),
    ],
    'import',
  );
};

/** Raises it where it happened, and at the operator, who runs what was tried. */
export const raiseAttempt = async (
  store: Store,
  world: World,
  { rule, controller, count }: Untold,
): Promise<void> => {
  await raiseAt(store, world, controller, rule, count);
  if (controller !== operatorId) await raiseAt(store, world, operatorId, rule, count);
};

/** Raises what was counted since the last time, and keeps the counters; what cannot be written now waits. */
export const raiseAttempts = async (store: Store, world: World, attempts: Attempts): Promise<void> => {
  const taken = attempts.take();
  try {
    for (let next = taken[0]; next; next = taken[0]) {
      await raiseAttempt(store, world, next);
      taken.shift();
    }
  } finally {
    for (const left of taken) attempts.giveBack(left);
  }
  await keepAttempts(store, attempts);
};
