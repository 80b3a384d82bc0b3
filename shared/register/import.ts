/** An import: what a file is and where its values come from. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { source } from './source.ts';

export const forms = ['csv', 'jsonl'] as const;
export const encodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** What is done with rows that are there already: left as they are, or what they lack filled. */
export const knownRows = ['skip', 'fill'] as const;

export const importing = v.object({
  /** What the rows are: the path of a resource, such as `persons`. */
  noun: v.pipe(filled(40), v.regex(/^[a-z-]+$/, 'The path of a resource, such as "persons".')),
  form: v.optional(v.picklist(forms, `Expected one of: ${forms.join(', ')}.`), 'csv'),
  encoding: v.optional(v.picklist(encodings, `Expected one of: ${encodings.join(', ')}.`), 'auto'),
  /** Found out by itself where it is not said. */
  delimiter: v.optional(v.picklist([',', ';', '\t', '|'], 'Expected one of: comma, semicolon, tab, bar.')),
  /** Which column is which member; columns that it does not name are matched by their names. An empty member leaves a column out. */
  mapping: v.optional(
    v.record(
      filled(200),
      v.pipe(v.string('Expected a member.'), v.regex(/^([a-z][A-Za-z]*)?$/, 'Expected a member.')),
    ),
    {},
  ),
  known: v.optional(v.picklist(knownRows, `Expected one of: ${knownRows.join(', ')}.`), 'skip'),
  source,
  /** Read in again what was read in before. */
  again: v.optional(v.boolean('Expected true or false.'), false),
});
export type Importing = v.InferOutput<typeof importing>;
