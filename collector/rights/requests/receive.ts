/** Receiving a request: a row, a reference number, and the month that begins; mail budgets so that nobody is flooded through us. */
import type { RequestKind } from '../../../shared/request.ts';
import { oneMonthAfter } from '../../calendar/deadlines.ts';
import { newId } from '../../ids.ts';
import type { ReceivedEntry } from '../../ledger/requestEntry.ts';
import type { Actor } from '../../register/actor.ts';
import { emailKey } from '../../register/email.ts';
import { ifFound, type Statement, sql, statement } from '../../store/store.ts';
import { budgetTime, mostForSite, mostToAddress } from './budget.ts';
import { makeReference } from './reference.ts';
import type { Request, RequestWay } from './request.ts';
import { stepped } from './steps.ts';
import { type Telling, toldReceived } from './told.ts';

const hour = 3_600_000;

const insert = sql`
  insert into requests (controller_id, request_id, reference, kind, way, site_id, language, name, email, email_key, details, state,
    asked_at_once, asked, received, due, due_from_receipt, reminded, version)
  select :controller, :request, :reference, :kind, :way, :site, :language, :name, :email, :emailKey, :details, 'received',
    :askedAtOnce, :asked, :now, :due, :due, 0, 1
  where cast(:free as bigint) = 1
    or ((select count(*) from requests
          where controller_id = :controller and email_key = :emailKey and received > :since and way = 'form') < :mostToAddress
      and (select count(*) from requests
          where controller_id = :controller and site_id = :site and received > :since and way = 'form') < :mostForSite)
  on conflict do nothing
  returning 1 as done`;

/** What is asked, and by which way. */
export interface NewRequest {
  kind: RequestKind;
  way: RequestWay;
  site: number | null;
  language: string;
  name: string | null;
  email: string | null;
  details: string | null;
  /** When it came: earlier than now where staff enter a letter. Unix milliseconds. */
  received: number;
}

/** A request that was just made, with what is written for it; the first statement answers no row where the budget is spent. */
export interface Made {
  request: Pick<
    Request,
    'id' | 'reference' | 'kind' | 'language' | 'due' | 'dueFromReceipt' | 'askedAtOnce' | 'verified'
  >;
  statements: [Statement, ...Statement[]];
}

/** What is written for one that came now; a form's only within its budget, unless it was taken before. */
export const receivedStatements = (
  world: Telling,
  actor: Actor,
  id: Uint8Array,
  given: ReceivedEntry['given'],
  { taken = false, beside = [] }: { taken?: boolean; beside?: readonly Statement[] } = {},
): Made['statements'] => {
  const { controller } = actor;
  const { kind, way, came, ...row } = given;
  const now = world.clock();
  const first = statement(insert, {
    ...row,
    controller,
    request: id,
    kind,
    way,
    emailKey: row.email === null ? null : emailKey(row.email),
    asked: now,
    now: came,
    free: way === 'form' && !taken ? 0 : 1,
    since: now - budgetTime,
    mostToAddress,
    mostForSite,
  });
  const rest = [
    ...stepped(world, actor, id, 'received', 'request-received', { kind, way }),
    toldReceived(world, actor, id, given),
    ...beside,
  ];
  return [first, ...rest.map((one) => ifFound(0, one))];
};

/** Makes a request; `beside` is written only where it was taken. */
export const receiveRequest = (
  world: Telling,
  actor: Actor,
  given: NewRequest,
  beside: (made: Made['request']) => readonly Statement[] = () => [],
): Made => {
  const { received, email, ...rest } = given;
  const { kind, way, language } = rest;
  // Within a day is at once: a letter that was entered the day it came.
  const askedAtOnce = way === 'form' || world.clock() - received < 24 * hour ? 1 : 0;
  const due = oneMonthAfter(received);
  const [id, reference] = [newId(world), makeReference(world)];
  const request = {
    id,
    reference,
    kind,
    language,
    due,
    dueFromReceipt: due,
    askedAtOnce,
    verified: null,
  } as const;
  const address = email?.trim().normalize('NFC') ?? null;
  const row = { ...rest, email: address, reference, askedAtOnce, came: received, due } as const;
  return { request, statements: receivedStatements(world, actor, id, row, { beside: beside(request) }) };
};
