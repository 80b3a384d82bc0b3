/** What became of one attempt to send a message. `problem` is a word, never anything personal. */

export type Outcome =
  | { outcome: 'sent' }
  /** For good: the other side will not have it. */
  | { outcome: 'failed'; problem: string }
  /** Not to be sent any more, by our own rules. */
  | { outcome: 'dropped'; problem: string }
  /** To be tried again. `down`: nothing can be sent just now, whatever it is. */
  | { outcome: 'later'; problem: string; down?: true }
  /** It was not tried. */
  | { outcome: 'untried'; until: number };
