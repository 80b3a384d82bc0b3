/** Putting one database in the place of another: at no moment is there none, and what was there is kept. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const parts = ['', '-wal', '-shm', '-journal'];

const folderOnDisk = (folder: string): void => {
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
};

/** Moves the closed database `next` into the place of `file`; what stood there goes to the folder `aside`, if anything did. */
export const swap = (next: string, file: string, aside: string): void => {
  // The log first: beside another database it would be taken for that one's.
  const there = parts.filter((part) => existsSync(file + part)).reverse();
  if (there.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const part of there) renameSync(file + part, join(aside, basename(file) + part));
  renameSync(next, file);
  folderOnDisk(dirname(file));
};
