/** Confirming a double opt-in: the permission is made, and what kept the address from being written to is lifted so far. */
import { toUuid } from '../../bytes.ts';
import { newId } from '../../ids.ts';
import { nobody } from '../../register/actor.ts';
import { addressed, addressedByEmail, keyFor } from '../../register/addresses.ts';
import { makingOf } from '../../register/making.ts';
import { permissions } from '../../register/nouns/permissions.ts';
import { personsNoun } from '../../register/nouns/persons.ts';
import { liftObjection } from '../../register/objections.ts';
import { markedBy } from '../../register/permissionRefused.ts';
import { findRequest, type PermissionRequest } from '../../register/permissionRequests.ts';
import { ifStanding } from '../../register/personState.ts';
import { actOn } from '../../register/recordEvents.ts';
import { marksFor, unsuppress } from '../../register/suppressions.ts';
import { findToken, makeToken, useToken as usingToken } from '../../register/tokens.ts';
import { resubscribe } from '../../register/unsubscriptions.ts';
import { ifFound, must, type Statement, type Store, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { hooksFor } from '../outbox/hooks.ts';
import { linkLife } from './linkLife.ts';

/** What a link still stands for. `gone`: it has expired, or never was. */
export type Confirmable =
  | { state: 'waits'; controller: number; request: PermissionRequest }
  /** `preferences`: the token of a link to all that they permit, for whoever has just confirmed. */
  | { state: 'done'; controller: number; language: string | null; preferences?: string }
  | { state: 'gone' };

const purpose = 'confirm_permission';

/** What the token of a link stands for now. */
export const confirmable = async (store: Store, world: World, token: string): Promise<Confirmable> => {
  const found = await findToken(store, token, purpose, world.clock());
  if (!found?.row) return { state: 'gone' };
  const { controller } = found;
  const request = await findRequest(store, controller, found.row);
  if (found.used !== null) return { state: 'done', controller, language: request?.language ?? null };
  return request ? { state: 'waits', controller, request } : { state: 'gone' };
};

/** Whom the permission is for: the one whom staff asked, else who has the address; nobody yet where it is new. */
const whose = async (store: Store, controller: number, { person, emailKey }: PermissionRequest) => {
  const asked = person && (await addressed(store, controller, person));
  return asked && asked.erased === null && asked.emailKey === emailKey
    ? asked
    : addressedByEmail(store, controller, emailKey);
};

const making = async (
  store: Store,
  world: World,
  controller: number,
  request: PermissionRequest,
  first: Statement,
): Promise<{ write: Statement[]; preferences: string }> => {
  const actor = nobody(controller);
  const now = world.clock();
  const { email, emailKey, language, channel, recipient, productGroup, wording } = request;
  const known = await whose(store, controller, request);
  const person = known?.person ?? newId(world);
  const source = { kind: 'person' as const };
  const blank = { name: null, phone: null, position: null, employerAddress: null, organisation: null };
  const id = newId(world);
  const evidence = {
    doubleOptIn: new Date(now).toISOString(),
    asked: new Date(request.created).toISOString(),
    request: toUuid(request.request),
    text: toUuid(request.wordingId),
    language,
    ...(request.site !== null && { site: request.site }),
  };
  const row = {
    person,
    recipient,
    channel,
    purpose: request.purpose,
    productGroup,
    wording,
    basis: 'consent',
    evidence: JSON.stringify(evidence),
    since: now,
  };
  // An address that somebody has just shown to be theirs: they come themselves, so an old refusal of it holds no more.
  const marked = markedBy(channel);
  const phone = known && marked === 'phone' ? keyFor(known, 'phone') : null;
  const address = marked === 'email' ? emailKey : phone;
  const marks = marked === '' || address === null ? [] : marksFor(world, controller, marked, address);
  const about = { person: toUuid(person) };
  const [older, lift] = liftObjection(world, controller, person);
  const write: Statement[] = [first];
  const ifDone = (done: Statement, kind: 'suppression-ended' | 'objection-ended') => {
    const place = write.push(done) - 1;
    write.push(...actOn(world, actor, kind, about).map((one) => ifFound(place, one)));
  };
  for (const [place, one] of unsuppress(controller, marks).entries()) {
    if (place === 0) ifDone(one, 'suppression-ended');
    else write.push(one);
  }
  write.push(...resubscribe(controller, marks, { channel, purpose: request.purpose, productGroup }));
  if (!known)
    write.push(...makingOf(world, personsNoun(world), actor, { ...blank, email, language }, source, person));
  write.push(older);
  ifDone(lift, 'objection-ended');
  write.push(...makingOf(world, permissions, actor, row, source, id), must(ifStanding(controller, person)));
  write.push(
    ...(await hooksFor(store, world, controller, 'permission.given', { permission: id, person })),
    ...(known ? [] : await hooksFor(store, world, controller, 'person.created', { person })),
  );
  // It is as easy to withdraw as to give (GDPR 7(3)): from the first page on.
  const link = makeToken(world, {
    controller,
    purpose: 'preferences',
    person,
    row: id,
    expires: now + linkLife,
  });
  write.push(link.statement);
  return { write, preferences: link.token };
};

/** Confirms by the token of a link, once. */
export const confirmPermission = async (store: Store, world: World, token: string): Promise<Confirmable> => {
  for (let tries = 1; ; tries += 1) {
    const found = await confirmable(store, world, token);
    if (found.state !== 'waits') return found;
    const { controller, request } = found;
    const once = usingToken(token, purpose, world.clock());
    try {
      const { write, preferences } = await making(store, world, controller, request, once);
      await store.write(write);
      return { state: 'done', controller, language: request.language, preferences };
    } catch (error) {
      // Somebody was quicker: with the same link, or in making the same person.
      if (!(error instanceof Unmet) || tries === 5) throw error;
    }
  }
};
