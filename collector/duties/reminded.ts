/** Who is reminded of a clock: data protection officers, else administrators, else the controller's own address. */
import { officersOf } from '../register/officers.ts';
import type { Readable } from '../store/store.ts';

export const remindedOf = async (
  store: Readable,
  controller: number,
  contact: string,
): Promise<{ email: string; language: string | null }[]> => {
  const found = await officersOf(store, controller);
  const officers = found.filter(({ role }) => role === 'data_protection_officer');
  const who = officers.length > 0 ? officers : found;
  return who.length > 0 ? who : [{ email: contact, language: null }];
};
