/** Searches for marks: whatever was handed in and must not have stayed, in every form that it is likely to be kept in. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addressBytes } from '../../collector/traffic/address.ts';

/** Something to look into, and how to call it. */
export interface Haystack {
  name: string;
  bytes: Uint8Array | string;
}

/** Base64 of bytes inside something longer: three ways to fall on its groups, the ragged ends left off. */
const inBase64 = (bytes: Buffer): string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
  });

const spellings = (address: string): string[] => {
  const bytes = addressBytes(address);
  if (!bytes) return [];
  const hex = Buffer.from(bytes).toString('hex');
  if (bytes.length === 4) return [bytes.join('.'), `::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`];
  const groups = hex.match(/.{4}/g) ?? [];
  return [groups.join(':'), groups.map((group) => group.replace(/^0{1,3}/, '')).join(':'), hex];
};

/** The forms of one mark, as latin-1 text in lower case: nothing is told apart by case. */
const formsOf = (mark: string): string[] => {
  const texts = [mark, ...spellings(mark)];
  const bytes = texts.map((text) => Buffer.from(text));
  const hashes = ['sha256', 'sha1', 'md5'].map((name) => createHash(name).update(mark).digest());
  const raw = [...texts.map((text) => Buffer.from(text, 'utf16le')), ...hashes];
  const address = addressBytes(mark);
  if (address?.length === 16) raw.push(Buffer.from(address));
  return [
    ...texts,
    ...texts.map((text) => encodeURIComponent(text)),
    ...[...bytes, ...hashes].flatMap((one) => [one.toString('hex'), ...inBase64(one)]),
    ...bytes.flatMap(inBase64).map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    ...raw.map((one) => one.toString('latin1')),
  ].map((form) => form.toLowerCase());
};

/** Which marks are where, as sentences; none is what a test hopes for. */
export const leaks = (haystacks: readonly Haystack[], marks: readonly string[]): string[] => {
  const forms = marks.map((mark) => [mark, formsOf(mark)] as const);
  return haystacks.flatMap(({ name, bytes }) => {
    const hay = Buffer.from(bytes as Uint8Array)
      .toString('latin1')
      .toLowerCase();
    return forms
      .filter(([, of]) => of.some((form) => hay.includes(form)))
      .map(([mark]) => `${mark} in ${name}`);
  });
};

/** Every file below a folder, its name and its bytes: a name may tell as much. */
export const filesBelow = (folder: string): Haystack[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, bytes: Buffer.concat([Buffer.from(name), readFileSync(join(folder, name))]) }));
