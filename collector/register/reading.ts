/** Rows of the register, read: one by its id, or page by page; whichever noun. */
import type { Readable } from '../store/store.ts';
import type { Columns, Noun, NounRow } from './noun.ts';

/** The person that a row is about; null where it is about none. */
export const personOf = (noun: Noun, id: Uint8Array, row: Columns | NounRow): Uint8Array | null => {
  if (noun.person === undefined) return null;
  return noun.person === 'id' ? id : ((row[noun.person] ?? null) as Uint8Array | null);
};

/** The row itself, where rows of its noun are about persons: what an act on it concerns. */
export const onPerson = ({ person }: Pick<Noun, 'person'>, id: Uint8Array): Uint8Array[] =>
  person === undefined ? [] : [id];

/** The row by this id, of a usable person; undefined where there is none. */
export const readRecord = async (
  store: Readable,
  noun: Noun,
  controller: number,
  id: Uint8Array,
): Promise<NounRow | undefined> => {
  const [row] = await store.read<NounRow>(noun.one, { controller, id });
  return row && (noun.reckoned?.(row) ?? row);
};

/** At most `most` rows after an id; `filter` is one of the noun's pages with its value. */
export const pageRecords = async (
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
  const rows = await store.read<NounRow>(page, {
    controller,
    after,
    most,
    ...(filter && { [filter.name]: filter.value }),
  });
  return rows.map((row) => noun.reckoned?.(row) ?? row);
};

/** Rows in one read: whoever waits for the next does not wait long. */
const aPage = 100;

/** All rows of a noun about a person, whatever state they are in, page by page: for rights. */
export async function* pagesAbout(
  store: Readable,
  { ofPerson, reckoned }: Pick<Noun, 'ofPerson' | 'reckoned'>,
  controller: number,
  person: Uint8Array,
): AsyncGenerator<NounRow[]> {
  if (!ofPerson) return;
  for (let after: Uint8Array = new Uint8Array(0); ; ) {
    const rows = await store.read<NounRow>(ofPerson, { controller, person, after, most: aPage });
    if (rows.length > 0) yield rows.map((row) => reckoned?.(row) ?? row);
    const last = rows.at(-1);
    if (!last || rows.length < aPage) return;
    after = last.id;
  }
}
