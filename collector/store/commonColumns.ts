/** What columns of many tables share: who sees them, what is technical, what is a secret. */
import { type Column, type Role, roles, type Shared } from './column.ts';

export const everyone = roles;

export const officers: readonly Role[] = ['administrator', 'data_protection_officer', 'auditor'];

export const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];

export const technical: Shared = {
  category: 'technical',
  purpose: 'running the collector',
  basis: 'none',
  retention: 'while in use',
  seenBy: ['administrator'],
  access: 'nothing',
  erasure: 'stays',
};

/** A technical column that goes with its row. */
export const link: Partial<Column> = { category: 'technical', access: 'nothing', seenBy: officers };

export const credential: Partial<Column> = { category: 'credential', seenBy: [], access: 'withheld' };
