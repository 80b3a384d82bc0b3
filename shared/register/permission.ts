/** A contact permission: that a person may be contacted for a purpose through a channel, on which basis and evidence (FACTS 5.6). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time, word } from './member.ts';

/** Whom the address belongs to: the law asks for more where it is a natural person. */
export const recipients = ['consumer', 'professional', 'legal_person'] as const;
export type Recipient = (typeof recipients)[number];

export const channels = ['email', 'sms', 'phone', 'post'] as const;
export type Channel = (typeof channels)[number];

export const bases = ['consent', 'existing_customer', 'legitimate_interest'] as const;
export type Basis = (typeof bases)[number];

/** How a permission ends. The first two are the person's own word; `objection` ended all that they had. */
export const endings = ['withdrawn', 'unsubscribed', 'objection', 'expired', 'mistake'] as const;
export type Ending = (typeof endings)[number];

export const channel = v.picklist(channels, `Expected one of: ${channels.join(', ')}.`);
export const recipient = v.picklist(recipients, `Expected one of: ${recipients.join(', ')}.`);

/** What shows that the basis is there; which members are needed is in `permissionRules`. */
export const evidence = v.object({
  /** When the person confirmed it from their own mailbox. */
  doubleOptIn: v.optional(time),
  /** Where the consent is written: a signed form, a recording. */
  document: v.optional(filled(500)),
  /** The sale at which the address was given: the id of a row of `transactions`. */
  transaction: v.optional(reference),
  /** When they could refuse as the address was taken, easily and free of charge. */
  refusalOffered: v.optional(time),
  /** Where the balancing test of GDPR 6(1)(f) is written. */
  balancingTest: v.optional(filled(500)),
  /** That all that is sent under it concerns the duties that they have at work. */
  concernsDuties: v.optional(v.boolean('Expected true or false.')),
});
export type Evidence = v.InferOutput<typeof evidence>;

export const permission = {
  person: reference,
  recipient,
  channel,
  /** What they are contacted for: `newsletter`, `events`, … */
  purpose: word,
  /** Of which products alone; nothing: of all. */
  productGroup: maybe(word),
  /** What they agreed to, or were told, word for word. */
  wording: filled(4000),
  basis: v.picklist(bases, `Expected one of: ${bases.join(', ')}.`),
  evidence: v.optional(evidence, {}),
  /** From when on it holds; now, where it is not said. */
  since: maybe(time),
};
