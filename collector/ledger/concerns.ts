/**
 * Whom an event of the ledger concerns: which members of its body name the rows it is about, and in which table they are. Every
 * kind must say it, so that no act on a person is appended without being found in their access answer (GDPR 15(1), 15(3)).
 */
import type { Kind } from './kinds.ts';

/**
 * `nobody`: no act on a person, or one that its own table of the answer tells. `noun` is null where the body names it; without
 * `rows` whoever appends it says which.
 */
export type Concern = 'nobody' | { readonly noun: string | null; readonly rows: readonly string[] };

const person = { noun: 'persons', rows: ['person'] } as const;
const both = { noun: 'persons', rows: ['kept', 'merged'] } as const;
const record = { noun: null, rows: ['id'] } as const;
const request = { noun: 'requests', rows: ['request'] } as const;
const disclosure = { noun: 'disclosures', rows: ['disclosure'] } as const;
const incident = { noun: 'incidents', rows: ['incident'] } as const;

export const concerns = {
  'controller-created': 'nobody',
  'staff-committed': 'nobody',
  'site-changed': 'nobody',
  'notice-published': 'nobody',
  // Visitors' own acts: the answer tells decisions and ties by themselves, inside ties only.
  decision: 'nobody',
  registration: { noun: 'persons', rows: [] },
  tie: 'nobody',
  'tie-ended': 'nobody',
  'consents-moved': 'nobody',
  'visitor-erased': 'nobody',
  'epoch-declared': 'nobody',
  'signing-key-changed': 'nobody',
  'controller-renamed': 'nobody',
  'record-made': record,
  'record-changed': record,
  'person-restricted': person,
  'restriction-lifted': person,
  objection: person,
  'objection-ended': person,
  'person-erased': person,
  'persons-merged': both,
  'merge-undone': both,
  'permission-ended': { noun: 'permissions', rows: ['permission'] },
  // By the marks of the addresses: whose they are, the database finds.
  suppressed: { noun: 'suppressions', rows: [] },
  'suppression-ended': { noun: 'suppressions', rows: ['person'] },
  'statement-published': 'nobody',
  'instruction-given': 'nobody',
  'instruction-ended': 'nobody',
  'staff-changed': 'nobody',
  // Of everybody whose rows came with it, by their provenance.
  'import-done': { noun: 'imports', rows: ['import'] },
  'export-made': 'nobody',
  // Of everybody who has a message of it.
  'campaign-started': { noun: 'campaigns', rows: ['campaign'] },
  'checkpoint-told': 'nobody',
  'person-confirmed': person,
  'person-informed': person,
  'request-received': request,
  'request-verified': request,
  'request-started': request,
  'request-extended': request,
  'request-answered': request,
  'request-refused': request,
  'request-withdrawn': request,
  'request-lapsed': request,
  'request-joined': request,
  disclosed: disclosure,
  'disclosure-refused': disclosure,
  'sharing-ended': { noun: 'sharing_consents', rows: ['consent'] },
  'recipients-told': person,
  'controller-details-changed': 'nobody',
  // How many letters: each is told as a message.
  'statement-told': 'nobody',
  // Of everybody whom it affected.
  'incident-raised': incident,
  'incident-phase': incident,
  // The operator to its customer: the persons are the customer's, whose own incident tells them.
  'incident-noticed': 'nobody',
  'incident-people': incident,
  'audit-proposed': 'nobody',
  'audit-agreed': 'nobody',
  'audit-cancelled': 'nobody',
  'audit-account': 'nobody',
  'retention-changed': 'nobody',
  'retention-run': 'nobody',
  'person-ended': person,
  // Nothing is held any more: there is no answer that could tell it.
  'erasure-finished': 'nobody',
  'request-readdressed': request,
  'request-reopened': request,
  'request-fee-told': request,
  'request-fee-settled': request,
} as const satisfies Record<Kind, Concern>;

type Concerns = typeof concerns;

/** Kinds of acts that concern nobody of the register. */
export type KindOfNobody = { [One in Kind]: Concerns[One] extends 'nobody' ? One : never }[Kind];
/** Kinds of acts on persons, or on rows that may be about persons. */
export type KindOnRows = Exclude<Kind, KindOfNobody>;
