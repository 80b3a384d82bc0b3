/** What an event may carry: plain text, numbers, yes and no. The collector looks again; here nothing may break a batch. */

// Whose it is, and the addresses with their queries: ours are the only ones.
const never = /^(user_id|client_id|page_(location|path|referrer))$/;

/** Short, and without what the collector would refuse: control characters, half characters. */
export const text = (given: unknown): string => `${given}`.slice(0, 500).replace(/[\p{Cc}\p{Cs}]/gu, ' ');

/** Drops what is not plain, one by one; a getter of the page's may throw. */
export const clean = (given: unknown): Record<string, string | number | boolean> => {
  const kept: Record<string, string | number | boolean> = {};
  let left = 50;
  for (const name in Object(given))
    try {
      const value = (given as Record<string, unknown>)[name];
      if (never.test(name) || name.length > 99 || !left) continue;
      if (typeof value === 'string') kept[text(name)] = text(value);
      else if (value === !!value || Number.isFinite(value)) kept[text(name)] = value as number;
      else continue;
      left--;
    } catch {}
  return kept;
};
