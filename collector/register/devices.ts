/** Devices as the register knows them: a keyed hash, so that one is known again and nobody can tell what it was called. */
import { createHmac, hkdfSync } from 'node:crypto';
import type { World } from '../world.ts';

const keys = new WeakMap<Uint8Array, Buffer>();

const keyOf = ({ tombstoneKey }: Pick<World, 'tombstoneKey'>): Buffer => {
  const key =
    keys.get(tombstoneKey) ?? Buffer.from(hkdfSync('sha256', tombstoneKey, '', 'lupa devices 1', 32));
  keys.set(tombstoneKey, key);
  return key;
};

/** The hash of a device at one controller: at another, the same device is another. */
export const deviceHash = (
  world: Pick<World, 'tombstoneKey'>,
  controller: number,
  device: string,
): Uint8Array =>
  new Uint8Array(createHmac('sha256', keyOf(world)).update(`${controller} ${device}`).digest());
