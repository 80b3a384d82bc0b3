/** Time, chance and secrets, handed in (convention 9): no module but the entries asks for them itself. */

export interface World {
  /** Unix milliseconds. */
  clock: () => number;
  /** That many random bytes. */
  random: (bytes: number) => Uint8Array;
  /** Keys the tombstones of what was erased. */
  tombstoneKey: Uint8Array;
  /** Keys the marks of addresses that must not be written to, by version from 1: an old one stays, for nothing else knows them. */
  suppressionKeys: readonly Uint8Array[];
}
