/** The command line's part about the register: `lupa find`, `list`, `get`, `make`, `edit`, `import`, `export`, by the staff API. */
import { createReadStream, createWriteStream, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings, WrongSetting } from './env.ts';
import { callStaff, type StaffCall } from './staffCall.ts';

const json = { 'Content-Type': 'application/json' };

interface Asked {
  words: readonly string[];
  /** What follows `--name`. */
  options: Readonly<Record<string, string>>;
}

/** Words and options apart. */
export const optionsIn = (given: readonly string[]): Asked => {
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (let place = 0; place < given.length; place += 1) {
    const word = given[place] ?? '';
    const next = given[place + 1];
    if (!word.startsWith('--')) words.push(word);
    else if (next === undefined) throw new WrongSetting(`${word} needs a value.`);
    else {
      options[word.slice(2)] = next;
      place += 1;
    }
  }
  return { words, options };
};

const call = (one: StaffCall) => callStaff(readSettings(process.env), process.env, one);

const print = async (answer: Response): Promise<void> => {
  console.log(JSON.stringify(await answer.json(), null, 2));
};

/** Headers carry ASCII: the reason as RFC 8187 writes it. */
const reasoned = ({ options }: Asked): Record<string, string> =>
  options['reason'] === undefined ? {} : { 'Lupa-Reason': `UTF-8''${encodeURIComponent(options['reason'])}` };

const bodyOf = (file: string): string => {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  try {
    JSON.parse(text);
  } catch {
    throw new WrongSetting(`${file} is not JSON.`);
  }
  return text;
};

const sending = async (id: string, file: string): Promise<void> => {
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  await call({
    method: 'PUT',
    path: `imports/${id}/file`,
    body,
    headers: { 'Content-Type': 'application/octet-stream' },
  });
};

interface Progress {
  id: string;
  state: string;
  reached: number;
  made: number;
  known: number;
  wrong: number;
}

const until = async (id: string, ...states: string[]): Promise<Progress> => {
  for (;;) {
    const now = (await (await call({ method: 'GET', path: `imports/${id}` })).json()) as Progress;
    if (states.includes(now.state)) return now;
    await pause(500);
  }
};

/** `lupa import persons FILE --source person [--permission REF] [--encoding E] [--known fill] [--run yes]`. */
const importing = async ({ words: [noun = '', file = ''], options }: Asked): Promise<void> => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new WrongSetting(`There is no file ${file}.`);
  const { source = '', permission, encoding, known, run } = options;
  const settings = {
    noun,
    form: file.endsWith('.jsonl') ? 'jsonl' : 'csv',
    source: { kind: source, ...(permission && { permission }) },
    ...(encoding && { encoding }),
    ...(known && { known }),
  };
  const made = await call({ method: 'POST', path: 'imports', body: JSON.stringify(settings), headers: json });
  const { id } = (await made.json()) as Progress;
  await sending(id, file);
  const checked = await until(id, 'checked', 'failed');
  console.log(
    `${checked.reached} rows: ${checked.made} new, ${checked.known} known, ${checked.wrong} with problems.`,
  );
  const { items } = (await (
    await call({ method: 'GET', path: `imports/${id}/problems?limit=20` })
  ).json()) as {
    items: { line: number; pointer: string; problem: string }[];
  };
  for (const { line, pointer, problem } of items) console.log(`  line ${line} ${pointer}: ${problem}`);
  if (checked.state === 'failed') process.exitCode = 1;
  else if (run === 'yes') {
    await call({ method: 'POST', path: `imports/${id}/run` });
    const { made: rows, known: there, wrong } = await until(id, 'done', 'failed', 'stopped');
    console.log(`Read in: ${rows} made, ${there} known, ${wrong} left out.`);
  } else
    console.log(
      `Nothing is read in yet. Import ${id}: again with "--run yes", or POST /v1/imports/${id}/run.`,
    );
};

/** A file that is there is a whole one. */
const writing = async (file: string, body: import('node:stream/web').ReadableStream): Promise<void> => {
  const part = `${file}.part`;
  try {
    await pipeline(Readable.fromWeb(body), createWriteStream(part, { mode: 0o600 }));
  } catch {
    rmSync(part, { force: true });
    throw new WrongSetting(`${file} was not written: the answer broke off, or there is no room. Try again.`);
  }
  renameSync(part, file);
};

const commands: Readonly<Record<string, { words: number; run: (asked: Asked) => Promise<void> }>> = {
  find: {
    words: 2,
    run: async ({ words: [by, value], options }) => {
      const body = JSON.stringify({ by, value, reason: options['reason'] ?? '' });
      await print(await call({ method: 'POST', path: 'lookups', body, headers: json }));
    },
  },
  list: {
    words: 1,
    run: async (asked) => {
      const { reason: _, ...query } = asked.options;
      const path = `${asked.words[0]}?${new URLSearchParams(query)}`;
      await print(await call({ method: 'GET', path, headers: reasoned(asked) }));
    },
  },
  get: {
    words: 2,
    run: async (asked) =>
      print(await call({ method: 'GET', path: asked.words.join('/'), headers: reasoned(asked) })),
  },
  make: {
    words: 2,
    run: async ({ words: [noun = '', file = ''] }) =>
      print(await call({ method: 'POST', path: noun, body: bodyOf(file), headers: json })),
  },
  edit: {
    words: 3,
    run: async ({ words: [noun, id, file = ''], options }) => {
      const headers = { ...json, 'If-Match': `"${options['version'] ?? ''}"` };
      await print(await call({ method: 'PATCH', path: `${noun}/${id}`, body: bodyOf(file), headers }));
    },
  },
  export: {
    words: 2,
    run: async (asked) => {
      const [noun = '', file = ''] = asked.words;
      const { reason: _, ...given } = asked.options;
      const query = { ...given, ...(file.endsWith('.jsonl') && { format: 'jsonl' }) };
      const path = `exports/${noun}?${new URLSearchParams(query)}`;
      const answer = await call({ method: 'GET', path, headers: reasoned(asked) });
      if (!answer.body) return;
      await writing(file, answer.body as import('node:stream/web').ReadableStream);
      console.log(`Written: ${file}`);
    },
  },
  import: { words: 2, run: importing },
};

/** Runs a command about the register; false where it is none, or has the wrong number of words. */
export const registerCommand = async (given: readonly string[]): Promise<boolean> => {
  const [verb = '', ...rest] = given;
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (!command) return false;
  const asked = optionsIn(rest);
  if (asked.words.length !== command.words) return false;
  await command.run(asked);
  return true;
};
