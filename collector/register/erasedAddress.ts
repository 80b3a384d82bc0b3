/** Addresses of people who were erased: nobody but they themselves brings one back (GDPR 17). */
import type { Source } from '../../shared/register/source.ts';
import { type Readable, sql } from '../store/store.ts';
import type { World } from '../world.ts';
import { marksOf } from './marks.ts';

const erasedMark = sql`
  select 1 as one from suppressions where controller_id = :controller and mark = :mark and reason = 'erased'`;

/** Whether a person of this address, as it is compared, was erased. */
const wasErased = async (
  store: Readable,
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  key: string,
): Promise<boolean> => {
  for (const { mark } of marksOf(world, controller, 'email', key))
    if ((await store.read(erasedMark, { controller, mark })).length > 0) return true;
  return false;
};

/** What is against giving a person this address. By hand they bring it back, where it is said how they asked for it; a file brings none. */
export const erasedAddress = async (
  store: Readable,
  world: Pick<World, 'suppressionKeys'>,
  controller: number,
  key: string,
  source: Source | undefined,
): Promise<{ pointer: string; detail: string } | undefined> => {
  if (source?.kind === 'person' && source.permission !== undefined) return undefined;
  if (!(await wasErased(store, world, controller, key))) return undefined;
  return {
    pointer: '/email',
    detail: source
      ? 'A person of this address was erased: only they bring it back. Where they asked you to, say "person" as source.kind, and in source.permission how and when they did.'
      : 'This person was erased: they come back by themselves, or not at all.',
  };
};
