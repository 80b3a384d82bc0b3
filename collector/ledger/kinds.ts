/** What kinds of events there are. The ledger keeps a kind by its place in this list: add at the end, remove nothing. */

export const kinds = [
  'controller-created',
  'staff-committed',
  'site-changed',
  'notice-published',
  'decision',
  'registration',
  'tie',
  'tie-ended',
  'consents-moved',
  'visitor-erased',
  'epoch-declared',
  'signing-key-changed',
  'controller-renamed',
  'record-made',
  'record-changed',
  'person-restricted',
  'restriction-lifted',
  'objection',
  'objection-ended',
  'person-erased',
  'persons-merged',
  'merge-undone',
  'permission-ended',
  'suppressed',
  'suppression-ended',
  'statement-published',
  'instruction-given',
  'instruction-ended',
  'staff-changed',
  'import-done',
  'export-made',
  'campaign-started',
  'checkpoint-told',
  'person-confirmed',
  'person-informed',
  'request-received',
  'request-verified',
  'request-started',
  'request-extended',
  'request-answered',
  'request-refused',
  'request-withdrawn',
  'request-lapsed',
  'request-joined',
  'disclosed',
  'disclosure-refused',
  'sharing-ended',
  'recipients-told',
  'controller-details-changed',
  'statement-told',
  'incident-raised',
  'incident-phase',
  'incident-noticed',
  'incident-people',
  'audit-proposed',
  'audit-agreed',
  'audit-cancelled',
  'audit-account',
  'retention-changed',
  'retention-run',
  'person-ended',
  'erasure-finished',
] as const;
export type Kind = (typeof kinds)[number];

/** The kind as the ledger keeps it. */
export const kindNumber = (kind: Kind): number => kinds.indexOf(kind);

/** The kind that the ledger keeps under a number. Throws for one that only a newer version knows. */
export const kindOf = (number: number): Kind => {
  const kind = kinds[number];
  if (kind === undefined) throw new Error(`Events of kind ${number} cannot be read by this version.`);
  return kind;
};
