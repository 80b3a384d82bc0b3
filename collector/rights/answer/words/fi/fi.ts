/** All words of the language. */
import type { AnswerWords } from '../words.ts';
import { catalogueWords } from './catalogue.ts';
import { members } from './members.ts';
import { text } from './text.ts';
import { values } from './values.ts';

export const fi: AnswerWords = { ...catalogueWords, text, members, values };
