/** A plain copy of an encrypted database, page by page, free pages too: what is looked for could stand anywhere. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import Database from 'libsql';

/** Copies `file` and its WAL to `copy`, folds the WAL in, and takes the encryption off. The original is not touched. */
export const decrypted = (file: string, key: Uint8Array, copy: string): Buffer => {
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const options = { encryptionCipher: 'aes256cbc', encryptionKey: Buffer.from(key).toString('hex') };
  const database = new Database(copy, options as Database.Options);
  for (const pragma of ['wal_checkpoint(truncate)', 'journal_mode = delete', "rekey = ''"])
    database.prepare(`pragma ${pragma}`).all([]);
  database.close();
  const bytes = readFileSync(copy);
  if (!bytes.subarray(0, 15).equals(Buffer.from('SQLite format 3')))
    throw new Error('The copy is not plain.');
  return bytes;
};
