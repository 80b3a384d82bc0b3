/** Ties: that a person used a visitor's browser, from when to when. Prospective only, one person at a time. */
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { digestOf, saltLength } from '../ledger/digest.ts';
import { type Kind, kindNumber } from '../ledger/kinds.ts';
import { step } from '../store/plan.ts';
import { type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { consentsOf, liveValues, moveConsents } from './consents.ts';
import type { Site } from './sites.ts';
import type { TieToken } from './tieToken.ts';

const useToken = sql`
  insert into tie_tokens (controller_id, site_id, token_hash, tie_id, expires)
  values (:controller, :site, :token, :tie, :expires)
  on conflict (controller_id, site_id, token_hash) do nothing`;
const dropExpired = sql`
  delete from tie_tokens where controller_id = :controller and site_id = :site and expires < :now`;
// Only with the token just used for it, a person who may be used, some live grant, and nobody else tied.
const insertTie = sql`
  insert into ties (controller_id, tie_id, visitor_id, person_id, site_id, started, ended)
  select :controller, :tie, :visitor, :person, :site, :now, null
  where exists (select 1 from tie_tokens
      where controller_id = :controller and site_id = :site and token_hash = :token and tie_id = :tie)
    and exists (select 1 from usable_persons where controller_id = :controller and person_id = :person)
    and exists (select 1 from consents where controller_id = :controller and visitor_id = :visitor
      and site_id = :site and answer = 'granted' and decided > :expired)
    and not exists (select 1 from ties where controller_id = :controller and visitor_id = :visitor and ended is null)`;
const appendTied = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :now, :digest, :body, :salt
  where exists (select 1 from ties where controller_id = :controller and tie_id = :tie)`;
const cite = sql`
  update ties set number = (select max(number) from ledger where controller_id = :controller)
  where controller_id = :controller and tie_id = :tie and number is null`;
const openTie = sql`
  select t.tie_id as tie, t.person_id as person,
    (select k.tie_id from tie_tokens k
      where k.controller_id = :controller and k.site_id = :site and k.token_hash = :token) as used
  from ties t
  where t.controller_id = :controller and t.visitor_id = :visitor and t.ended is null`;
const isUsable = sql`
  select 1 as usable from usable_persons where controller_id = :controller and person_id = :person`;

/** How tying ended. `used`: the token's tie is over; `another`: someone else is tied and must be signed out first. */
export type Tied = 'tied' | 'known' | 'another' | 'used' | 'unknown-person';

const same = (one: unknown, other: Uint8Array): boolean =>
  one instanceof Uint8Array && Buffer.compare(one, other) === 0;

/** Ties the token's person to the visitor from now on. The caller has checked that the visitor has a live grant. */
export const tie = async (store: Store, world: World, site: Site, token: TieToken): Promise<Tied> => {
  const now = world.clock();
  const { controller, expired } = liveValues(site, '', now);
  const id = newId(world);
  const tied = event(world, controller, 'tie', now, {
    site: site.publicId,
    tie: toUuid(id),
    person: toUuid(token.person),
    visitor: toUuid(token.visitor),
  });
  const here = { controller, site: site.site };
  const answered = await store.write([
    statement(dropExpired, { ...here, now }),
    statement(useToken, { ...here, token: token.hash, tie: id, expires: token.expires }),
    statement(insertTie, {
      ...here,
      tie: id,
      token: token.hash,
      visitor: token.visitor,
      person: token.person,
      now,
      expired,
    }),
    statement(appendTied, { ...tied, tie: id }),
    statement(cite, { controller, tie: id }),
    statement(openTie, { ...here, visitor: token.visitor, token: token.hash }),
    statement(isUsable, { controller, person: token.person }),
  ]);
  const open = answered[5]?.[0];
  if (answered[6]?.length === 0) return 'unknown-person';
  if (!open) return 'used';
  if (!same(open['person'], token.person)) return 'another';
  return same(open['tie'], id) ? 'tied' : 'known';
};

const endOpen = sql`
  update ties
  set ended = :now, ended_number = (select max(number) from ledger where controller_id = :controller)
  where controller_id = :controller and visitor_id = :visitor and ended is null`;
const appendEnded = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :now, :digest, :body, :salt
  where exists (select 1 from ties where controller_id = :controller and visitor_id = :visitor and ended is null)`;
const appendMoved = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, coalesce((select max(number) from ledger where controller_id = :controller), 0) + 1,
    :kind, :now, :digest, :body, :salt
  where exists (select 1 from answers
      where controller_id = :controller and visitor_id = :visitor and granted = 1)
    and not exists (select 1 from moved_visitors where controller_id = :controller and visitor_id = :visitor)`;
const endUngranted = sql`
  update ties set ended = :now
  where controller_id = :controller and visitor_id = :visitor and ended is null
    and not exists (select 1 from answers
      where controller_id = :controller and visitor_id = :visitor and granted = 1)`;

/** For any write that denies: with the last grant the tie ends too, for the browser drops its key. */
export const endTieWithoutGrant = (controller: number, visitor: Uint8Array, now: number): Statement =>
  statement(endUngranted, { controller, visitor, now });

/** The same as a step of a plan; the tie ends when the denial was `received`. */
export const endTieStep = step(endUngranted, { now: 'received' });

/** The values of an event for a statement that appends it on a condition of its own. */
const event = (world: World, controller: number, kind: Kind, now: number, content: object) => {
  const body = JSON.stringify(content);
  const salt = world.random(saltLength);
  return { controller, kind: kindNumber(kind), now, digest: digestOf(salt, body), body, salt };
};

/**
 * Ends the visitor's tie and hands the live consents to the browser's new key. Answers the visitor id that they are under
 * now: another one than asked for where an earlier call had moved them already, and the caller holds the wrong key.
 */
export const endTie = async (
  store: Store,
  world: World,
  { controller, publicId }: Site,
  visitor: Uint8Array,
  newVisitor: Uint8Array,
): Promise<Uint8Array> => {
  const now = world.clock();
  const moving = (await consentsOf(store, controller, visitor)).filter(({ answer }) => answer === 'granted');
  const moved = {
    site: publicId,
    from: toUuid(visitor),
    to: toUuid(newVisitor),
    consents: moving.map(({ purpose, number }) => ({ purpose, number })),
  };
  const rows = await store.write([
    statement(appendEnded, {
      ...event(world, controller, 'tie-ended', now, { site: publicId, visitor: toUuid(visitor) }),
      visitor,
    }),
    statement(endOpen, { controller, visitor, now }),
    statement(appendMoved, { ...event(world, controller, 'consents-moved', now, moved), visitor }),
    ...moveConsents(controller, visitor, newVisitor, now),
  ]);
  const there = rows.at(-1)?.[0]?.['newVisitor'];
  return there instanceof Uint8Array ? there : visitor;
};

const ofPerson = sql`
  select t.visitor_id as visitor, s.public_id as "publicId", t.started, t.ended
  from ties t
  join sites s on s.controller_id = t.controller_id and s.site_id = t.site_id
  where t.controller_id = :controller and t.person_id = :person
  order by t.started`;

/** A person's ties, oldest first. */
export const tiesOf = (store: Store, controller: number, person: Uint8Array) =>
  store.read<{ visitor: Uint8Array; publicId: string; started: number; ended: number | null }>(ofPerson, {
    controller,
    person,
  });
