/** Secrets in files of their own: made once, readable by the owner alone, never logged. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from './bytes.ts';

/** The 32 bytes in the file as base64url, made when there is no file. Throws when the file holds anything else. */
export const keyFile = (file: string): string => {
  try {
    writeFileSync(file, `${toBase64url(randomBytes(32))}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(file, 'utf8').trim();
  if (fromBase64url(key).length !== 32) throw new Error(`${file} does not hold a key of 32 bytes.`);
  return key;
};

/** The keys in the file, one a line, oldest first: the newest one is the last. Made with one key when there is no file. */
export const keysFile = (file: string): Uint8Array[] => {
  try {
    writeFileSync(file, `${toBase64url(randomBytes(32))}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const keys = readFileSync(file, 'utf8').trim().split(/\s+/).map(fromBase64url);
  if (keys.some((key) => key.length !== 32))
    throw new Error(`${file} does not hold keys of 32 bytes, one a line.`);
  return keys;
};
