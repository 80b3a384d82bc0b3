/** Categories of data as a number with a bit for each: a statement asks with it whether all of some are among others. */
import { type DataCategory, dataCategories } from '../../shared/register/recipient.ts';

export const bitsOf = (categories: readonly string[]): number =>
  categories.reduce((bits, one) => {
    const place = dataCategories.indexOf(one as DataCategory);
    return place < 0 ? bits : bits | (1 << place);
  }, 0);
