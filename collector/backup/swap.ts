/** Putting one database in the place of another: at no moment is there none, and what was there is kept aside. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The database, its log, and what the engine keeps beside them. */
const parts = ['', '-wal', '-shm', '-journal'];

const folderOnDisk = (folder: string): void => {
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
};

/** Under a second name where the file system can, else a copy. */
const keep = (file: string, target: string): void => {
  try {
    linkSync(file, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(file, target);
  }
};

/**
 * Moves the closed database `next` into the place of `file`, which nobody may use; what stood there is kept in the folder
 * `aside`. Killed on the way, there is the old database or the new one, and all of the old one aside.
 */
export const swap = (next: string, file: string, aside: string): void => {
  const there = parts.filter((part) => existsSync(file + part));
  if (there.length > 0) {
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const part of there) keep(file + part, join(aside, basename(file) + part));
    folderOnDisk(aside);
    // Another database's log would be taken for its own.
    for (const part of parts.slice(1)) rmSync(file + part, { force: true });
  }
  renameSync(next, file);
  folderOnDisk(dirname(file));
};
