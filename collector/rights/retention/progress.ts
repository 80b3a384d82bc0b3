/** What a run of retention took away: counted in the writes that do it, told once in the ledger when the run is over. */
import type { RuleId } from '../../duties/retention/rules.ts';
import { nobody } from '../../register/actor.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';

const add = sql`
  insert into retention_progress (controller_id, rule, noun, gone) values (:controller, :rule, :noun, :gone)
  on conflict (controller_id, rule, noun) do update set gone = retention_progress.gone + excluded.gone`;
const all = sql`
  select rule, noun, gone from retention_progress where controller_id = :controller order by rule, noun`;
const clear = sql`delete from retention_progress where controller_id = :controller`;

/** Part of the write that takes so many away. */
export const counting = (controller: number, rule: RuleId, noun: string, gone: number): Statement =>
  statement(add, { controller, rule, noun, gone });

/** What has gone, by rule and table. */
export type Gone = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Tells the ledger of the run, once, and counts anew. What a run that was killed had done is in it too. A night in which
 * nothing went is not told of.
 */
export const tellRun = async (store: Store, world: World, controller: number): Promise<Gone> => {
  const gone: Record<string, Record<string, number>> = {};
  for (const { rule, noun, gone: rows } of await store.read<{ rule: string; noun: string; gone: number }>(
    all,
    { controller },
  ))
    gone[rule] = { ...gone[rule], [noun]: rows };
  if (Object.keys(gone).length > 0)
    await store.write(
      [actEvent(world, nobody(controller), 'retention-run', { gone }), statement(clear, { controller })],
      'import',
    );
  return gone;
};
