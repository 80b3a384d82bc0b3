/** Receiving a request: a row, a reference number, and the month that begins; mail budgets so that nobody is flooded through us. */
import type { RequestKind } from '../../../shared/request.ts';
import { oneMonthAfter } from '../../calendar/deadlines.ts';
import { newId } from '../../ids.ts';
import type { Actor } from '../../register/actor.ts';
import { emailKey } from '../../register/email.ts';
import { ifFound, type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { makeReference } from './reference.ts';
import type { Request, RequestWay } from './request.ts';
import { stepped } from './steps.ts';

const hour = 3_600_000;
/** Letters to one address and for one site that strangers may cause in an hour. */
const mostToAddress = 5;
const mostForSite = 200;

const insert = sql`
  insert into requests (controller_id, request_id, reference, kind, way, site_id, language, name, email, email_key, details, state,
    asked_at_once, received, due, due_from_receipt, reminded, version)
  select :controller, :request, :reference, :kind, :way, :site, :language, :name, :email, :emailKey, :details, 'received',
    :askedAtOnce, :now, :due, :due, 0, 1
  where cast(:free as bigint) = 1
    or ((select count(*) from requests
          where controller_id = :controller and email_key = :emailKey and received > :since and way = 'form') < :mostToAddress
      and (select count(*) from requests
          where controller_id = :controller and site_id = :site and received > :since and way = 'form') < :mostForSite)
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
    'id' | 'reference' | 'kind' | 'language' | 'due' | 'dueFromReceipt' | 'askedAtOnce'
  > & {
    received: number;
  };
  statements: [Statement, ...Statement[]];
}

/** Makes a request; `beside` is written only where it was taken. */
export const receiveRequest = (
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  given: NewRequest,
  beside: (made: Made['request']) => readonly Statement[] = () => [],
): Made => {
  const { controller } = actor;
  const { kind, way, site, language, name, email, details, received } = given;
  const now = world.clock();
  // Within a day is at once: a letter that was entered the day it came.
  const askedAtOnce = way === 'form' || now - received < 24 * hour ? 1 : 0;
  const due = oneMonthAfter(received);
  const request: Made['request'] = {
    id: newId(world),
    reference: makeReference(world),
    kind,
    language,
    received,
    due,
    dueFromReceipt: due,
    askedAtOnce,
  };
  const { id, reference } = request;
  const address = email?.trim().normalize('NFC') ?? null;
  const first = statement(insert, {
    controller,
    request: id,
    reference,
    kind,
    way,
    site,
    language,
    name,
    email: address,
    emailKey: address === null ? null : emailKey(address),
    details,
    askedAtOnce,
    now: received,
    due,
    free: way === 'form' ? 0 : 1,
    since: now - hour,
    mostToAddress,
    mostForSite,
  });
  const rest = [
    ...stepped(world, actor, id, 'received', 'request-received', { kind, way }),
    ...beside(request),
  ];
  return { request, statements: [first, ...rest.map((one) => ifFound(0, one))] };
};
