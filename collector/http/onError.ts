/** Where every refusal is answered, once: problem documents, pages for browsers, and never more of a fault than that there was one. */
import type { Context, ErrorHandler, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Problem } from '../problem.ts';
import { findSite, type Site } from '../register/sites.ts';
import { Away, Busy, NoRoom } from '../store/store.ts';
import { faultPage, wantsPage } from './faultPage/page.ts';
import { methodsOf } from './methods.ts';
import type { Needs } from './needs.ts';
import { patternOf } from './observed.ts';

type Answering = Pick<Needs, 'metrics' | 'store'>;

/** Whose page it is, where the address says so and the database answers. */
const siteAt = async ({ path }: Context['req'], { store }: Answering): Promise<Site | undefined> => {
  const [, publicId] = /^\/s\/([a-z0-9_-]{1,64})\//.exec(path) ?? [];
  return publicId === undefined ? undefined : findSite(store, publicId).catch(() => undefined);
};

/** The problem as a response: a page for people, a document for programs. */
const answer = async (c: Context, needs: Answering, problem: Problem): Promise<Response> => {
  needs.metrics.refused(problem.problem);
  if (problem.problem === 'busy') c.header('Retry-After', '1');
  if (problem.problem === 'unauthorised') c.header('WWW-Authenticate', 'Bearer');
  c.header('Cache-Control', 'no-store');
  if (wantsPage(c)) return faultPage(c, problem, await siteAt(c.req, needs));
  return c.body(JSON.stringify(problem), problem.status, { 'Content-Type': 'application/problem+json' });
};

/** What an error is to whoever asked. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Busy) return new Problem('busy', 'Too much is waiting: send it again in a second.');
  if (error instanceof NoRoom)
    return new Problem('busy', 'Nothing can be stored at the moment: send it again later.');
  if (error instanceof HTTPException) return new Problem('not-json', 'The request could not be read.');
  return new Problem('our-fault', 'Something went wrong here. Nothing was kept: send it again later.');
};

/** A full disk, or no database, fails every request: said once in so many milliseconds, lest the log fill what is left of it. */
const quiet = 10_000;

export const onError = (needs: Pick<Needs, 'report'> & Answering): ErrorHandler => {
  let said = Number.NEGATIVE_INFINITY;
  return (error, c) => {
    const problem = problemOf(error);
    if ((error instanceof NoRoom || error instanceof Away) && performance.now() - said > quiet) {
      said = performance.now();
      needs.report(error, patternOf(c));
    }
    if (problem.problem === 'our-fault') needs.report(error, patternOf(c));
    return answer(c, needs, problem);
  };
};

/** Nothing is under this address, or nothing by this method: then `Allow` says what is. */
export const notFound = (app: Pick<Hono, 'routes'>, needs: Answering) => {
  let known: ReturnType<typeof methodsOf> | undefined;
  return async (c: Context): Promise<Response> => {
    known ??= methodsOf(app);
    const methods = known(c.req.path);
    if (methods.length === 0)
      return answer(c, needs, new Problem('not-found', 'There is nothing here: check the address.'));
    c.header('Allow', methods.join(', '));
    return answer(c, needs, new Problem('wrong-method', `Use ${methods.join(' or ')} here.`));
  };
};
