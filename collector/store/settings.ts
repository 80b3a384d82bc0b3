/** How each connection to the file is set: the one that writes, and those that read. */

/** Which connection a thread owns. */
export type Role = 'writer' | 'reader';

const shared = `
  pragma trusted_schema = off;
  pragma temp_store = memory;
`;

/** Every commit is on disk before it is answered; what is deleted is overwritten. */
export const writerSettings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma cache_size = -65536;
  ${shared}`;

/** It cannot write. */
export const readerSettings = `
  pragma query_only = on;
  pragma cache_size = -32768;
  ${shared}`;

/** What each role's connection begins with. */
export const settingsOf: Record<Role, string> = {
  writer: writerSettings,
  reader: readerSettings,
};
