/** What the database says has gone wrong, in the store's words. */
import { StoreError } from '../fault.ts';
import { Away, Busy, NoRoom, Unmet } from '../store.ts';

/** The state in which a function of ours says that a row was demanded and not found. */
export const unmetState = 'LU001';

/** A lost race that leaves nothing behind: the same again may succeed. */
export const isLostRace = (error: unknown): boolean => ['40001', '40P01'].includes(stateOf(error) ?? '');

/** Five letters and digits by which PostgreSQL names what went wrong. */
export const stateOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** No connection, or one that ended: nothing was said of the statement itself. */
export const isAway = (error: unknown): boolean => {
  const state = stateOf(error);
  if (state === undefined)
    return /terminated|not queryable|was closed|timeout/i.test((error as Error).message);
  // Starting, stopping, out of connections; read only, for it is a standby; or the socket's own words.
  return /^(57P0[1-5]|08...|53300|25006|E[A-Z]+)$/.test(state);
};

/** As whoever asked is told. The driver's message only: its detail repeats values. */
export const faultOf = (error: unknown): Error => {
  if (error instanceof Busy || error instanceof Unmet) return error;
  const state = stateOf(error);
  const message = error instanceof Error ? error.message : 'An error that is none.';
  if (state === unmetState) return new Unmet('A condition of the write does not hold.');
  if (state === '53100' || state === '58030') return new NoRoom(`The disk is full or fails: ${message}`);
  if (error instanceof RangeError || error instanceof TypeError) return error;
  if (isAway(error)) return new Away(`The database does not answer (${state ?? message}).`);
  return new StoreError(message, state);
};
