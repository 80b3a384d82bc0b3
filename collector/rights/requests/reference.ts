/** The reference number of a request: short enough to be read out, long enough not to be guessed. */
import type { World } from '../../world.ts';

/** Crockford's base 32: no I, L, O, U, so that nobody reads one for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 50 bits as `7QK2M-X9D4R`. */
export const makeReference = ({ random }: Pick<World, 'random'>): string => {
  const text = [...random(10)].map((byte) => letters[byte % 32]).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
};

/** A reference as people type it: in small letters, without the dash, with an O for a nought. */
export const readReference = (typed: string): string => {
  const text = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
};
