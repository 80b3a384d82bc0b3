/** Signed notes (c2sp.org/signed-note) with Ed25519: text, signed by one or more keys, each with a name. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** The public half of a key, as it signs under one name. */
export interface NoteKey {
  name: string;
  /** Hint of the key: the first four bytes of a hash, as a number. */
  id: number;
  /** 32 bytes (RFC 8032). */
  publicKey: Uint8Array;
}

export interface Signature {
  name: string;
  id: number;
  /** What stands behind the id; 64 bytes where the key is Ed25519. */
  bytes: Uint8Array;
}

export interface Note {
  /** With its last newline. */
  text: string;
  signatures: Signature[];
}

/** The text is not a note. */
export class Malformed extends Error {
  override name = 'Malformed';
}

const algorithm = 1;
// DER around the 32 bytes of a key (RFC 8410).
const privateForm = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicForm = Buffer.from('302a300506032b6570032100', 'hex');

/** Made once for each seed: reading a key takes longer than signing with it, and the sealer signs on the event loop. */
const made = new WeakMap<Uint8Array, { of: Buffer; privateKey: KeyObject; publicKey: Uint8Array }>();

const keysOf = (seed: Uint8Array) => {
  const known = made.get(seed);
  // The bytes may have been changed in place.
  if (known?.of.equals(seed)) return known;
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateForm, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicForms = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const keys = { of: Buffer.from(seed), privateKey, publicKey: publicForms.subarray(publicForm.length) };
  made.set(seed, keys);
  return keys;
};

export const privateKeyOf = (seed: Uint8Array): KeyObject => keysOf(seed).privateKey;

/** The 32 bytes of the public key that belongs to a seed of 32 bytes. */
export const publicKeyOf = (seed: Uint8Array): Uint8Array => keysOf(seed).publicKey;

const named = /^[^\s+\p{Zs}]+$/u;

/** A public key under a name. Throws `Malformed` where the name may not be one. */
export const noteKey = (name: string, publicKey: Uint8Array): NoteKey => {
  if (!named.test(name) || publicKey.length !== 32)
    throw new Malformed('Not the name of a key, or not a key.');
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(algorithm)).update(publicKey);
  return { name, id: hash.digest().readUInt32BE(0), publicKey };
};

/** As keys are handed out: `name+id+key`. */
export const writeKey = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${id.toString(16).padStart(8, '0')}+${Buffer.from([algorithm, ...publicKey]).toString('base64')}`;

/** Reads a key as `writeKey` writes it. Throws `Malformed`. */
export const readKey = (written: string): NoteKey => {
  const [, name = '', id = '', encoded = ''] =
    /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(written) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded || bytes.length !== 33 || bytes[0] !== algorithm) {
    throw new Malformed('Not a public key of the form name+id+key.');
  }
  const key = noteKey(name, new Uint8Array(bytes.subarray(1)));
  if (key.id !== Number.parseInt(id, 16)) throw new Malformed('The id is not the one of this name and key.');
  return key;
};

/** Signs the text under a name. */
export const signText = (text: string, name: string, seed: Uint8Array): Signature => ({
  name,
  id: noteKey(name, publicKeyOf(seed)).id,
  bytes: sign(null, Buffer.from(text), privateKeyOf(seed)),
});

const keyObjects = new Map<string, KeyObject>();

const keyObject = (publicKey: Uint8Array): KeyObject => {
  const name = Buffer.from(publicKey).toString('hex');
  const made =
    keyObjects.get(name) ??
    createPublicKey({ key: Buffer.concat([publicForm, publicKey]), format: 'der', type: 'spki' });
  if (keyObjects.size > 100) keyObjects.clear();
  keyObjects.set(name, made);
  return made;
};

/** Whether the signature is this key's, over this text. */
export const isSigned = (text: string, signature: Signature, key: NoteKey): boolean =>
  signature.name === key.name &&
  signature.id === key.id &&
  signature.bytes.length === 64 &&
  verify(null, Buffer.from(text), keyObject(key.publicKey), signature.bytes);

/** The note as it is published. */
export const writeNote = ({ text, signatures }: Note): string => {
  const lines = signatures.map(({ name, id, bytes }) => {
    const hint = Buffer.alloc(4);
    hint.writeUInt32BE(id);
    return `— ${name} ${Buffer.concat([hint, bytes]).toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
};

const most = 100;

const signatureIn = (line: string): Signature => {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (!named.test(name) || bytes.length < 5 || bytes.toString('base64') !== encoded) {
    throw new Malformed('A line of signatures is not one.');
  }
  return { name, id: bytes.readUInt32BE(0), bytes: new Uint8Array(bytes.subarray(4)) };
};

/** Reads a note, whoever signed it. Throws `Malformed`. */
export const readNote = (written: string): Note => {
  const split = written.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note may have none but newlines.
  if (split < 0 || !written.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(written)) {
    throw new Malformed('Not a signed note.');
  }
  const lines = written.slice(split + 2, -1).split('\n');
  if (lines.length > most) throw new Malformed('A note has too many signatures.');
  return { text: written.slice(0, split + 1), signatures: lines.map(signatureIn) };
};

/** The keys that signed the note. Throws `Malformed` where one of them is named and its signature is not its own. */
export const signersOf = ({ text, signatures }: Note, keys: readonly NoteKey[]): NoteKey[] => {
  const signers = new Set<NoteKey>();
  for (const signature of signatures) {
    const key = keys.find((one) => one.name === signature.name && one.id === signature.id);
    if (!key) continue;
    if (!isSigned(text, signature, key)) throw new Malformed(`The signature of ${key.name} is forged.`);
    signers.add(key);
  }
  return [...signers];
};
