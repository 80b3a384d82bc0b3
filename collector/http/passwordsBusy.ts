/** Too many passwords at once: come back in a second. */
import { PasswordsBusy } from '../register/passwords.ts';
import { Busy } from '../store/store.ts';

/** As the work says, or `Busy`, which is answered 503 with `Retry-After`. */
export const unlessBusy = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw error instanceof PasswordsBusy ? new Busy(error.message) : error;
  });
