/** Where every refusal is answered, once: problem documents, and never more of a fault than that there was one. */
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Problem } from '../problem.ts';
import { Busy, NoRoom } from '../store/store.ts';
import type { Needs } from './needs.ts';

/** The problem as a response. */
export const answer = (c: Context, problem: Problem): Response => {
  if (problem.problem === 'busy') c.header('Retry-After', '1');
  if (problem.problem === 'unauthorised') c.header('WWW-Authenticate', 'Bearer');
  c.header('Cache-Control', 'no-store');
  return c.body(JSON.stringify(problem), problem.status, { 'Content-Type': 'application/problem+json' });
};

/** A full disk fails every request: said once in so many milliseconds, lest the log fill what is left of it. */
const quiet = 10_000;

export const onError = ({ report }: Pick<Needs, 'report'>): ErrorHandler => {
  let said = Number.NEGATIVE_INFINITY;
  return (error, c) => {
    if (error instanceof Problem) return answer(c, error);
    if (error instanceof Busy)
      return answer(c, new Problem('busy', 'Too much is waiting: send it again in a second.'));
    if (error instanceof NoRoom) {
      if (performance.now() - said > quiet) {
        said = performance.now();
        report(error);
      }
      return answer(c, new Problem('busy', 'Nothing can be stored at the moment: send it again later.'));
    }
    if (error instanceof HTTPException)
      return answer(c, new Problem('not-json', 'The request could not be read.'));
    report(error);
    return answer(
      c,
      new Problem('our-fault', 'Something went wrong here. Nothing was kept: send it again later.'),
    );
  };
};

export const notFound = (c: Context): Response =>
  answer(c, new Problem('not-found', 'There is nothing here: check the address.'));
