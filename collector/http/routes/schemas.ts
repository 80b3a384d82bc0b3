/** The structure of the files that people are given, published: JSON Schema, by name and version. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { Hono } from 'hono';
import * as v from 'valibot';
import { Problem } from '../../problem.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { accessAnswerSchema } from '../schemas/accessAnswer.ts';
import { portableAnswerSchema } from '../schemas/portable.ts';

const published: Readonly<Record<string, { title: string; schema: v.GenericSchema }>> = {
  'access-answer/1.json': {
    title: 'Answer to an access request (GDPR 15), version 1',
    schema: accessAnswerSchema,
  },
  'portable/1.json': {
    title: 'Data that a person provided, to take along (GDPR 20), version 1',
    schema: portableAnswerSchema,
  },
};

export const schemas = ({ publicUrl }: Pick<Needs, 'publicUrl'>) =>
  new Hono().get(
    '/schemas/:name/:version',
    describe({
      summary: 'The structure of a file that people are given: access-answer/1.json, portable/1.json',
      tag: 'service',
      answers: { 200: v.looseObject({ title: v.string() }) },
      refusals: [404],
    }),
    (c) => {
      const path = `${c.req.param('name')}/${c.req.param('version')}`;
      const found = Object.hasOwn(published, path) ? published[path] : undefined;
      if (!found) throw new Problem('not-found', 'There is no such schema: access-answer/1.json is one.');
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cache-Control', 'public, max-age=86400');
      return c.body(
        JSON.stringify({
          $id: `${publicUrl}/schemas/${path}`,
          title: found.title,
          ...toJsonSchema(found.schema, { target: 'draft-2020-12', errorMode: 'ignore' }),
        }),
        200,
        { 'Content-Type': 'application/schema+json' },
      );
    },
  );
