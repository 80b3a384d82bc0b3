/** Until when what happened has outlived each rule of a controller now. */
import { byCategory, holdsOfAll } from '../../duties/holds/active.ts';
import type { HeldCategory } from '../../duties/holds/categories.ts';
import { cutOff } from '../../duties/retention/period.ts';
import { type RuleId, ruleIds } from '../../duties/retention/rules.ts';
import { type Setting, settingsOf } from '../../duties/retention/settings.ts';
import { type FinancialYears, vouchersBefore } from '../../duties/retention/vouchers.ts';
import type { YearEnds } from '../../duties/retention/yearEnd.ts';
import type { Readable, Store } from '../../store/store.ts';

/** What a run of retention goes by. */
export interface Cuts {
  controller: number;
  now: number;
  /** What is older than this has outlived the rule. Unix milliseconds. */
  before: Readonly<Record<RuleId, number>>;
  settings: Readonly<Record<RuleId, Setting>>;
  years: FinancialYears;
  /** Kinds that are held of everybody. */
  held: ReadonlySet<HeldCategory>;
}

/** Kinds that are held of everybody now. */
export const heldOfAll = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<ReadonlySet<HeldCategory>> => new Set(byCategory(await holdsOfAll(store, controller, now)).keys());

export const cutsOf = async (
  store: Store,
  controller: number,
  now: number,
  yearEnds: YearEnds,
): Promise<Cuts> => {
  const settings = await settingsOf(store, controller);
  const years = await yearEnds(store, controller);
  const before = Object.fromEntries(
    ruleIds.map((id) => [
      id,
      id === 'vouchers'
        ? vouchersBefore(now, years, settings.vouchers.period)
        : cutOff(now, settings[id].period),
    ]),
  ) as Record<RuleId, number>;
  const held = await heldOfAll(store, controller, now);
  return { controller, now, before, settings, years, held };
};

/** The smallest id of a time, for comparing: ids begin with it. */
export const idAt = (time: number): Uint8Array => {
  const id = new Uint8Array(16);
  const view = new DataView(id.buffer);
  view.setUint16(0, Math.floor(Math.max(0, time) / 2 ** 32));
  view.setUint32(2, Math.max(0, time) % 2 ** 32);
  return id;
};

/** The id that comes before this one. */
export const justBefore = (id: Uint8Array): Uint8Array => {
  const before = Uint8Array.from(id);
  for (let place = before.length - 1; place >= 0; place -= 1) {
    const byte = before[place] ?? 0;
    before[place] = (byte + 255) % 256;
    if (byte > 0) break;
  }
  return before;
};
