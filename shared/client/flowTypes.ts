/** What the calls about files, webhooks and the statement take and answer; what they take is from the schemas that the collector checks by. */
import type * as v from 'valibot';
import type { importing } from '../register/import.ts';
import type { statementVersion } from '../register/statement.ts';
import type { HookEvent, webhook } from '../register/webhook.ts';

/** A time as RFC 3339 writes it. */
type Time = string;

export type NewImport = v.InferInput<typeof importing>;
export type NewWebhook = v.InferInput<v.ObjectSchema<typeof webhook, undefined>>;
export type NewStatement = v.InferInput<typeof statementVersion>;

export interface Import {
  id: string;
  noun: string;
  state: 'receiving' | 'checking' | 'checked' | 'running' | 'done' | 'stopped' | 'failed';
  /** Of the file, and how many of them have been read. */
  bytes: number;
  reached: number;
  /** Rows. */
  made: number;
  known: number;
  wrong: number;
  created: Time | null;
  ended: Time | null;
}

/** What is wrong in a line of a file: the member, never its value. */
export interface ImportProblem {
  line: number;
  pointer: string;
  problem: string;
}

export interface Webhook {
  id: string;
  version: number;
  url: string;
  events: (HookEvent | '*')[];
  /** Since when messages to it are given up; null where they arrive. */
  failing: Time | null;
  created: Time;
}

export interface Delivery {
  id: string;
  event: string;
  state: 'waiting' | 'sent' | 'failed' | 'dropped';
  attempts: number;
  created: Time | null;
  next: Time | null;
  ended: Time | null;
  problem: string | null;
}

/** A version of the privacy statement in one language. */
export interface StatementText {
  statement: number;
  language: string;
  /** SHA-256 of the text, in base64url. */
  digest: string;
  body: string;
}

export interface Statement {
  statement: number;
  effective: Time;
  published: Time;
  material: boolean;
  inForce: boolean;
  /** Of each language the digest of its text: base64url of its SHA-256. */
  languages: Record<string, string>;
  /** Letters to customers; since when all of them are told; since when the sites cite it. */
  letters?: number;
  told?: Time | null;
  takenUp?: Time | null;
}
