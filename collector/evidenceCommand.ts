/** `lupa evidence --controller N --out FOLDER`: the evidence of one controller, also of a running collector. */
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { databaseOf } from './databaseSettings.ts';
import { evidence } from './duties/evidence/evidence.ts';
import { readSettings } from './env.ts';
import { findController } from './register/customers.ts';
import { evidenceDocuments } from './rights/evidenceDocuments.ts';
import { openToRead } from './store/database.ts';
import type { Readable as ReadableStore } from './store/store.ts';
import { verifier } from './verifier.ts';
import { WrongSetting } from './wrongSetting.ts';

/** Writes every file below `folder`; answers how many. */
export const writeEvidence = async (
  store: ReadableStore,
  folder: string,
  asked: Parameters<typeof evidence>[1],
): Promise<number> => {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new WrongSetting(`${folder} is not empty: name a new folder.`);
  let files = 0;
  for await (const { path, content } of evidence(store, asked)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(content), createWriteStream(file, { mode: 0o600 }));
    files += 1;
  }
  return files;
};

/** Whether the words were the command. */
export const evidenceCommand = async ([command, ...words]: readonly string[]): Promise<boolean> => {
  if (command !== 'evidence') return false;
  let values: { controller?: string; out?: string };
  try {
    values = parseArgs({
      args: [...words],
      options: { controller: { type: 'string' }, out: { type: 'string' } },
    }).values;
  } catch {
    return false;
  }
  const { controller = '', out } = values;
  if (out === undefined || !/^[1-9]\d{0,8}$/.test(controller)) return false;
  const reader = await openToRead(databaseOf(readSettings(process.env)));
  try {
    const number = Number(controller);
    if (!(await findController(reader, number)))
      throw new WrongSetting('There is no such controller: "lupa controller list" shows them.');
    const now = Date.now();
    const documents = await evidenceDocuments(reader, number, now);
    const asked = { controller: number, now, verifier: verifier(), documents };
    const files = await writeEvidence(reader, out, asked);
    console.log(
      `Evidence: ${files} files in ${out}; README.txt there says how to check them without the collector.`,
    );
  } finally {
    await reader.close();
  }
  return true;
};
