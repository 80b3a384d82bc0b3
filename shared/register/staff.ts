/** What staff send about staff: members, keys, enrolments, sign-in, instructions, customer companies. */
import * as v from 'valibot';
import { email } from '../contact.ts';
import { filled, language, text } from '../text.ts';
import { time, whole } from './member.ts';

const role = v.picklist(
  ['administrator', 'data_protection_officer', 'marketing', 'support', 'auditor'],
  'Not a role: administrator, data_protection_officer, marketing, support or auditor.',
);

/** The language in which they are written to; the controller's where they have none. */
const person = { name: filled(200), email: v.nullish(email, null), language: v.nullish(language, null) };

export const newMember = v.object({ ...person, role });

/** The account at the OpenID provider: both, never an e-mail address, which another may come to have. */
const openid = v.object({ issuer: filled(2048), subject: filled(255) });

/** A missing member stays. */
export const changedMember = v.object({
  name: v.optional(filled(200)),
  role: v.optional(role),
  email: v.optional(v.nullable(email)),
  language: v.optional(v.nullable(language)),
  openid: v.optional(v.nullable(openid)),
});

export const newCommitment = v.object({ committed: v.optional(time), until: v.nullish(time) });

export const newKey = v.object({
  name: filled(100),
  reach: v.optional(v.picklist(['all', 'read'], 'Expected "all" or "read".'), 'read'),
  /** Days until it expires. */
  days: v.optional(whole(1, 366), 90),
  /** Whose it is, where it is not the caller's own. */
  staff: v.optional(whole(1, 999_999_999)),
});

export const rotation = v.object({
  /** Hours for which the old key goes on. */
  overlapHours: v.optional(whole(0, 168), 24),
  days: v.optional(whole(1, 366), 90),
});

const token = v.pipe(v.string('Expected a token.'), v.maxLength(100, 'Not a token.'));
const code = v.pipe(v.string('Expected a code.'), v.regex(/^\d{6}$/, 'A code is six digits.'));
const number = whole(1, 999_999_999);

/** Long rather than odd (NIST SP 800-63B, 5.1.1.2): no rules about signs. */
const password = v.pipe(
  text(256),
  v.minLength(12, 'At least 12 characters: a few words are easily remembered.'),
);

export const enrolling = v.object({ token, password });
export const confirming = v.object({ token, code, commits: v.optional(v.boolean(), false) });
export const linking = v.object({ token, commits: v.optional(v.boolean(), false) });

export const signingIn = v.object({
  /** The number of the controller whose staff it is; the operator where it is missing. */
  controller: v.optional(number, 1),
  email: filled(254),
  password: text(256),
  code,
});

export const newInstruction = v.pipe(
  v.object({
    givenBy: filled(200),
    reference: filled(300),
    task: filled(1000),
    reach: v.picklist(['read', 'write'], 'Expected "read" or "write".'),
    starts: v.optional(time),
    ends: v.nullish(time, null),
  }),
  v.forward(
    v.check(
      ({ starts, ends }) => !starts || !ends || Date.parse(starts) < Date.parse(ends),
      'It ends after it starts.',
    ),
    ['ends'],
  ),
);

export const newController = v.object({
  name: filled(200),
  contact: filled(320),
  administrator: v.object({ name: filled(200), email }),
});

export const changedController = v.object({
  name: v.optional(filled(200)),
  contact: v.optional(filled(320)),
});
