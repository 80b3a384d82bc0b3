/** A purpose as an owner describes it: its services, and what they store in the browser. */
import * as v from 'valibot';
import { host } from './address.ts';
import { filled, id, language } from './text.ts';

/** The same words in several languages, by language tag. */
const inLanguages = (most: number) => v.record(language, filled(most), 'Expected words by language.');

/** A cookie, or an item of localStorage or sessionStorage: the law knows no difference (ePrivacy 5(3)). */
const cookie = v.object({
  /** Its name; `*` at the end stands for any rest. */
  name: v.pipe(
    v.string(),
    v.regex(/^[^\s"'<>;=,\\*\p{Cc}]{1,100}\*?$/u, 'Not a name of a cookie or of a stored item.'),
  ),
  /** How long it stays, in days; 0 until the browser closes. */
  days: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3650)),
  /** What it is for. */
  purpose: inLanguages(300),
});

const service = v.object({
  id,
  name: filled(100),
  /** The company that receives the data. */
  provider: filled(200),
  /** Where, as ISO 3166-1 alpha-2. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'A country is two capital letters.')),
  hosts: v.optional(v.array(host), []),
  cookies: v.optional(v.array(cookie), []),
});

export const purpose = v.object({
  id,
  /** Needs no consent (ePrivacy 5(3)): shown, never asked. */
  necessary: v.optional(v.boolean(), false),
  name: inLanguages(100),
  description: inLanguages(600),
  /** How long data gathered for it are kept, in days. */
  retentionDays: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(36500))),
  services: v.optional(v.array(service), []),
});
