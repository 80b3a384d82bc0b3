/** Rows of the register, read: one by its id, or page by page; whichever noun. */
import type { Readable } from '../store/store.ts';
import type { Columns, Noun, NounRow } from './noun.ts';

/** The person that a row is about; null where it is about none. */
export const personOf = (noun: Noun, id: Uint8Array, row: Columns | NounRow): Uint8Array | null => {
  if (noun.person === undefined) return null;
  return noun.person === 'id' ? id : ((row[noun.person] ?? null) as Uint8Array | null);
};

/** The row by this id, of a usable person; undefined where there is none. */
export const readRecord = async (
  store: Readable,
  noun: Noun,
  controller: number,
  id: Uint8Array,
): Promise<NounRow | undefined> => (await store.read<NounRow>(noun.one, { controller, id }))[0];

/** At most `most` rows after an id; `filter` is one of the noun's pages with its value. */
export const pageRecords = (
  store: Readable,
  noun: Noun,
  controller: number,
  {
    after,
    most,
    filter,
  }: { after: Uint8Array; most: number; filter?: { name: string; value: Uint8Array | string } },
): Promise<NounRow[]> => {
  const page = filter === undefined ? noun.pages.all : noun.pages[filter.name];
  if (!page) throw new Error(`${noun.table} has no page by ${filter?.name}.`);
  return store.read<NounRow>(page, {
    controller,
    after,
    most,
    ...(filter && { [filter.name]: filter.value }),
  });
};
