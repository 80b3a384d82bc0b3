/** What a data subject asks for by right (GDPR 7(3), 15-18, 20, 21): on a page, in a form of the site, or by its server. */
import * as v from 'valibot';
import { email } from './contact.ts';
import { filled, key, language, text } from './text.ts';

/** By article: 15, 16, 17, 18, 20, 21(2) (direct marketing), 21(1) (one's own situation), 7(3). */
export const requestKinds = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'processing_objection',
  'withdrawal',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestKind = v.picklist(requestKinds, `Expected one of: ${requestKinds.join(', ')}.`);

/** In their own words: what to correct, what it is about. */
export const details = filled(4000);

/** Whoever objects to processing says why it harms them, of all people (GDPR 21(1)); to marketing nobody need say why. */
export const hasGrounds = (given: { kind: RequestKind; details?: string | undefined }): boolean =>
  given.kind !== 'processing_objection' || given.details !== undefined;
export const groundsMissing = 'Say to what you object, and what in your situation speaks against it.';

const members = {
  kind: requestKind,
  /** Where the answer goes; proven by a link. */
  email: v.optional(email),
  name: v.optional(filled(200)),
  details: v.optional(details),
  language: v.optional(language),
  /** Proves the browser alone. */
  visitorKey: v.optional(key),
  /** Proves the person: signed by the site's server (docs/rights.md). */
  token: v.optional(text(4000)),
  /** A field that people do not see: whoever fills it in is a program. */
  website: v.optional(text(2000)),
};

/** A request as a page or a site sends it. */
export const visitorRequest = v.pipe(
  v.object(members),
  v.forward(
    v.check((given) => hasGrounds(given), groundsMissing),
    ['details'],
  ),
  v.forward(
    v.check(
      ({ email: address, visitorKey, token }) => Boolean(address ?? visitorKey ?? token),
      'Give an e-mail address: it is how we know that it is you, and where the answer goes.',
    ),
    ['email'],
  ),
);
export type VisitorRequest = v.InferOutput<typeof visitorRequest>;

/** The fields of a request's form. */
export const requestFields = Object.keys(members) as (keyof typeof members)[];
