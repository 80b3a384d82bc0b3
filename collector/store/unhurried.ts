/** Reading much without keeping others waiting: reads are made on the thread that answers visitors, so it goes back to them in between. */
import type { Readable } from './store.ts';

/** What one stretch may take, in milliseconds. */
const stretch = 5;

/** The same reads, a few at a time, however many are asked for at once. */
export const unhurried = <One extends Readable>(store: One): One => {
  let began = performance.now();
  let pause: Promise<void> | undefined;
  const others = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(() => {
        began = performance.now();
        pause = undefined;
        resolve();
      });
    });
  return {
    ...store,
    read: async (sql, values) => {
      while (performance.now() - began > stretch) {
        pause ??= others();
        await pause;
      }
      return store.read(sql, values);
    },
  };
};
