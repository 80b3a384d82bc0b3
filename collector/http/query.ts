/** What stands in a query string: numbers, one of several words, and nothing that the call does not know. */
import type { Context } from 'hono';
import { Problem } from '../problem.ts';

/** The parameter as a whole number between `least` and `most`, or `usual` where it is missing. */
export const wholeNumber = (c: Context, name: string, usual: number, least: number, most: number): number => {
  const given = c.req.query(name);
  if (given === undefined) return usual;
  const number = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new Problem('wrong-request', `"${name}" is a whole number from ${least} to ${most}.`);
  }
  return number;
};

/** The parameter, one of these; undefined where it is missing. */
export const oneOf = <One extends string>(c: Context, name: string, all: readonly One[]): One | undefined => {
  const given = c.req.query(name);
  const found = all.find((one) => one === given);
  if (given !== undefined && found === undefined)
    throw new Problem('wrong-request', `"${name}" is one of: ${all.join(', ')}.`);
  return found;
};

const said = (known: readonly string[]): string =>
  known.length > 0 ? `This call knows the parameters: ${known.join(', ')}.` : 'This call has no parameters.';

/** Refuses a parameter that the call does not know, or that is given twice: a filter that was mistyped would show everybody. */
export const onlyParameters = (c: Context, known: readonly string[]): void => {
  const given = Object.entries(c.req.queries());
  if (given.some(([name]) => !known.includes(name))) throw new Problem('wrong-request', said(known));
  const twice = given.find(([, values]) => values.length > 1);
  if (twice) throw new Problem('wrong-request', `"${twice[0]}" is given more than once: give it once.`);
};
