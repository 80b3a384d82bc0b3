/** What a route tells the OpenAPI document: its body and answers from the same schemas that check them. */
import type { Handler, MiddlewareHandler } from 'hono';
import { describeRoute, resolver, uniqueSymbol } from 'hono-openapi';
import * as v from 'valibot';
import { onlyParameters } from './query.ts';

/** RFC 9457. */
export const problemDocument = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  pointer: v.optional(v.string()),
});

/** Checks that JSON Schema cannot express are left out of the document, never out of the check. */
const documented = (schema: v.GenericSchema) => resolver(schema, { errorMode: 'ignore' });

/** A parameter of the query, or a header, beside the ones in the path. */
export interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path';
  description: string;
}

export interface Described {
  summary: string;
  description?: string;
  tag: 'visitors' | 'site' | 'staff' | 'service';
  body?: v.GenericSchema;
  parameters?: Parameter[];
  /** What success looks like, by status; null where there is no body. */
  answers: Record<number, v.GenericSchema | null>;
  /** A media type that a success may come as, too: text. */
  alsoAs?: string;
  /** The refusals that this route is known for, beside those that every route may give. */
  refusals?: number[];
  security?: 'site' | 'staff';
}

/** Every call of staff may be about a customer's register. */
const acting: Parameter = {
  name: 'Lupa-Controller',
  in: 'header',
  description:
    'For the operator’s staff: the number of a customer company, on an instruction of which they act (docs/staff.md).',
};

const sentenceFor = (status: number): string =>
  status < 300 ? 'Done.' : 'Refused: the problem says what to do.';

const document = (route: Described) =>
  describeRoute({
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.tag],
    ...((route.parameters || route.security === 'staff') && {
      parameters: [...(route.parameters ?? []), ...(route.security === 'staff' ? [acting] : [])].map(
        (one) => ({
          ...one,
          required: false,
          schema: { type: 'string' as const },
        }),
      ),
    }),
    ...(route.security && { security: [{ [route.security]: [] }] }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: documented(route.body) },
          // Saves browsers the preflight.
          ...(route.tag === 'visitors' && { 'text/plain': { schema: documented(route.body) } }),
        },
      },
    }),
    responses: Object.fromEntries([
      ...Object.entries(route.answers).map(([status, schema]) => [
        status,
        {
          description: sentenceFor(Number(status)),
          ...(schema && {
            content: {
              'application/json': { schema: documented(schema) },
              ...(route.alsoAs !== undefined && { [route.alsoAs]: { schema: { type: 'string' as const } } }),
            },
          }),
        },
      ]),
      ...(route.refusals ?? []).map((status) => [
        String(status),
        {
          description: sentenceFor(status),
          content: { 'application/problem+json': { schema: documented(problemDocument) } },
        },
      ]),
    ]),
  });

/** Tells the document of a route. A call of staff with a parameter of the query that it does not tell of is refused. */
export const describe = (route: Described): MiddlewareHandler => {
  const { parameters = [], security } = route;
  const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const middleware: MiddlewareHandler = async (c, next) => {
    if (security === 'staff') onlyParameters(c, known);
    await next();
  };
  return Object.assign(middleware, { [uniqueSymbol]: Reflect.get(document(route), uniqueSymbol) });
};

/** The handler itself described: a middleware that only describes would be run for every request. */
export const described = (route: Described, handler: Handler): Handler =>
  Object.assign(handler, { [uniqueSymbol]: Reflect.get(document(route), uniqueSymbol) });
