/** How long a controller keeps things: the schedule, and where the controller has decided otherwise, with its reason. */

import type { Actor } from '../../register/actor.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { lengthOf, type Period, type Unit } from './period.ts';
import { type RuleId, rules } from './rules.ts';

const all = sql`
  select rule, amount, unit, reason, changed, version from retention_rules where controller_id = :controller`;
const insert = sql`
  insert into retention_rules (controller_id, rule, amount, unit, reason, changed, staff_id, version)
  values (:controller, :rule, :amount, :unit, :reason, :now, :staff, 1)
  on conflict do nothing
  returning version`;
const update = sql`
  update retention_rules
  set amount = :amount, unit = :unit, reason = :reason, changed = :now, staff_id = :staff, version = version + 1
  where controller_id = :controller and rule = :rule and version = :version
  returning version`;

/** A rule as it holds for a controller. */
export interface Setting {
  rule: RuleId;
  period: Period;
  /** The controller's own; null where the schedule holds as it is. */
  reason: string | null;
  changed: number | null;
  /** 0 where the controller has decided nothing. */
  version: number;
}

interface Row {
  rule: string;
  amount: number;
  unit: Unit;
  reason: string;
  changed: number;
  version: number;
}

/** Every rule as it holds now. */
export const settingsOf = async (
  store: Readable,
  controller: number,
): Promise<Readonly<Record<RuleId, Setting>>> => {
  const rows = new Map((await store.read<Row>(all, { controller })).map((row) => [row.rule, row]));
  return Object.fromEntries(
    Object.entries(rules).map(([id, { usual }]) => {
      const rule = id as RuleId;
      const own = rows.get(id);
      const setting: Setting = own
        ? { ...own, rule, period: { amount: own.amount, unit: own.unit } }
        : { rule, period: usual, reason: null, changed: null, version: 0 };
      return [id, setting];
    }),
  ) as Record<RuleId, Setting>;
};

/** Why a rule cannot be this; undefined where it can. */
export const refusalOf = (id: RuleId, period: Period): string | undefined => {
  const { least, most, law, fixed } = rules[id];
  if (fixed !== undefined) return `This is not the controller's to decide. ${law ?? fixed}`;
  const length = lengthOf(period);
  if (least && length < lengthOf(least)) return `At least ${least.amount} ${least.unit}. ${law}`;
  if (most && length > lengthOf(most)) return `At most ${most.amount} ${most.unit}. ${law}`;
  return undefined;
};

/** From now on the controller keeps it for so long; false where the rule has changed since `version`. */
export const decide = async (
  store: Store,
  world: World,
  actor: Actor,
  { rule, version, period: before }: Setting,
  { reason, ...period }: Period & { reason: string },
): Promise<boolean> => {
  const { controller, staff } = actor;
  const values = { controller, rule, ...period, reason, now: world.clock(), staff };
  try {
    await store.write([
      must(version === 0 ? statement(insert, values) : statement(update, { ...values, version })),
      actEvent(world, actor, 'retention-changed', { rule, from: before, to: period }),
    ]);
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};
