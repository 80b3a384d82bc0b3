/** User names and licence keys as they are compared: however they were typed. */

/**
 * Case, width and Unicode form do not matter; spaces around do not either. Capitals in between: `ß` is `SS`, and a final `ς` is
 * what other sigmas are.
 */
export const userNameKey = (userName: string): string =>
  userName.normalize('NFKC').trim().toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');

/** Letters and digits alone, in capitals: dashes and spaces are for reading. */
export const licenceKeyKey = (licenceKey: string): string =>
  licenceKey
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
