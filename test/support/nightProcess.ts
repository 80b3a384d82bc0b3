/** A night in a process of its own, which can kill itself in the midst; at the end it says how large its writes were and how late others had their turn. */
import { night } from '../../collector/rights/night.ts';
import { type Database, openStore } from '../../collector/store/database.ts';
import type { Store } from '../../collector/store/store.ts';
import { threadWorked } from './worked.ts';
import { noon, testWorld } from './world.ts';

const [database = '', now = '', killedAt = ''] = process.argv.slice(2);
const world = testWorld();
world.pass(Number(now) - noon);
const opened = await openStore(JSON.parse(database) as Database, { clock: world.clock });
let largest = 0;
let writes = 0;
const told: Store = {
  ...opened,
  write: async (given, urgency) => {
    if (!('plan' in given)) largest = Math.max(largest, given.length);
    const writing = opened.write(given, urgency);
    writes += 1;
    // By itself: whoever watched would be late by as much as the machine is busy.
    if (writes === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
    return writing;
  },
};
// How much was worked between two turns of the others: what one waits longer is the machine's matter.
const turns: number[] = [];
let last = threadWorked();
const turn = setInterval(() => {
  const now = threadWorked();
  turns.push(now - last);
  last = now;
}, 1);
const { gone } = await night(told, world);
clearInterval(turn);
const late = turns.sort((one, other) => one - other)[Math.floor(turns.length * 0.99)];
console.log(JSON.stringify({ gone, largest, late }));
await opened.close();
