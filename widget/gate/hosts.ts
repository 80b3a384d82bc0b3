/** Which purposes an address belongs to, by the site's declared hosts. */
import type { GateSettings } from '../../shared/gate.ts';

/** Whether `address` leads to a declared host none of whose purposes is granted; the first that fits counts: the longest, so sorted. */
export const blocks =
  (hosts: GateSettings['hosts'], allows: (purpose: string) => boolean) =>
  (address: unknown): boolean | undefined => {
    try {
      // Not the document's own `baseURI`: an element of that name would answer.
      const { hostname } = new URL((address as Request).url ?? address, new Image().baseURI);
      const host = hosts.find(([suffix]) => `.${hostname}`.endsWith(`.${suffix}`));
      return host && !host.some(allows);
    } catch {
      // No address: nothing of ours to say.
    }
  };
