/** Tells other vendors' tags of the answers, in each vendor's own words: the words are data, here is only how they are said. */
import type { VendorSettings } from '../../shared/gate.ts';

interface Global {
  (...given: unknown[]): void;
  push(...given: unknown[]): void;
  q?: unknown[];
}

/** Says first that everything is denied, then what is granted; returns what tells them of every change. */
export const vendors = (list: VendorSettings[], allows: (purpose: string) => boolean): (() => void) => {
  const page = window as unknown as Record<string, Global | undefined>;
  const was: Record<string, number | undefined> = {};
  const say = ({ name, kind }: VendorSettings, given: unknown[] = []) => {
    try {
      if (kind === 'queue') {
        page[name] ??= [] as unknown as Global;
        page[name]?.push(...given);
        return;
      }
      if (kind === 'stub')
        page[name] ??= function () {
          const stub = page[name] as Global;
          stub.q ??= [];
          // biome-ignore lint/complexity/noArguments: as the vendor's own stub keeps its calls.
          stub.q.push(arguments);
        } as unknown as Global;
      page[name]?.(...given);
    } catch {
      // A tag's fault is neither the page's nor ours.
    }
  };
  const tell = () => {
    for (const one of list) {
      let state = 0;
      one.purposes.forEach((purpose, place) => {
        if (allows(purpose)) state |= 1 << place;
      });
      if (state === was[one.name]) continue;
      was[one.name] = state;
      say(one, one.says[state]);
    }
  };
  for (const one of list)
    if (one.first) {
      was[one.name] = 0;
      say(one, one.first);
    }
  tell();
  return tell;
};
