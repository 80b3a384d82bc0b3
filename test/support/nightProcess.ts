/** A night in a process of its own, so that it can be killed: says a line for each write, and at the end how large its writes were and how late others had their turn. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { night } from '../../collector/rights/night.ts';
import { type Database, openStore } from '../../collector/store/database.ts';
import type { Store } from '../../collector/store/store.ts';
import { noon, testWorld } from './world.ts';

const [database = '', now = ''] = process.argv.slice(2);
const world = testWorld();
world.pass(Number(now) - noon);
const opened = await openStore(JSON.parse(database) as Database, { clock: world.clock });
let largest = 0;
const say = (about: object): void => console.log(JSON.stringify(about));
const told: Store = {
  ...opened,
  write: async (given, urgency) => {
    if (!('plan' in given)) largest = Math.max(largest, given.length);
    const answer = await opened.write(given, urgency);
    say({ wrote: true });
    return answer;
  },
};
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const { gone } = await night(told, world);
delay.disable();
say({ gone, largest, late: delay.percentile(99) / 1e6 });
await opened.close();
