/** A write that may find its conditions unmet: that is an answer, not a fault. */
import { type Statement, type Store, Unmet } from '../store/store.ts';

/** Whether the write happened. */
export const done = async (
  store: Pick<Store, 'write'>,
  statements: readonly Statement[],
): Promise<boolean> => {
  try {
    await store.write(statements);
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};
