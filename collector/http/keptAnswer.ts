/** How what a law keeps after an erasure is answered. */
import * as v from 'valibot';

export const kept = v.object({
  category: v.string(),
  rows: v.number(),
  law: v.string(),
  /** The day on which the last of it goes; null where it is not known yet. */
  until: v.nullable(v.string()),
  reason: v.optional(v.string()),
});
