/** What the catalogue says of a column: what it is, why it is there, for how long, and how rights treat it. */

export const roles = ['administrator', 'data_protection_officer', 'marketing', 'support', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What kind of data; `technical` says that the column tells nothing of a person by itself. */
export type Category =
  | 'technical'
  | 'identity'
  | 'contact'
  | 'employment'
  | 'consent'
  | 'browser'
  | 'credential'
  | 'customer'
  | 'licence'
  | 'misuse'
  | 'payment'
  | 'service'
  | 'permission'
  | 'message'
  | 'request'
  | 'incident'
  | 'staff';

/** GDPR articles; `none` where nothing personal is held. */
export type Basis = '6(1)(a)' | '6(1)(b)' | '6(1)(c)' | '6(1)(f)' | 'none';

export interface Column {
  category: Category;
  purpose: string;
  basis: Basis;
  /** The rule of the retention schedule (FACTS 5.7). */
  retention: Retention;
  seenBy: readonly Role[];
  /** Whether an access answer copies it, leaves it out with a reason, or has nothing to say of it (GDPR 15). */
  access: 'copied' | 'withheld' | 'nothing';
  /** What erasure does: the row goes, the value is blanked, or it stays (GDPR 17). */
  erasure: 'row' | 'blank' | 'stays';
  /** Whether the person provided it and may take it along (GDPR 20). */
  portable: boolean;
}

export type Retention =
  | 'while in use'
  | 'relationship and six months'
  | 'proof of consent: 24 months after its end'
  | 'visits: 6 months'
  | 'staff access log: 5 years'
  | 'five minutes'
  | 'pending: 48 hours'
  | 'service logs: 90 days'
  | 'misuse: 24 months'
  | 'vouchers: 6 years from the end of the year'
  | 'messages: 90 days'
  | 'requests: 2 years after the answer'
  | 'holds: 24 months after their end'
  | 'suppression: as long as the controller markets'
  | 'a day'
  | 'incidents: 10 years after they were closed'
  | 'audits: 10 years after they were over'
  | 'until sent and counted: 72 hours'
  | 'for ever';

export type Columns = Readonly<Record<string, Column>>;
/** What the columns of a table share; nothing is portable but what says so itself. */
export type Shared = Omit<Column, 'portable'>;

/** A table's columns: what they share, and by name where they differ. */
export const table = (shared: Shared, columns: Record<string, Partial<Column>>): Columns =>
  Object.fromEntries(
    Object.entries(columns).map(([name, own]) => [name, { portable: false, ...shared, ...own }]),
  );
