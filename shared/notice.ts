/** The notice: exactly what a visitor is shown before answering (GDPR 13), every word on screen included. */
import * as v from 'valibot';

/** Rises when the banner's layout changes in a way that a visitor could notice; part of every version (C19). */
export const layout = 3;

/** The words on screen, already filled in for this controller and language. */
export const words = [
  'title',
  'intro',
  'recipients',
  'withdrawal',
  'acceptAll',
  'rejectAll',
  'choose',
  'preferencesButton',
  'preferencesTitle',
  'preferencesIntro',
  'save',
  'close',
  'necessary',
  'details',
  'cookieName',
  'cookiePurpose',
  'cookieLifetime',
  'statement',
  'contact',
  'saved',
  'receipt',
  'mine',
  'embed',
  'allow',
] as const;
export type Word = (typeof words)[number];

export const texts = v.object(
  Object.fromEntries(words.map((word) => [word, v.string()])) as Record<Word, v.StringSchema<undefined>>,
);
export type Texts = Record<Word, string>;

export const notice = v.object({
  /** base64url of the SHA-256 of everything below, the layout's number and the position: proof, nothing else. */
  version: v.string(),
  language: v.string(),
  /** Only where the language is read from right to left. */
  direction: v.optional(v.literal('rtl')),
  controller: v.object({ name: v.string(), contact: v.string() }),
  /** The privacy statement in force. With `digest` its text was published here, and is kept under it (`/s/{site}/statements/{digest}`). */
  statement: v.object({ version: v.string(), url: v.string(), digest: v.optional(v.string()) }),
  purposes: v.array(
    v.object({
      id: v.string(),
      necessary: v.boolean(),
      terms: v.number(),
      name: v.string(),
      description: v.string(),
      services: v.array(
        v.object({
          id: v.string(),
          name: v.string(),
          provider: v.string(),
          country: v.string(),
          cookies: v.array(v.object({ name: v.string(), lifetime: v.string(), purpose: v.string() })),
        }),
      ),
    }),
  ),
  texts,
});

export type Notice = v.InferOutput<typeof notice>;
export type NoticePurpose = Notice['purposes'][number];
