/** Several collectors over one database: which of them does what only one may do, and what they tell each other. */

/** What is told goes as JSON, at most this many bytes of it: PostgreSQL carries no more in one. */
export const mostTold = 7900;

export interface Peers {
  /**
   * 0 while another collector leads; else which time it is, from 1, that this one does. Whoever leads seals, sends and does
   * the night's work. Asked before each run of such a job, and between its steps.
   */
  term(): number;
  /** Whether what the leader before this one was doing is nobody's any more: it has ended, rather than hung. */
  inherits(): boolean;
  /** Runs while no other collector runs what it was given here: what is made once, when the first of them starts. */
  alone<Answer>(run: () => Promise<Answer>): Promise<Answer>;
  /** Tells the other collectors; in memory alone, soon or never. */
  tell(topic: string, what: unknown): void;
  /** Hears what the others tell. One listener a topic. */
  hear(topic: string, listener: (what: unknown) => void): void;
  /** Leads no more, and hears nothing. */
  close(): Promise<void>;
}

/** A collector with a file of its own: the lock beside the file keeps all others away. */
export const noPeers: Peers = {
  term: () => 1,
  inherits: () => true,
  alone: (run) => run(),
  tell: () => {},
  hear: () => {},
  close: async () => {},
};
