/** Copies of a database: of one that is being written to, and of one under another key. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { type ConnectionOptions, connect } from './connection.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const onDisk = (file: string): void => {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/**
 * Copies the database as it stands at one moment to the file `target`, which must not be there yet; under the same key.
 * Others may go on writing meanwhile. Nothing that was erased is in the copy: only rows are copied, not pages.
 */
export const copyDatabase = (options: ConnectionOptions, target: string): void => {
  const connection = connect(options);
  try {
    connection.exec(`vacuum into ${quoted(target)}`);
  } finally {
    connection.close();
  }
  onDisk(target);
};

/** Puts a database that nobody uses under another key; a plain one becomes encrypted. Refuses a key that is not 32 bytes. */
export const changeKey = (options: ConnectionOptions, key: Uint8Array): void => {
  // An empty key would silently write plain text (TOOLCHAIN.md, 3).
  if (key.length !== 32) throw new TypeError('The new encryption key must be 32 bytes.');
  const connection = connect(options);
  try {
    connection.exec('pragma journal_mode = delete');
    connection.exec(`pragma rekey = ${quoted(Buffer.from(key).toString('hex'))}`);
  } finally {
    connection.close();
  }
  onDisk(options.file);
};

/** Whether every page of the database is sound; what is not, in the engine's words. */
export const checkIntegrity = (options: ConnectionOptions): string[] => {
  const connection = connect(options);
  try {
    return connection.check();
  } finally {
    connection.close();
  }
};
