/** The examples of docs/messages.md verify what is really sent, and nothing else. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signedHeaders } from '../../../collector/messages/webhooks/sign.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const text = readFileSync('docs/messages.md', 'utf8');
const example = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
const folder = temporaryFolder();

const secret = Buffer.alloc(32, 5);
const other = Buffer.alloc(32, 6);
const now = Date.UTC(2026, 10, 23, 9);
const body = JSON.stringify({ event: 'person.changed', word: 'häh 🐺' });
const headers = signedHeaders([other, secret], { id: '019ab1c2-0000-7000-8000-000000000000', now, body });
const shown = `whsec_${secret.toString('base64')}`;

/** What is asked, and what must be answered. */
const cases: [string, object, boolean][] = [
  ['what was sent', {}, true],
  ['another body', { body: body.replace('changed', 'erased') }, false],
  ['another secret', { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }, false],
  ['another id', { headers: { ...headers, 'webhook-id': 'x' } }, false],
  ['an hour later', { now: now + 3_600_000 }, false],
  ['another time', { headers: { ...headers, 'webhook-timestamp': String(now / 1000 + 1) } }, false],
];
const asked = cases.map(([, change]) => ({ secret: shown, headers, body, now, ...change }));

const programs: [language: string, command: string, file: string, harness: string][] = [
  [
    'js',
    process.execPath,
    'example.mjs',
    `console.log(JSON.stringify(JSON.parse(process.argv[2]).map((one) => verified(one.secret, one.headers, Buffer.from(one.body), one.now))));`,
  ],
  [
    'python',
    'python3',
    'example.py',
    `import json, sys
print(json.dumps([verified(o["secret"], o["headers"], o["body"].encode(), o["now"] / 1000) for o in json.loads(sys.argv[1])]))`,
  ],
  [
    'php',
    'php',
    'example.php',
    `echo json_encode(array_map(fn($o) => verified($o['secret'], $o['headers'], $o['body'], intdiv($o['now'], 1000)), json_decode($argv[1], true)));`,
  ],
];

/** Node is there always; the others where the machine has them. */
const runnable = programs.filter(([, command]) => spawnSync(command, ['--version']).status === 0);

describe.each(runnable)('the example in %s', (language, command, file, harness) => {
  test('takes what was sent, and nothing that is not', () => {
    const path = join(folder, file);
    const code = example(language);
    expect(code).toContain('verified');
    writeFileSync(path, `${language === 'php' ? '<?php\n' : ''}${code}\n${harness}\n`);
    const { stdout, stderr } = spawnSync(command, [path, JSON.stringify(asked)], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(cases.map(([, , expected]) => expected));
  });
});
