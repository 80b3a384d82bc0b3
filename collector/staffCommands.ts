/** `lupa controller`, `lupa staff`, `lupa key`, `lupa enrol`: who may act, by the staff listener of the running collector. */
import { createInterface } from 'node:readline/promises';
import { addressOf } from './app.ts';
import { readSettings, type Settings } from './env.ts';
import { callStaff } from './staffCall.ts';

type Answer = Record<string, unknown> & { items?: Record<string, unknown>[] };

/** Calls the running collector; what it answers. `unsigned`: a token in the body says who it is. */
const callCollector = async (
  settings: Settings,
  method: string,
  path: string,
  body?: unknown,
  unsigned = false,
): Promise<Answer> => {
  const answer = await callStaff(settings, process.env, {
    method,
    path,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(unsigned && { unsigned: true }),
  });
  const text = await answer.text();
  return text === '' ? {} : (JSON.parse(text) as Answer);
};

type Command = (settings: Settings, words: readonly string[]) => Promise<void>;

/** Every page of a list, a line for each row. */
const list = async (
  settings: Settings,
  path: string,
  line: (row: Record<string, unknown>) => string,
): Promise<void> => {
  for (let after = ''; ; ) {
    const { items = [], next }: Answer = await callCollector(settings, 'GET', `${path}?limit=500${after}`);
    for (const row of items) console.log(line(row));
    if (next === undefined) return;
    after = `&after=${next}`;
  }
};

/** What stands behind the # sign of a link reaches no server. */
const tokenTold = ({ staffHost, staffPort }: Settings, token: unknown, expires: unknown): string =>
  `Token (shown only now, holds until ${expires}): ${token}\nThey open ${addressOf(staffHost, staffPort)}/enrol#${token}\nor run "lupa enrol" (docs/staff.md).`;

const keyTold = ({ id, key, expires }: Answer): string =>
  `Key ${id}, until ${expires ?? 'it is ended'}.\nShown only now: ${key}`;

const whoEnds = (one: Record<string, unknown>): string =>
  one['ended'] === null ? (one['active'] ? 'active' : 'may not act yet') : `left ${one['ended']}`;

const commands: Record<string, { words: readonly [least: number, most: number]; run: Command }> = {
  'controller list': {
    words: [0, 0],
    run: (settings) =>
      list(
        settings,
        'controllers',
        ({ number, name, role, contact }) => `${number}  ${name}  ${role}  ${contact}`,
      ),
  },
  'controller add': {
    words: [4, 4],
    run: async (settings, [name, contact, administrator, email]) => {
      const made = await callCollector(settings, 'POST', 'controllers', {
        name,
        contact,
        administrator: { name: administrator, email },
      });
      const { token, expires } = made['enrolment'] as Answer;
      console.log(`Controller: ${made['number']}\n${tokenTold(settings, token, expires)}`);
    },
  },
  'controller enrol': {
    words: [1, 1],
    run: async (settings, [number]) => {
      const { token, expires } = await callCollector(settings, 'POST', `controllers/${number}/enrolment`);
      console.log(tokenTold(settings, token, expires));
    },
  },
  'staff list': {
    words: [0, 0],
    run: (settings) =>
      list(
        settings,
        'staff',
        (one) => `${one['id']}  ${one['role']}  ${one['name']}  ${one['email'] ?? ''}  ${whoEnds(one)}`,
      ),
  },
  'staff add': {
    words: [2, 3],
    run: async (settings, [name, role, email]) => {
      const made = await callCollector(settings, 'POST', 'staff', { name, role, email: email ?? null });
      console.log(
        `Staff: ${made['id']}\nNext: "lupa staff commit ${made['id']}", "lupa staff enrol ${made['id']}".`,
      );
    },
  },
  'staff commit': {
    words: [1, 2],
    run: async (settings, [id, until]) => {
      const body = until === undefined ? {} : { until };
      const one = await callCollector(settings, 'POST', `staff/${id}/commitment`, body);
      console.log(`Committed to confidentiality ${one['committed']}, until ${one['committedUntil']}.`);
    },
  },
  'staff enrol': {
    words: [1, 1],
    run: async (settings, [id]) => {
      const { token, expires } = await callCollector(settings, 'POST', `staff/${id}/enrolment`);
      console.log(tokenTold(settings, token, expires));
    },
  },
  'staff end': {
    words: [1, 1],
    run: async (settings, [id]) => {
      const one = await callCollector(settings, 'POST', `staff/${id}/end`);
      console.log(`Ended ${one['ended']}, with keys and sessions.`);
    },
  },
  'key list': {
    words: [0, 0],
    run: (settings) =>
      list(
        settings,
        'keys',
        (one) =>
          `${one['id']}  staff ${one['staff']}  ${one['reach']}  ${one['name'] ?? ''}  ${one['ended'] === null ? `until ${one['expires'] ?? 'it is ended'}` : `ended ${one['ended']}`}`,
      ),
  },
  'key add': {
    words: [1, 3],
    run: async (settings, [name, reach = 'read', staff]) => {
      const whose = staff === undefined ? {} : { staff: Number(staff) };
      console.log(keyTold(await callCollector(settings, 'POST', 'keys', { name, reach, ...whose })));
    },
  },
  'key rotate': {
    words: [1, 2],
    run: async (settings, [id, hours = '24']) => {
      const body = { overlapHours: Number(hours) };
      console.log(keyTold(await callCollector(settings, 'POST', `keys/${id}/rotation`, body)));
    },
  },
  'key end': {
    words: [1, 1],
    run: async (settings, [id]) => {
      const one = await callCollector(settings, 'POST', `keys/${id}/end`);
      console.log(`Ended ${one['ended']}.`);
    },
  },
};

/** Asks for token, password and code, a line each: never as arguments, which everyone on the machine can read. */
const enrol = async (settings: Settings): Promise<void> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const given = lines[Symbol.asyncIterator]();
    const ask = async (question: string): Promise<string> => {
      process.stderr.write(question);
      return String((await given.next()).value ?? '').trim();
    };
    const token = await ask('Token: ');
    const password = await ask('New password, at least 12 characters: ');
    const begun = await callCollector(settings, 'POST', 'enrolment', { token, password }, true);
    console.log(`Add this to your authenticator app:\n${begun['otpauth']}\nor type: ${begun['secret']}`);
    const code = await ask('Code that the app shows: ');
    const answer = await ask(
      'I commit myself to confidentiality about all personal data that I see here (yes): ',
    );
    const body = { token, code, commits: /^y(es)?$/i.test(answer) };
    await callCollector(settings, 'POST', 'enrolment/confirmation', body, true);
    console.log(`Enrolled: sign in with POST /v1/sign-in, at controller ${begun['controller']}.`);
  } finally {
    lines.close();
  }
};

/** Whether it was one of these commands. */
export const staffCommand = async ([noun = '', verb = '', ...words]: readonly string[]): Promise<boolean> => {
  if (noun === 'enrol' && verb === '') {
    await enrol(readSettings(process.env));
    return true;
  }
  const name = `${noun} ${verb}`;
  const chosen = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!chosen || words.length < chosen.words[0] || words.length > chosen.words[1]) return false;
  await chosen.run(readSettings(process.env), words);
  return true;
};
