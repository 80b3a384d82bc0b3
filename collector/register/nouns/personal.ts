/** The nouns whose rows are about persons, beside the persons themselves: what rights must reach. */
import type { PersonalRows } from '../noun.ts';
import { messages } from './messages.ts';

/** Every noun with `ofPerson`: access answers copy its rows, erasure runs `erase`, merging `reassign`. */
export const personalNouns: readonly PersonalRows[] = [messages];
