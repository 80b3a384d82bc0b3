/** Webhooks told of rows that are made or changed, in the same write. */
import { hooksOf } from '../../messages/outbox/hooks.ts';
import { misuseHooks } from '../../messages/webhooks/misuse.ts';
import type { Columns } from '../../register/noun.ts';
import { personOf } from '../../register/reading.ts';
import type { Statement } from '../../store/store.ts';
import type { Needs } from '../needs.ts';
import type { Resource } from './resource.ts';

/** What is written with a row that was made or changed; nothing for resources that tell nothing. */
export const hooksOfResource = async (
  { store, world }: Pick<Needs, 'store' | 'world'>,
  { noun, tells }: Resource,
  controller: number,
): Promise<(what: 'made' | 'changed', id: Uint8Array, row: Columns) => Statement[]> => {
  if (!tells) return () => [];
  if (tells === 'misuse') {
    const misuse = await misuseHooks(store, world, controller);
    return (what, id, { licence }) =>
      what === 'made' && licence instanceof Uint8Array ? misuse(id, licence) : [];
  }
  const hooks = await hooksOf(store, world, controller);
  return (what, id, row) => {
    const person = personOf(noun, id, row);
    return hooks(tells[what], {
      ...(noun.person === 'id' ? {} : { [tells.as ?? 'id']: id }),
      ...(person && { person }),
    });
  };
};
