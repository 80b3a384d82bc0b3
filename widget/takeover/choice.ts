/** What another tool's cookie says. */

export interface Choice {
  /** Accepted or refused, by the tool's own category. What was not asked is not in it. */
  answers: ReadonlyMap<string, boolean>;
  /** When it was given, Unix milliseconds; not a number where the cookie is unclear about it. */
  given?: number | undefined;
  /** Whether accepting was a press: closing, scrolling and going on reading are no consent (C9). */
  pressed: boolean;
  /** The tool's own count of its terms. */
  revision?: unknown;
}

/** A cookie's value as it stands, by name. */
export type Jar = (name: string) => string | undefined;

/** Pure. Undefined where it says nothing that could be taken over; may throw on what is malformed. */
export type Reader = (jar: Jar, name: string | undefined) => Choice | undefined;

/** The members of an object that are true or false. */
export const booleans = (members: object): Map<string, boolean> =>
  new Map(Object.entries(members).filter(([, value]) => typeof value === 'boolean'));
