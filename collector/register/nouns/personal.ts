/** The nouns whose rows are about persons, beside the persons themselves: what rights must reach. */
import type { Noun } from '../noun.ts';
import { permissions } from './permissions.ts';

/** Every noun with `ofPerson`: access answers copy its rows, erasure runs `erase`, merging `reassign`. */
export const personalNouns: readonly Noun[] = [permissions];
