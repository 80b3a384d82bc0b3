/** The journal: what takes something away, told outside the database too, so that restoring a backup cannot bring it back. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Decision } from '../../shared/decision.ts';
import type { Ending } from '../../shared/register/permission.ts';
import { fromUuid } from '../bytes.ts';
import { type Step, step } from '../store/plan.ts';
import { type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Closing } from './closingEntry.ts';
import type { HeldEntry } from './heldEntry.ts';
import type { RequestEntry } from './requestEntry.ts';

/** The keyed hash of an address, in base64url. */
export interface ToldMark {
  channel: 'email' | 'phone';
  version: number;
  mark: string;
}

/** What an address no longer wants, and of which kind the address is. */
export interface ToldScope {
  marked: string;
  channel: string;
  purpose: string;
  productGroup: string | null;
}

/** One act that must be done again on a restored backup. A new kind is a new member here and a case in `backup/replay`. */
export type JournalEntry =
  | {
      kind: 'decision';
      /** Public id of the site. */
      site: string;
      /** Without the key, which the collector does not keep. */
      decision: Omit<Decision, 'visitorKey'>;
      /** Visitor id as a UUID. */
      visitor: string;
      received: number;
    }
  | { kind: 'erasure'; site: string; visitor: string; received: number }
  /** Of a person of the register, by their id as a UUID. */
  | {
      kind: 'person-erasure';
      controller: number;
      person: string;
      received: number;
      /** Where nobody asked: their time was over. */
      cause?: 'retention';
    }
  /** What keeps a person out of use, and that it was lifted (GDPR 18): the last one holds. */
  | {
      kind: 'restriction' | 'restriction-lifted';
      controller: number;
      person: string;
      reason: string | null;
      received: number;
    }
  /** Marks: of the address, where the person said so themselves. */
  | {
      kind: 'permission-ended';
      controller: number;
      permission: string;
      person: string;
      how: Ending;
      scope: { channel: string; purpose: string; productGroup: string | null };
      marks: ToldMark[];
      received: number;
    }
  /** A consent to be disclosed to a recipient. */
  | {
      kind: 'sharing-ended';
      controller: number;
      consent: string;
      how: 'withdrawn' | 'expired' | 'mistake';
      received: number;
    }
  | { kind: 'objection'; controller: number; person: string; marks: ToldMark[]; received: number }
  | {
      kind: 'suppression';
      controller: number;
      reason: 'list' | 'complaint' | 'undeliverable' | 'unsubscribed';
      marks: ToldMark[];
      received: number;
    }
  /** Two entries are one person, and what either had said by then; or they are two again. */
  | {
      kind: 'merge';
      controller: number;
      merge: string;
      kept: string;
      merged: string;
      home: number;
      staff: number;
      said: {
        objected: number | null;
        restricted: number | null;
        restriction: string | null;
        unsubscribed: ToldScope[];
      };
      received: number;
    }
  | {
      kind: 'merge-undone';
      controller: number;
      merge: string;
      kept: string;
      merged: string;
      received: number;
    }
  /** What lets somebody act on a register, taken back. */
  | Closing
  | RequestEntry
  /** What must not be erased, as it was said last: an erasure that is done again leaves it, too. */
  | HeldEntry;

const nonceLength = 12;
const tagLength = 16;

const keys = new WeakMap<Uint8Array, Buffer>();

/** The journal's key hangs on the one that is kept beside the data: a copied journal alone tells nothing. */
const keyOf = ({ tombstoneKey }: Pick<World, 'tombstoneKey'>): Buffer => {
  const key =
    keys.get(tombstoneKey) ?? Buffer.from(hkdfSync('sha256', tombstoneKey, '', 'lupa journal 1', 32));
  keys.set(tombstoneKey, key);
  return key;
};

/** The entry, encrypted. */
export const sealEntry = (world: Pick<World, 'tombstoneKey' | 'random'>, entry: JournalEntry): Uint8Array => {
  const nonce = world.random(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keyOf(world), nonce);
  return Buffer.concat([nonce, cipher.update(JSON.stringify(entry)), cipher.final(), cipher.getAuthTag()]);
};

/** The entry read back. Throws where the key is another, or a byte was changed. */
export const openEntry = (world: Pick<World, 'tombstoneKey'>, sealed: Uint8Array): JournalEntry => {
  const body = sealed.subarray(nonceLength, sealed.length - tagLength);
  const cipher = createDecipheriv('aes-256-gcm', keyOf(world), sealed.subarray(0, nonceLength));
  cipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  return JSON.parse(Buffer.concat([cipher.update(body), cipher.final()]).toString()) as JournalEntry;
};

// Numbered on, also when everything before is in the journal already and gone from here.
const tell = sql`
  insert into journal (controller_id, entry, content)
  select :controller, 1 + coalesce(
      (select max(entry) from journal where controller_id = :controller),
      (select written from journal_marks where controller_id = :controller),
      0), :content`;
const tellAbout = sql`
  insert into journal (controller_id, entry, content, about)
  select :controller, 1 + coalesce(
      (select max(entry) from journal where controller_id = :controller),
      (select written from journal_marks where controller_id = :controller),
      0), :content, :about`;
/** Tells the journal, in the write that does it. */
export const tellJournal = (controller: number, content: Uint8Array): Statement =>
  statement(tell, { controller, content });

/** Tells the journal an act of the register. */
export const told = (
  world: Pick<World, 'tombstoneKey' | 'random'>,
  entry: Extract<JournalEntry, { controller: number }>,
): Statement => tellJournal(entry.controller, sealEntry(world, entry));

/** Tells it what holds somebody's own words or address: of which request, so that it is blanked when that is forgotten. */
export const toldAbout = (
  world: Pick<World, 'tombstoneKey' | 'random'>,
  entry: Extract<JournalEntry, { request: string }>,
): Statement =>
  statement(tellAbout, {
    controller: entry.controller,
    content: sealEntry(world, entry),
    about: fromUuid(entry.request),
  });

/** The same as a step of a planned write, with the values `controller` and `content`. */
export const tellJournalStep: Step = step(tell);
