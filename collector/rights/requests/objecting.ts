/**
 * Objection to processing, on grounds of one's own situation (GDPR 21(1)): restricted while it is weighed (18(1)(b)), and, where
 * the restriction ends, told of that first (18(3)).
 */
import { dayOf, plusDays, startOf } from '../../calendar/day.ts';
import { tellRecipients } from '../../duties/recipientNotices.ts';
import { type Actor, nobody } from '../../register/actor.ts';
import { personState } from '../../register/personState.ts';
import { liftRestriction, restrictPerson } from '../../register/restriction.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';

/** Days between telling that a restriction ends, and its end: time to answer. */
const notice = 7;
const atOnce = 100;

const others = sql`
  select count(*) as open from requests
  where controller_id = :controller and person_id = :person and kind = 'processing_objection' and ended is null
    and verified is not null and request_id <> :request`;
const due = sql`
  select request_id as id, person_id as person, ended, lifts from requests
  where controller_id = :controller and lifts <= :now
  order by lifts
  limit :most`;
const settle = sql`
  update requests set lifts = null, version = version + 1
  where controller_id = :controller and request_id = :request and lifts = :lifts
  returning version`;
// They may have asked for it on another ground meanwhile, or objected once more.
const isOfObjection = sql`
  select 1 as one from persons
  where controller_id = :controller and person_id = :person and restriction = 'objection' and erased is null
    and not exists (
      select 1 from requests r
      where r.controller_id = :controller and r.person_id = :person and r.kind = 'processing_objection' and r.ended is null
        and r.verified is not null)`;

/** Part of the proof of an objection: nothing but rights uses them until it is decided. Nothing where they are restricted already. */
export const restrictedWhileWeighed = async (
  store: Readable,
  world: World,
  actor: Actor,
  person: Uint8Array,
): Promise<Statement[]> =>
  (await personState(store, actor.controller, person))?.restricted === null
    ? [
        ...restrictPerson(world, actor, person, 'objection'),
        ...(await tellRecipients(store, world, actor, person, 'restricted')),
      ]
    : [];

/**
 * When the restriction ends that came with this objection, now that it is decided: the first instant of a day a week from now.
 * Null where nothing ends by itself: they are restricted for another reason, or cannot be told by e-mail, or object to more.
 */
export const liftsAfter = async (
  store: Readable,
  world: Pick<World, 'clock'>,
  controller: number,
  {
    id,
    kind,
    email,
    person,
  }: { id: Uint8Array; kind: string; email: string | null; person: Uint8Array | null },
): Promise<number | null> => {
  if (kind !== 'processing_objection' || person === null || email === null) return null;
  if ((await personState(store, controller, person))?.restriction !== 'objection') return null;
  const [found] = await store.read<{ open: number }>(others, { controller, person, request: id });
  return found?.open === 0 ? startOf(plusDays(dayOf(world.clock()), notice)) : null;
};

interface Lifting {
  id: Uint8Array;
  person: Uint8Array;
  ended: number;
  lifts: number;
}

const lift = async (
  store: Store,
  world: World,
  controller: number,
  { id, person, ended, lifts }: Lifting,
): Promise<void> => {
  const actor = nobody(controller);
  const settled = must(statement(settle, { controller, request: id, lifts }));
  try {
    await store.write(
      [
        settled,
        must(statement(isOfObjection, { controller, person })),
        ...liftRestriction(world, actor, person, ended),
        ...(await tellRecipients(store, world, actor, person, 'lifted')),
      ],
      'import',
    );
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    const [still] = await store.read(isOfObjection, { controller, person });
    // Where it is theirs still, somebody was disclosed meanwhile: the next run lifts it.
    if (!still) await store.write([statement(settle, { controller, request: id, lifts })], 'import');
  }
};

/** Ends the restrictions whose day has come. Again is harmless: each is a write of its own. */
export const liftDecided = async (
  store: Store,
  world: World,
  controller: number,
  stopped: () => boolean,
): Promise<void> => {
  const rows = await store.read<Lifting>(due, { controller, now: world.clock(), most: atOnce });
  for (const row of rows) {
    if (stopped()) return;
    await lift(store, world, controller, row);
  }
};
