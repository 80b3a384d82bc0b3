import { expect, test } from 'vitest';
import { commitQueue, type Outcome, type Write } from '../../../collector/store/queue.ts';
import { Busy, sql, statement } from '../../../collector/store/store.ts';

const nothing = sql`select :n as n`;
const write = (n: number): Write => [statement(nothing, { n })];
const number = (one: Write) => Number(one[0]?.values['n']);
const done = (writes: readonly Write[]): Outcome[] => writes.map((one) => ({ rows: [[{ n: number(one) }]] }));

test('what arrives while a turn runs is gathered into the next one', async () => {
  const turns: number[] = [];
  const queue = commitQueue(async (writes) => {
    turns.push(writes.length);
    await new Promise((resolve) => setImmediate(resolve));
    return done(writes);
  });
  const first = queue
    .add(write(0), 'visitor')
    .then(() => Promise.all(Array.from({ length: 9 }, (_, n) => queue.add(write(n), 'visitor'))));
  await first;
  expect(turns).toEqual([1, 9]);
});

test("visitors go before imports, and each is answered with its own write's rows", async () => {
  const order: number[] = [];
  const queue = commitQueue(
    (writes) => {
      order.push(...writes.map(number));
      return done(writes);
    },
    { waiting: 10, turn: 2 },
  );
  const answers = await Promise.all([
    queue.add(write(1), 'import'),
    queue.add(write(2), 'import'),
    queue.add(write(3), 'visitor'),
    queue.add(write(4), 'visitor'),
  ]);
  expect(order).toEqual([3, 4, 1, 2]);
  expect(answers.map(([rows]) => rows?.[0]?.['n'])).toEqual([1, 2, 3, 4]);
});

test('beyond the bound a write is refused as busy, and nothing taken is lost', async () => {
  const queue = commitQueue(done, { waiting: 2, turn: 10 });
  const kept = [queue.add(write(1), 'visitor'), queue.add(write(2), 'visitor')];
  await expect(queue.add(write(3), 'visitor')).rejects.toBeInstanceOf(Busy);
  await expect(Promise.all(kept)).resolves.toHaveLength(2);
});

test('draining finishes what was taken and refuses the rest', async () => {
  const queue = commitQueue(done);
  const taken = queue.add(write(1), 'visitor');
  const drained = queue.drain();
  await expect(queue.add(write(2), 'visitor')).rejects.toBeInstanceOf(Busy);
  await expect(taken).resolves.toHaveLength(1);
  await drained;
});

test('a turn that fails as a whole fails each of its writes and not the queue', async () => {
  let failing = true;
  const queue = commitQueue((writes) => {
    if (failing) throw new Error('disk');
    return done(writes);
  });
  await expect(queue.add(write(1), 'visitor')).rejects.toThrow('disk');
  failing = false;
  await expect(queue.add(write(2), 'visitor')).resolves.toHaveLength(1);
});
