/** The driver aborts the process on some bindings (TOOLCHAIN.md, 3): the guard must let none of them through. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary.ts';

const folder = temporaryFolder();
// Inside the checkout, so that it finds the driver.
const child = join(process.cwd(), 'dist', 'test', 'guard.mjs');
const run = promisify(execFile);

// Each value is bound in a process of its own, so that an abort is one failed test and not the end of all.
beforeAll(async () => {
  await build({
    stdin: {
      contents: `
        import { connect } from './collector/store/connection.ts';
        import { sql } from './collector/store/sql.ts';
        const [file, expression] = process.argv.slice(2);
        const connection = connect({ file });
        connection.exec('create table if not exists t (x any) strict');
        const insert = sql\`insert into t (x) values (:x) returning typeof(x) as kind, x\`;
        try {
          const [row] = connection.run(insert, (0, eval)('(' + expression + ')'));
          console.log(JSON.stringify({ kept: row.kind, value: row.x instanceof Uint8Array ? [...row.x] : row.x }));
        } catch (error) {
          console.log(JSON.stringify({ refused: error.name, says: error.message }));
        }
        connection.close();`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
  });
});

const inChild = async (expression: string) => {
  const { stdout } = await run(process.execPath, [child, join(folder, 'guard.db'), expression]);
  return JSON.parse(stdout) as { kept?: string; value?: unknown; refused?: string; says?: string };
};

const refused = [
  'undefined',
  '{ }',
  '{ x: undefined }',
  '{ x: {} }',
  '{ x: [] }',
  '{ x: [true] }',
  '{ x: [Buffer.from("a")] }',
  '{ x: new Date() }',
  '{ x: Symbol("x") }',
  '{ x: () => 1 }',
  '{ x: NaN }',
  '{ x: Infinity }',
  '{ x: 2n ** 63n }',
  '{ x: -(2n ** 63n) - 1n }',
  '{ x: "a\\0b" }',
  '{ x: "\\ud800" }',
  '{ x: "\\udc00\\ud800" }',
  '{ x: new String("a") }',
  '{ x: new Proxy({}, {}) }',
  '{ x: new ArrayBuffer(4) }',
  '{ x: new Map() }',
  '{ x: Object.create(null) }',
  '{ ":x": 1 }',
  '{ x: 1, y: 2 }',
  '{ __proto__: { x: 1 } }',
  '[1]',
  'Buffer.from("a")',
  'true',
  'null',
];

test.each(refused)('%s is refused in words and does not end the process', async (expression) => {
  const answer = await inChild(expression);
  expect(answer.kept).toBeUndefined();
  expect(answer.refused).toMatch(/^(BadValue|TypeError)$/);
});

const kept: [string, string, unknown][] = [
  ['{ x: true }', 'integer', 1],
  ['{ x: false }', 'integer', 0],
  ['{ x: 1 }', 'integer', 1],
  ['{ x: -0 }', 'integer', 0],
  ['{ x: 1.5 }', 'real', 1.5],
  ['{ x: 7n }', 'integer', 7],
  ['{ x: null }', 'null', null],
  ['{ x: "" }', 'text', ''],
  ['{ x: "Å𝄞" }', 'text', 'Å𝄞'],
  ['{ x: Buffer.from([0, 255]) }', 'blob', [0, 255]],
  ['{ x: new Uint8Array([1, 2]) }', 'blob', [1, 2]],
  ['{ x: new Uint8Array(new Uint8Array([1, 2, 3]).buffer, 1, 1) }', 'blob', [2]],
  ['{ x: new Uint8Array(0) }', 'blob', []],
];

test.each(kept)('%s is kept as %s', async (expression, kind, value) => {
  expect(await inChild(expression)).toEqual({ kept: kind, value });
});

test('the control: the bare driver does end the process on a boolean, so these tests have power', async () => {
  const bare = `import('libsql').then(({ default: D }) => new D(':memory:').prepare('select ?').all([true]))`;
  await expect(run(process.execPath, ['-e', bare])).rejects.toMatchObject({ signal: 'SIGABRT' });
});
