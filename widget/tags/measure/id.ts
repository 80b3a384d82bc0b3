/** Ids of events. */

/** A UUIDv7 (RFC 9562), lower case; of chance only digits. `consent/id.ts` makes keys as well, and is longer. */
export const newId = (now: number): string =>
  `0${now.toString(16)}${1e17 + Math.random() * 9e17}`.replace(/(.{8})(.{4})(...)(...)/, '$1-$2-7$3-8$4-');
