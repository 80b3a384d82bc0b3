/**
 * Countries of which the Commission has decided that they protect personal data enough (GDPR 45). What is known here grows old:
 * the owner checks it against the Commission's own list, and keeps a decision's end in `toolUntil`.
 */

/** The day of this knowledge. */
export const adequacyKnown = '2026-01-01';

/** By country; `only` says for whom, where the decision is not about everybody there. */
export const adequacy: readonly { country: string; only: string | null }[] = [
  { country: 'AD', only: null },
  { country: 'AR', only: null },
  { country: 'CA', only: 'commercial organisations' },
  { country: 'CH', only: null },
  { country: 'FO', only: null },
  { country: 'GB', only: null },
  { country: 'GG', only: null },
  { country: 'IL', only: null },
  { country: 'IM', only: null },
  { country: 'JE', only: null },
  { country: 'JP', only: null },
  { country: 'KR', only: null },
  { country: 'NZ', only: null },
  { country: 'US', only: 'participants of the Data Privacy Framework' },
  { country: 'UY', only: null },
];
