/** Finds the PostgreSQL that tests start a cluster of their own with; installs it where that can be done. Node built-ins only. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, lineFor } from './debian.mjs';

/** Debian’s package of its newest version. */
const packages = ['postgresql'];

/** What is said where there is none. */
export const missing = `PostgreSQL 15 or newer is missing. Type: ${lineFor(packages)}`;

/** Where Debian keeps each version's programs, the newest first. */
const ofDebian = () => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  return versions
    .filter((one) => one >= 15)
    .sort((one, other) => other - one)
    .map((version) => join(root, String(version), 'bin'));
};

/** The folder of `initdb` and `postgres`; undefined where there is none. */
export const programs = () =>
  [process.env.POSTGRES_BIN, ...ofDebian(), ...(process.env.PATH ?? '').split(delimiter)]
    .filter(Boolean)
    .find((folder) => ['initdb', 'postgres', 'pg_isready'].every((one) => existsSync(join(folder, one))));

/** The programs' folder. Never left out in silence: where it cannot be installed, the line is printed, and the process ends with 1. */
export const findPostgres = () => {
  if (!programs()) installPackages(packages);
  const found = programs();
  if (found) return found;
  console.error(missing);
  process.exit(1);
};
