/** Trying a write once more: what was read may have changed before it was written; then it is read again. */
import { Unmet } from './store.ts';

const most = 5;

/** The act, which reads and writes, until it is written; `Unmet` where it never is. */
export const again = async <T>(act: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Unmet) || tries === most) throw error;
    }
  }
};
