/** Lists that come page by page. */

/** Which page, and how large. */
export interface Paged {
  /** `next` of the page before. */
  after?: string;
  /** From 1 to 500. */
  limit?: number;
  /** What the list is narrowed by: `person`, `organisation`, `licence`, `name`, `staff`. */
  filter?: Readonly<Record<string, string>>;
}

/** One page of rows. */
export interface Page<Row> {
  items: Row[];
  /** Where the next page begins; missing on the last. */
  next?: string;
}

export const queryOf = ({ after, limit, filter = {} }: Paged = {}): string => {
  const query = new URLSearchParams(filter);
  if (after !== undefined) query.set('after', after);
  if (limit !== undefined) query.set('limit', String(limit));
  return query.size === 0 ? '' : `?${query}`;
};

/** Every row of every page. */
export async function* allOf<Row>(
  list: (paged: Paged) => Promise<Page<Row>>,
  paged: Paged = {},
): AsyncGenerator<Row> {
  let { after } = paged;
  do {
    const page: Page<Row> = await list({ ...paged, ...(after !== undefined && { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
