/** Time, chance and secrets, handed in (convention 9): no module but the entries asks for them itself. */

export interface World {
  /** Unix milliseconds. */
  clock: () => number;
  /** That many random bytes. */
  random: (bytes: number) => Uint8Array;
  /** Keys the tombstones of what was erased. */
  tombstoneKey: Uint8Array;
}
