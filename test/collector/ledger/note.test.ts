/** Signed notes and checkpoints against what their specifications and the Go project publish. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkpointText, readCheckpoint, readCheckpointText } from '../../../collector/ledger/checkpoint.ts';
import {
  Malformed,
  noteKey,
  publicKeyOf,
  readKey,
  readNote,
  signersOf,
  signText,
  writeKey,
  writeNote,
} from '../../../collector/ledger/note.ts';

/** golang.org/x/mod/sumdb/note, note_test.go. */
const peter = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

describe("the Go project's key", () => {
  test('is read, written, and derived from its private half', () => {
    expect(writeKey(readKey(peter.key))).toBe(peter.key);
    expect(writeKey(noteKey('PeterNeumann', publicKeyOf(peter.seed)))).toBe(peter.key);
  });

  test('signs the published note, byte for byte', () => {
    const note = { text: peter.text, signatures: [signText(peter.text, 'PeterNeumann', peter.seed)] };
    expect(writeNote(note)).toBe(`${peter.text}\n${peter.line}`);
  });

  test('opens it, and no changed one', () => {
    const key = readKey(peter.key);
    const written = `${peter.text}\n${peter.line}`;
    expect(signersOf(readNote(written), [key])).toEqual([key]);
    expect(() => signersOf(readNote(written.replace('answer', 'anzwer')), [key])).toThrow(Malformed);
    expect(signersOf(readNote(written), [noteKey('PeterNeumann', randomBytes(32))])).toEqual([]);
  });

  test('is refused when anything about it is changed', () => {
    for (let place = 0; place < peter.key.length; place++) {
      const changed =
        peter.key.slice(0, place) +
        String.fromCharCode(peter.key.charCodeAt(place) + 1) +
        peter.key.slice(place + 1);
      expect(() => readKey(changed), changed).toThrow(Malformed);
    }
    expect(() =>
      readKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='),
    ).toThrow(Malformed);
    expect(() => readKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toThrow(
      Malformed,
    );
  });
});

test('the example of c2sp.org/signed-note has a text with an empty line in it', () => {
  const written =
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
  const note = readNote(written);
  expect(note.text.endsWith('\n\ned è subito sera.\n')).toBe(true);
  expect(note.signatures.map(({ name, id, bytes }) => [name, id, bytes.length])).toEqual([
    ['quasimodo.example/salvatore', 0x367ba04b, 64],
  ]);
  expect(writeNote(note)).toBe(written);
});

test('the example of c2sp.org/tlog-checkpoint', () => {
  const written =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
  const { checkpoint, note } = readCheckpoint(written);
  expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
  expect(checkpointText(checkpoint)).toBe(note.text);
});

test('a checkpoint that the Go checksum database signed', () => {
  const key = readKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  const { checkpoint, note } = readCheckpoint(
    'go.sum database tree\n13485\n/ZWur4obeiqK+ASdnPK+/Rmz6LPQMUeSmHh0+UkL54Y=\n\n— sum.golang.org Az3grnQReYTvpCrRxT+w50vixbqBlB/aPS8bL8f8KW4HHP+UjLSXOJgCh4f54n8hO6lrESglzyRXMXnhaWzaeY3zqw8=\n',
  );
  expect(checkpoint.size).toBe(13485);
  expect(signersOf(note, [key])).toEqual([key]);
});

test.each([
  ['a size with a leading zero', 'o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
  ['no origin', '\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
  ['a root that is too short', 'o\n1\nCsUYapGGPo4=\n'],
  ['no last newline', 'o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='],
  ['a negative size', 'o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
])('a checkpoint with %s is refused', (_, text) => {
  expect(() => readCheckpointText(text)).toThrow(Malformed);
});

test.each([
  ['no signature', 'text\n\n'],
  ['no empty line', 'text\n— a AAAAAAA=\n'],
  ['a carriage return', 'text\r\n\n— a AAAAAAA=\n'],
  ['a signature that is not base64', 'text\n\n— a ?\n'],
  ['a name with a plus', 'text\n\n— a+b AAAAAAA=\n'],
])('a note with %s is refused', (_, written) => {
  expect(() => readNote(written)).toThrow(Malformed);
});
