/** `lupa controller`, `staff`, `key`, `enrol` as an owner types them, beside a running collector. Needs the build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { codeOf, password } from '../support/desk.ts';
import { bundled, runProduct } from '../support/product.ts';
import { temporaryFolder } from '../support/temporary.ts';

const tool = fileURLToPath(new URL('../../tools/lupa.mjs', import.meta.url));
const folder = temporaryFolder();
const variables = {
  LUPA_DATA: join(folder, 'data'),
  LUPA_OPERATOR_NAME: 'Example Oy',
  LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
};
const running = await runProduct(await bundled(), folder, variables);
afterAll(() => running.stop());

/** Answers each question in turn, by what was said until then. */
const lupa = async (words: string[], answers: ((said: string) => string)[] = []) => {
  const child = spawn('node', [tool, ...words], {
    env: { ...process.env, ...variables, LUPA_STAFF_PORT: String(running.staffPort) },
    cwd: folder,
  });
  child.stdin.on('error', () => {}); // it may have ended meanwhile
  let said = '';
  const left = [...answers];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes;
      if (/: $/.test(said)) child.stdin.write(`${left.shift()?.(said) ?? ''}\n`);
    });
  const [code] = await once(child, 'close');
  return { code, said };
};
const tokenIn = (said: string): string => /\d+\.[\w-]{43}/.exec(said)?.[0] ?? '';
const secretIn = (said: string): string => /or type: ([A-Z2-7]+)/.exec(said)?.[1] ?? '';

test('a customer company is made, and its administrator enrols and signs in', async () => {
  const made = await lupa(['controller', 'add', 'Metsä Oy', 'privacy@metsa.fi', 'Pomo', 'pomo@metsa.fi']);
  expect(made.code, made.said).toBe(0);
  expect(made.said).toContain('Controller: 2');
  const renewed = await lupa(['controller', 'enrol', '2']);
  expect(tokenIn(renewed.said)).not.toBe(tokenIn(made.said));
  let secret = '';
  const enrolled = await lupa(
    ['enrol'],
    [
      () => tokenIn(renewed.said),
      () => password,
      (said) => {
        secret = secretIn(said);
        return codeOf(secret, Date.now());
      },
      () => 'yes',
    ],
  );
  expect(enrolled.said).toContain('Enrolled: sign in');
  expect((await lupa(['controller', 'list'])).said).toContain('2  Metsä Oy  customer  privacy@metsa.fi');
  // The code of the enrolment is used: the next one, which a clock may be ahead by.
  const answer = await fetch(`http://127.0.0.1:${running.staffPort}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      controller: 2,
      email: 'pomo@metsa.fi',
      password,
      code: codeOf(secret, Date.now() + 30_000),
    }),
  });
  expect(answer.status).toBe(200);
});

test('staff are made, committed, given keys that are rotated and ended, and ended', async () => {
  expect((await lupa(['staff', 'add', 'Maija', 'nobody'])).said).toMatch(/Not a role/);
  expect((await lupa(['staff', 'add', 'Maija', 'marketing'])).said).toContain('Staff: 2');
  expect((await lupa(['staff', 'list'])).said).toContain('2  marketing  Maija    may not act yet');
  expect((await lupa(['staff', 'commit', '2'])).said).toContain('Committed to confidentiality');
  expect(tokenIn((await lupa(['staff', 'enrol', '2'])).said)).not.toBe('');
  const key = await lupa(['key', 'add', 'reports', 'read', '2']);
  const [, id = ''] = /^Key ([\w-]+)/.exec(key.said) ?? [];
  expect((await lupa(['key', 'rotate', id, '0'])).said).toMatch(/Shown only now: [\w-]{43}/);
  expect((await lupa(['key', 'end', id])).said).toContain('Ended 20');
  expect((await lupa(['key', 'list'])).said.match(/staff 2 {2}read {2}reports/g)).toHaveLength(2);
  expect((await lupa(['staff', 'end', '2'])).said).toContain('Ended 20');
  expect((await lupa(['staff', 'end', '1'])).said).toMatch(/last active administrator/);
  expect((await lupa(['staff', 'fly'])).code).toBe(2);
});
