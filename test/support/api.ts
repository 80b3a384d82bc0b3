/** The API as its own OpenAPI document has it: operations, and bodies made from their schemas. */

import type { Needs } from '../../collector/http/needs.ts';
import { openapi } from '../../collector/http/openapi.ts';
import type { Chance } from './chance.ts';

/** The part of JSON Schema that the document uses. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  additionalProperties?: Schema | boolean;
  format?: string;
}

export interface Operation {
  method: string;
  path: string;
  /** Names of the path's own parameters. */
  places: string[];
  queries: string[];
  headers: string[];
  body: Schema | undefined;
  listener: 'staff' | 'visitors';
  security: 'staff' | 'site' | undefined;
}

interface Described {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: Record<string, unknown>[];
}

/** Every operation of both listeners. */
export const operationsOf = async (needs: Needs): Promise<Operation[]> => {
  const document = (await openapi(needs)) as unknown as { paths: Record<string, Record<string, Described>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): Operation => {
      const named = (kind: string) =>
        (one.parameters ?? []).filter((each) => each.in === kind).map(({ name }) => name);
      const security = Object.keys(one.security?.[0] ?? {})[0];
      return {
        method: method.toUpperCase(),
        path,
        places: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
        queries: named('query'),
        headers: named('header'),
        body: one.requestBody && Object.values(one.requestBody.content)[0]?.schema,
        listener: /^\/(v1\/|enrol|metrics|ready|docs|openapi)/.test(path) ? 'staff' : 'visitors',
        security: security === 'staff' || security === 'site' ? security : undefined,
      };
    }),
  );
};

/** What a string member is filled with, by its name; undefined for anything that its schema allows. */
export type Filling = (name: string, schema: Schema) => unknown;

const textFor = ({ pattern = '', minLength = 0, format }: Schema): string => {
  if (pattern.startsWith('^\\d{4}-\\d\\d-\\d\\d') || format === 'date-time') return '2026-11-20T10:00:00Z';
  if (pattern.includes('[0-9a-f]{8}-')) return '00000000-0000-7000-8000-000000000000';
  if (pattern.startsWith('^[a-z]{2,3}(')) return 'fi';
  if (pattern.includes('[+0-9')) return '+358 40 123 4567';
  if (/^\^?\(?\[A-Z\]\{2\}/.test(pattern)) return 'FI';
  if (/^\^?\(?\[A-Z\]\{3\}/.test(pattern)) return 'EUR';
  if (pattern === '^\\d{6}$') return '123456';
  if (pattern.startsWith('^[a-z][a-z0-9_-]')) return 'word';
  if (pattern.includes('https')) return 'https://www.example.fi/';
  return 'some words of text'.slice(0, Math.max(minLength, 18));
};

const many = (schema: Schema): number => schema.minItems ?? 1;

/** A value of the schema. `all`: optional members too; otherwise by chance. */
export const sample = (schema: Schema, draw: Chance, fill: Filling, name = '', all = false): unknown => {
  if (schema.const !== undefined) return schema.const;
  const own = fill(name, schema);
  if (own !== undefined) return own;
  if (schema.enum) return draw.of(schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) {
    const real = either.filter(({ type }) => type !== 'null');
    return sample(draw.of(real.length > 0 ? real : either), draw, fill, name, all);
  }
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((one) => sample(one, draw, fill, name, all)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object': {
      const { properties = {}, required = [], additionalProperties: by } = schema;
      // Texts by language, as a rule.
      if (typeof by === 'object') return { fi: sample(by, draw, fill, name, all) };
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => all || required.includes(key) || draw(2) === 0)
          .map(([key, one]) => [key, sample(one, draw, fill, key, all)]),
      );
    }
    case 'array':
      return Array.from({ length: many(schema) }, () => sample(schema.items ?? {}, draw, fill, name, all));
    case 'integer':
    case 'number':
      return Math.min(schema.maximum ?? 1000, Math.max(schema.minimum ?? 1, 1 + draw(5)));
    case 'boolean':
      return draw(2) === 0;
    case 'null':
      return null;
    default:
      return textFor(schema);
  }
};

/** The path with its parameters put in, and a query. */
export const addressOf = (
  { path }: Pick<Operation, 'path'>,
  places: Record<string, string>,
  query: Record<string, string> = {},
): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name] ?? 'x'));
  const text = new URLSearchParams(query).toString();
  return text === '' ? filled : `${filled}?${text}`;
};
