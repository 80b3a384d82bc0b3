/** The structure of the files that people are given, published: JSON Schema, by name and version. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { answerSchema } from '../../rights/answer/held.ts';
import { portableSchema } from '../../rights/answer/portable.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { accessAnswerSchema } from '../schemas/accessAnswer.ts';
import { portableAnswerSchema } from '../schemas/portable.ts';

const described = (summary: string) =>
  describe({ summary, tag: 'service', answers: { 200: v.looseObject({ title: v.string() }) } });

export const schemas = ({ publicUrl }: Pick<Needs, 'publicUrl'>) => {
  const publish = (path: string, title: string, schema: v.GenericSchema) => {
    // The same as long as the process lives; what JSON Schema cannot express is left out of it.
    let text: string | undefined;
    return (c: Context) => {
      text ??= JSON.stringify({
        $id: `${publicUrl}${path}`,
        title,
        ...toJsonSchema(schema, { target: 'draft-2020-12', errorMode: 'ignore' }),
      });
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cache-Control', 'public, max-age=86400');
      return c.body(text, 200, { 'Content-Type': 'application/schema+json' });
    };
  };
  return new Hono()
    .get(
      answerSchema,
      described('The structure of the answer to an access request (GDPR 15)'),
      publish(answerSchema, 'Answer to an access request (GDPR 15), version 1', accessAnswerSchema),
    )
    .get(
      portableSchema,
      described('The structure of what a person takes along (GDPR 20)'),
      publish(
        portableSchema,
        'Data that a person provided, to take along (GDPR 20), version 1',
        portableAnswerSchema,
      ),
    );
};
