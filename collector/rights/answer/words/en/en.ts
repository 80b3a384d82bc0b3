/** All words of the language. */
import { type AnswerWords, actsSaid } from '../words.ts';
import { acts } from './acts.ts';
import { catalogueWords } from './catalogue.ts';
import { members } from './members.ts';
import { text } from './text.ts';
import { values } from './values.ts';

export const en: AnswerWords = { ...catalogueWords, text, members, values: { ...values, ...actsSaid(acts) } };
