/** What the client's calls take and answer, from the same schemas that the collector checks by. */
import type * as v from 'valibot';
import type { account } from '../register/account.ts';
import type { activation, device } from '../register/activation.ts';
import type { campaign } from '../register/campaign.ts';
import type { feedback } from '../register/feedback.ts';
import type { licence } from '../register/licence.ts';
import type { misuseFlag } from '../register/misuseFlag.ts';
import type { organisation } from '../register/organisation.ts';
import type { permission } from '../register/permission.ts';
import type { person } from '../register/person.ts';
import type { relationship } from '../register/relationship.ts';
import type { serviceEvent } from '../register/serviceEvent.ts';
import type { serviceLog } from '../register/serviceLog.ts';
import type { source } from '../register/source.ts';
import type { transaction } from '../register/transaction.ts';
import type { wording } from '../register/wording.ts';

/** Members of each resource, by its path below /v1. */
export interface Resources {
  organisations: typeof organisation;
  persons: typeof person;
  accounts: typeof account;
  relationships: typeof relationship;
  licences: typeof licence;
  activations: typeof activation & { device: typeof device };
  'misuse-flags': typeof misuseFlag;
  feedback: typeof feedback;
  transactions: typeof transaction;
  'service-events': typeof serviceEvent;
  'service-logs': typeof serviceLog;
  /** Never edited: they end (`permissions/ID/end`), and another may be given. */
  permissions: typeof permission;
  wordings: typeof wording;
  campaigns: typeof campaign;
}
export type Path = keyof Resources;

type Given<Entries> = Entries extends v.ObjectEntries
  ? v.InferInput<v.ObjectSchema<Entries, undefined>>
  : never;
type Kept<Entries> = Entries extends v.ObjectEntries
  ? v.InferOutput<v.ObjectSchema<Entries, undefined>>
  : never;

/** Where values come from. */
export type Source = v.InferInput<typeof source>;

/** What makes a row. `source` may be missing where the collector knows it by itself: payments, logs, activations. */
export type New<Name extends Path> = Given<Resources[Name]> & { source?: Source };

/** What changes a row: the members that change. */
export type Change<Name extends Path> = Partial<Given<Resources[Name]>> & { source?: Source };

/** A row: the members that your role sees. */
export type Row<Name extends Path> = { id: string; version: number } & Partial<Kept<Resources[Name]>>;

/** What a person can be looked up by. */
export type Way = 'email' | 'phone' | 'name' | 'userName' | 'company' | 'licenceKey' | 'visitor' | 'receipt';

/** Who was found. */
export interface Found {
  persons: { id: string; name?: string | null; email?: string | null; company?: string | null }[];
  visitors: { id: string }[];
  /** Whether that is all. */
  complete: boolean;
}
