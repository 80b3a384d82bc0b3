/** Collectors over one database hold the same keys: one that does not is refused before it writes anything. */
import { createHash } from 'node:crypto';
import { NotSetUp } from './notSetUp.ts';
import { type Store, sql, statement } from './store/store.ts';

const marked = sql`select value from marks where controller_id = :controller and name = :name`;
const mark = sql`
  insert into marks (controller_id, name, value) values (:controller, :name, :value)
  on conflict (controller_id, name) do nothing`;

/** What is kept of a key: that it is this one. */
const digestOf = (name: string, key: Uint8Array): Uint8Array =>
  createHash('sha256')
    .update(`lupa ${name.replace('-', ' ')}`)
    .update(key)
    .digest();

/**
 * Throws `NotSetUp` where the database was made with another key of that name. `key` undefined: there is none here, and there must
 * not have been one. Otherwise notes it.
 */
export const checkKey = async (
  store: Store,
  controller: number,
  name: string,
  key: Uint8Array | undefined,
): Promise<void> => {
  const [known] = await store.read<{ value: Uint8Array }>(marked, { controller, name });
  const value = key && digestOf(name, key);
  if (known && !(value && Buffer.compare(known.value, value) === 0))
    throw new NotSetUp(
      `The ${name.replace(/-key.*/, '')} key beside the data folder is not the one these data were made with: put it back from your backup, or copy it from the other collector.`,
    );
  if (!known && value) await store.write([statement(mark, { controller, name, value })]);
};

/** Where several collectors may serve: those that must be the same beside the tombstone key. */
export const checkSharedKeys = async (
  store: Store,
  controller: number,
  { suppression, secrets }: { suppression: readonly Uint8Array[]; secrets: Uint8Array },
): Promise<void> => {
  await checkKey(store, controller, 'secrets-key', secrets);
  // Oldest first: new ones come behind, and whoever has fewer would miss who must not be written to.
  for (let place = 0; place <= suppression.length; place++)
    await checkKey(store, controller, `suppression-key-${place}`, suppression[place]);
};
