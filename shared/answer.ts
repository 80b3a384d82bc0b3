/** An answer to one purpose. */
export const answers = ['granted', 'denied'] as const;

/** `granted` or `denied`; anything else, and silence, is not an answer (GDPR 4(11)). */
export type Answer = (typeof answers)[number];

/** The answers of one act, by purpose id. Look up with `Object.hasOwn` or as a Map, never by `in`. */
export type Answers = Record<string, Answer>;
