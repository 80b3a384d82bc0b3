/** A connection that is made when it is needed, and made anew when it was lost. */
import type { Connection } from './connection.ts';

export interface Line {
  /** The connection, made by now. */
  get(): Promise<Connection>;
  /** How many answers are awaited of it. */
  waiting(): number;
  close(): Promise<void>;
}

export const line = (open: () => Promise<Connection>): Line => {
  let made: Promise<Connection> | undefined;
  let now: Connection | undefined;
  let asking = 0;
  return {
    get: async () => {
      if (now && !now.ended()) return now;
      if (now) {
        now = undefined;
        made = undefined;
      }
      made ??= open();
      asking += 1;
      try {
        now = await made;
        return now;
      } catch (error) {
        made = undefined;
        throw error;
      } finally {
        asking -= 1;
      }
    },
    waiting: () => asking + (now?.waiting() ?? 0),
    close: async () => {
      const open = await made?.catch(() => undefined);
      await open?.close();
    },
  };
};
