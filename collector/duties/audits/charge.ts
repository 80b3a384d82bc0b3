/** What an audit costs: by the operator's price list in force, line by line (R66). */
import type { PriceLine } from '../../../shared/register/audit.ts';
import { operatorId } from '../../register/controllers.ts';
import { type Readable, sql } from '../../store/store.ts';

const current = sql`
  select number, since, currency, lines from price_lists
  where controller_id = :controller and since <= :now
  order by since desc, number desc
  limit 1`;

export interface PriceList {
  number: number;
  since: number;
  currency: string;
  lines: PriceLine[];
}

/** The operator's list in force; undefined where there is none yet: then nothing is charged. */
export const priceListAt = async (store: Readable, now: number): Promise<PriceList | undefined> => {
  const [row] = await store.read<Omit<PriceList, 'lines'> & { lines: string }>(current, {
    controller: operatorId,
    now,
  });
  return row && { ...row, lines: JSON.parse(row.lines) as PriceLine[] };
};

export interface Charged extends PriceLine {
  quantity: number;
  /** Hundredths. */
  amount: number;
}

/** The lines with their amounts; or the place of the item that is in no list. */
export const chargeFor = (
  list: PriceList | undefined,
  items: readonly { item: string; quantity: number }[],
): { lines: Charged[]; total: number } | { unknown: number } => {
  const lines: Charged[] = [];
  for (const [place, { item, quantity }] of items.entries()) {
    const price = list?.lines.find((one) => one.item === item);
    if (!price) return { unknown: place };
    const { name, unit } = price;
    lines.push({ item, name, unit, price: price.price, quantity, amount: price.price * quantity });
  }
  return { lines, total: lines.reduce((sum, { amount }) => sum + amount, 0) };
};
