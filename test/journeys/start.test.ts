/** Starting and stopping as README says it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { environment, type Place, startProduct, until } from './product.ts';

const newPlace = async (): Promise<Place> => ({
  folder: temporaryFolder(),
  ports: (await freePorts(3)) as Place['ports'],
});

const isClosed = (address: string) =>
  fetch(address).then(
    () => false,
    () => true,
  );

test.each(['SIGTERM', 'SIGINT'] as const)(
  'npm start: %s to npm stops all three listeners, cleanly',
  async (signal) => {
    const product = await startProduct(await newPlace(), ['npm', 'start']);
    await until(async () => product.output().includes('Stop it with'), 'it has said where it is');
    expect(product.output()).toContain(product.demo);
    expect(product.output()).toContain('The database is not encrypted');
    expect(product.output(), 'the key is never printed').not.toMatch(/[A-Za-z0-9_-]{43}/);
    expect((await fetch(`${product.staff}/openapi.json`)).status).toBe(200);
    const code = await product.stop(signal);
    expect(code === 0 || code === null, `${code}`).toBe(true);
    for (const address of [
      product.collector,
      product.staff,
      product.demo.replace('localhost', '127.0.0.1'),
    ]) {
      await until(() => isClosed(address), `${address} is closed`);
    }
  },
);

test('started twice, the second says so in a sentence, and the first goes on', async () => {
  const place = await newPlace();
  const product = await startProduct(place);
  const run = async (second: Place) => {
    const child = spawn('node', ['tools/start.mjs'], {
      env: environment(second),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece) => {
      said += piece;
    });
    // Not at its exit: what it said may still be on its way then.
    const [code] = (await once(child, 'close')) as [number];
    return { code, said: said.trim() };
  };
  const same = await run(place);
  expect(same).toEqual({
    code: 1,
    said: 'Another Lupa is already running on this data folder: stop it first, or set LUPA_DATA to another folder.',
  });
  const other = await run({ folder: temporaryFolder(), ports: place.ports });
  expect(other).toEqual({
    code: 1,
    said: `Port ${place.ports[0]} is in use by another program: stop that, or set LUPA_PORT to another port.`,
  });
  expect((await fetch(`${product.collector}/health`)).status).toBe(200);
  expect(await product.stop()).toBe(0);
});

test('what it was killed with is started again within the lock, which dies with its process', async () => {
  const place = await newPlace();
  await (await startProduct(place)).kill();
  const again = await startProduct(place);
  expect(await again.stop()).toBe(0);
});
