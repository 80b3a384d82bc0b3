/** Text that may arrive from outside: bounded, well-formed, without control characters. */
import * as v from 'valibot';

// NUL cuts text in libSQL and is refused by PostgreSQL; other controls have no place in a name or an address.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// A lone surrogate is not text: it cannot be written as UTF-8 and read back.
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether `value` survives storage unchanged: no NUL, no control characters, no lone surrogates. */
export const isPlain = (value: string): boolean => !controls.test(value) && !loneSurrogate.test(value);

/** A string of at most `most` UTF-16 units that survives storage unchanged. */
export const text = (most: number) =>
  v.pipe(
    v.string('Expected text.'),
    v.maxLength(most, `At most ${most} characters.`),
    v.check(isPlain, 'Control characters and broken Unicode are not text.'),
  );

/** As `text`, but neither empty nor blank. */
export const filled = (most: number) => v.pipe(text(most), v.regex(/\S/, 'Must not be empty.'));

/** What an id of the owner's making looks like (purposes, services): DESIGN section 3. */
export const idPattern = /^[a-z][a-z0-9_-]{0,31}$/;

/** An id of the owner's making: a lower-case letter, then up to 31 letters, digits, `_` or `-`. */
export const id = v.pipe(
  v.string('Expected an id.'),
  v.regex(idPattern, 'An id is a lower-case letter and up to 31 of a-z, 0-9, _ and -.'),
);

/** 32 random bytes as base64url without padding: keys and secrets. */
export const key = v.pipe(
  v.string('Expected a key.'),
  v.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'A key is 32 bytes as base64url, 43 characters.'),
);

/** A UUIDv7 (RFC 9562) in lower-case text: time-ordered, so that indexes stay small (STORE.md, 3). */
export const uuid7 = v.pipe(
  v.string('Expected an id.'),
  v.regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'An id is a UUIDv7 in lower case.',
  ),
);

/** A BCP 47 language tag of the simple kind that sites use: `fi`, `sv`, `en-GB`. */
export const language = v.pipe(
  v.string('Expected a language.'),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is a tag such as "fi" or "en-GB".'),
  v.maxLength(35, 'A language tag has at most 35 characters.'),
);
