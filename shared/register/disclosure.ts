/** Disclosures and the consents that some rest on: what staff say of them. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { maybe, reference, time, word } from './member.ts';
import { categoryList } from './recipient.ts';

/** Why a disclosure was refused. */
export const disclosureRefusals = [
  'recipient_ended',
  'no_tool',
  'restricted',
  'no_agreement',
  'other_purpose',
  'other_category',
  'no_consent',
  'no_legal_duty',
] as const;
export type DisclosureRefusal = (typeof disclosureRefusals)[number];

const what = {
  recipient: reference,
  purpose: word,
  categories: v.pipe(categoryList, v.minLength(1, 'Say at least one category of data.')),
  /** The duty of the law, with its provision and file number, where the recipient is an authority or a third party. */
  duty: maybe(filled(500)),
};

export const disclosing = v.object({
  person: reference,
  ...what,
  /** By which the recipient knows the person: a customer number there. It is told this instead of our id (GDPR 19). */
  knownAs: maybe(filled(100)),
});

/** Persons in one act: a single write keeps them all. */
export const disclosingMost = 200;

export const disclosingMany = v.object({
  persons: v.pipe(
    v.array(reference, 'Expected a list of ids.'),
    v.minLength(1, 'Name at least one person.'),
    v.maxLength(disclosingMost, `At most ${disclosingMost} persons at once.`),
    v.check((list) => new Set(list).size === list.length, 'Twice the same person.'),
  ),
  ...what,
});

export const sharingConsent = {
  person: reference,
  recipient: reference,
  purpose: word,
  wording: filled(4000),
  /** What shows that the person agreed: a signed form, a recording, a ticket. */
  evidence: filled(1000),
  since: maybe(time),
};
