/** A recipient (GDPR 4(9)): whom data are given to, in which role, where, on which agreement and transfer tool (R45-R50). */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { country } from './countries.ts';
import { maybe, time, whole, word } from './member.ts';

/** `internal`: a part of the same organisation; `authority`: by a duty of the law alone. */
export const recipientRoles = ['internal', 'processor', 'third_party', 'authority'] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** What a transfer out of the EEA rests on: nothing, a decision of the Commission (45), standard clauses (46(2)(c)). */
export const transferTools = ['none', 'adequacy', 'scc'] as const;

/** Categories of personal data, as the catalogue has them. A category's bit is its place: append only. */
export const dataCategories = [
  'identity',
  'contact',
  'employment',
  'consent',
  'browser',
  'customer',
  'licence',
  'misuse',
  'payment',
  'service',
  'permission',
  'message',
  'request',
  'incident',
] as const;
export type DataCategory = (typeof dataCategories)[number];

const different = <One>(list: One[]): boolean => new Set(list).size === list.length;

export const purposeList = v.pipe(
  v.array(
    // As a disclosure's is compared with it.
    v.pipe(
      word,
      v.transform((text) => text.normalize('NFC').trim()),
    ),
    'Expected a list of purposes.',
  ),
  v.maxLength(40, 'At most 40 purposes.'),
  v.check(different, 'Twice the same purpose.'),
);

export const categoryList = v.pipe(
  v.array(
    v.picklist(dataCategories, `Expected one of: ${dataCategories.join(', ')}.`),
    'Expected a list of categories.',
  ),
  v.check(different, 'Twice the same category.'),
);

export const recipient = {
  name: filled(200),
  role: v.picklist(recipientRoles, `Expected one of: ${recipientRoles.join(', ')}.`),
  country,
  /** Where it is told of corrections, erasures and restrictions: an e-mail address, or words for staff. */
  contact: maybe(filled(320)),
  /** Where the agreement on processing is written (28(3)); needed of a processor before anything is given to it. */
  agreement: maybe(filled(500)),
  agreementFrom: maybe(time),
  /** The first instant at which it is over. */
  agreementUntil: maybe(time),
  tool: v.optional(v.picklist(transferTools, `Expected one of: ${transferTools.join(', ')}.`), 'none'),
  /** Module of the standard contractual clauses (Decision 2021/914): 2 is controller to processor. */
  sccModule: maybe(whole(1, 4)),
  toolReference: maybe(filled(500)),
  toolDate: maybe(time),
  /** The first instant at which it is over: a decision that was made for a time, clauses that were ended. */
  toolUntil: maybe(time),
  /** What it may be given data for, and which; asked of the organisation's own parts and of processors. */
  purposes: v.optional(purposeList, []),
  categories: v.optional(categoryList, []),
  /** From when on nothing is given to it any more. */
  ended: maybe(time),
};
