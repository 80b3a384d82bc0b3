/** Types of the standalone verifier, for its tests. */
export class Wrong extends Error {}
export interface Head {
  size: number;
  root: Uint8Array;
}
export interface Key {
  name: string;
}
export const leafHash: (entry: string | Uint8Array) => Uint8Array;
export const nodeHash: (left: Uint8Array, right: Uint8Array) => Uint8Array;
export const includes: (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
) => boolean;
export const growsFrom: (first: Head, second: Head, proof: readonly Uint8Array[]) => boolean;
export const readKey: (written: string) => Key;
export const openNote: (note: string, keys: readonly Key[], what?: string) => string;
export const openCheckpoint: (note: string, keys: readonly Key[], what?: string) => Head & { origin: string };
export const checkReceipt: (documents: unknown, keys: readonly Key[]) => string;
