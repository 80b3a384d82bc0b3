/** The recipients of a person's data, one a line: each name and purpose once, with when it was given something last. */
import type { Readable } from '../store/store.ts';
import { recipientsOf } from './recipientsOf.ts';

export interface RecipientLine {
  name: string;
  role: string;
  country: string;
  purpose: string | null;
  /** When data of this person were given last, RFC 3339; null where it may work with them and was given nothing apart. */
  given: string | null;
  /** Whether it is outside the EEA. */
  transfer: boolean;
  /** What the transfer rests on; null inside the EEA, or where nothing is on record. */
  safeguard: string | null;
}

type Transfer = { tool: string; sccModule: number | null; reference: string | null; date: string | null };

const tools: Readonly<Record<string, string>> = { adequacy: 'GDPR 45', scc: 'GDPR 46(2)(c), SCC 2021/914' };

/** `GDPR 46(2)(c), SCC 2021/914, module 2: SCC 3/2026, 2026-02-03`: references, the same in every language. */
const safeguardOf = (transfer: Transfer | null): string | null => {
  const tool = transfer && tools[transfer.tool];
  if (!tool) return null;
  const { sccModule, reference, date } = transfer;
  const which = sccModule === null ? tool : `${tool}, module ${sccModule}`;
  const where = [reference, date?.slice(0, 10)].filter((part) => part).join(', ');
  return where === '' ? which : `${which}: ${where}`;
};

/** By name and purpose; of nobody there are none. */
export const recipientLines = async (
  store: Readable,
  controller: number,
  person: Uint8Array | null,
  now: number,
): Promise<RecipientLine[]> => {
  if (person === null) return [];
  const { disclosed, standing } = await recipientsOf(store, controller, person, now);
  const lines = new Map<string, RecipientLine>();
  const add = (
    {
      name,
      role,
      country,
      transfer,
    }: Pick<RecipientLine, 'name' | 'role' | 'country'> & { transfer: Transfer | null },
    purpose: string | null,
    given: string | null,
  ): void => {
    const key = JSON.stringify([name, country, purpose]);
    const known = lines.get(key);
    lines.set(key, {
      name,
      role,
      country,
      purpose,
      given: given ?? known?.given ?? null,
      transfer: transfer !== null,
      safeguard: safeguardOf(transfer),
    });
  };
  for (const one of standing)
    for (const purpose of one.purposes.length > 0 ? one.purposes : [null]) add(one, purpose, null);
  // In the order of time: the last one stays.
  for (const one of disclosed) add(one, one.purpose, one.disclosed);
  return [...lines.values()];
};
