/** A night in a process of its own, so that it can be killed: says a line for each write, and at the end how long it kept others waiting. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { night } from '../../collector/rights/night.ts';
import { openLibsql } from '../../collector/store/libsql.ts';
import type { Store } from '../../collector/store/store.ts';
import { noon, testWorld } from './world.ts';

const [file = '', now = ''] = process.argv.slice(2);
const world = testWorld();
world.pass(Number(now) - noon);
let longestWrite = 0;
const watch = ({ milliseconds }: { milliseconds: number }): void => {
  longestWrite = Math.max(longestWrite, milliseconds);
};
const opened = await openLibsql({ file, clock: world.clock, watch });
const say = (about: object): void => console.log(JSON.stringify(about));
const told: Store = {
  ...opened,
  write: async (given, urgency) => {
    const answer = await opened.write(given, urgency);
    say({ wrote: true });
    return answer;
  },
};
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
const { gone } = await night(told, world);
delay.disable();
say({ gone, longest: delay.max / 1e6, longestWrite, took: performance.now() - began });
await opened.close();
