/**
 * The relay: what it costs decisions, how much of it two cores carry in flat memory, and what a kill loses or doubles.
 * `node bench/relay.mjs [rounds] [seconds]`, after `npm run build`. Ratios count; these machines are noisy.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { browser } from './browser.mjs';
import { load, post } from './load.mjs';
import { mix, uuid7, visitorKey } from './mix.mjs';
import { here, processorOf, startProduct } from './started.mjs';

const [rounds = 5, seconds = 60] = process.argv.slice(2).map(Number);

const google = fork(here('relay/google.mjs'));
const [{ port: googlePort }] = await once(google, 'message');
/** What Google has got, after it was told a word. */
const told = async (word) => {
  google.send(word);
  return (await once(google, 'message'))[0];
};

const folder = mkdtempSync(join(tmpdir(), 'lupa-relay-'));
const variables = { LUPA_MEASUREMENT_URL: `http://127.0.0.1:${googlePort}`, LUPA_ANALYTICS_QUEUE: '5000000' };
let product = await startProduct(folder, variables);

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
/** Resolves with the status; 0 where nobody answered. */
const send = (path, body) =>
  new Promise((resolve) => {
    const asked = ask(
      {
        port: product.port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        agent,
        headers: { ...browser(product.relayed), 'content-type': 'text/plain;charset=UTF-8' },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode));
      },
    );
    asked.once('error', () => resolve(0));
    asked.end(JSON.stringify(body));
  });

const notice = await (await fetch(`http://127.0.0.1:${product.port}/s/demo-relay/notice/fi`)).json();
const keys = [];
for (let made = 0; made < 2000; made++) {
  const key = visitorKey();
  const status = await send('/s/demo-relay/decisions', {
    v: 1,
    id: uuid7(),
    at: Date.now(),
    notice: notice.version,
    language: notice.language,
    answers: { analytics: 'granted', marketing: 'denied' },
    terms: { analytics: 1, marketing: 1 },
    how: 'save',
    surface: 'banner',
    visitorKey: key,
    sequence: 1,
  });
  if (status !== 201) throw new Error(`A grant was answered ${status}.`);
  keys.push(key);
}

let number = 0;
const acknowledged = new Set();
/** A page's batch: a view, a scroll, and some events of its own. */
const batch = (events) => {
  const numbers = Array.from({ length: events }, () => ++number);
  return {
    numbers,
    body: {
      v: 1,
      visitorKey: keys[Math.floor(Math.random() * keys.length)],
      session: { began: Date.now() },
      screen: [1920, 1080],
      events: numbers.map((n, place) => ({
        id: uuid7(),
        name: place === 0 ? 'page_view' : 'select_item',
        age: 0,
        page: `/shop/${n % 50}`,
        title: 'Kauppa – Metsäpolku',
        engaged: 1200,
        params: { n, currency: 'EUR', value: 12.5, item_name: 'Kuusi' },
      })),
    },
  };
};

/** Sends so many events a second until it is told to stop. */
const stream = (perSecond, each = 5) => {
  let going = true;
  const statuses = {};
  const under = new Set();
  const began = performance.now();
  let sent = 0;
  const run = (async () => {
    while (going) {
      const due = Math.floor((((performance.now() - began) / 1000) * perSecond) / each) - sent;
      for (let more = 0; more < due; more++) {
        sent += 1;
        const { numbers, body } = batch(each);
        const one = send('/s/demo-relay/analytics', body).then((status) => {
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (status === 202) for (const n of numbers) acknowledged.add(n);
          under.delete(one);
        });
        under.add(one);
      }
      await pause(10);
    }
    await Promise.all(under);
  })();
  return {
    statuses,
    stop: async () => {
      going = false;
      await run;
      return (sent * each) / ((performance.now() - began) / 1000);
    },
  };
};

const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1]) / 1024;
const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Until Google has all that was acknowledged, or nothing comes any more. */
const drained = async () => {
  for (let still = 0, last = -1; still < 10; ) {
    const { events } = await told('?');
    if (events >= acknowledged.size) return;
    still = events === last ? still + 1 : 0;
    last = events;
    await pause(1000);
  }
};

try {
  const decision = mix(product.notice);
  const request = () => post('/s/demo/decisions', decision(), browser(product.origin));
  await load(product.port, request, { seconds: 3 });
  const ratios = { taking: [], sending: [] };
  for (let round = 0; round < rounds; round++) {
    const alone = await load(product.port, request, { seconds: 4 });
    // Google has been away: a backlog is sent while decisions come.
    await told('down');
    const fill = stream(1000, 25);
    await pause(3000);
    await fill.stop();
    await told('up');
    const before = (await told('?')).events;
    const sending = await load(product.port, request, { seconds: 4 });
    const went = (await told('?')).events - before;
    await drained();
    const again = await load(product.port, request, { seconds: 4 });
    const events = stream(100, 2);
    const taking = await load(product.port, request, { seconds: 4 });
    await events.stop();
    const base = (alone.perSecond + again.perSecond) / 2;
    ratios.sending.push(sending.perSecond / base);
    ratios.taking.push(taking.perSecond / base);
    console.log(
      `decisions ${base.toFixed(0)}/s alone; ${sending.perSecond.toFixed(0)}/s while a backlog goes out (${went} events); ${taking.perSecond.toFixed(0)}/s beside 100 events/s taken and sent; p99 ${again.p99.toFixed(0)}, ${sending.p99.toFixed(0)}, ${taking.p99.toFixed(0)} ms`,
    );
  }
  if (rounds > 0)
    console.log(
      `decisions beside the relay: ${median(ratios.sending).toFixed(2)} of alone while a backlog goes out, ${median(ratios.taking).toFixed(2)} beside 100 events/s (medians of ${rounds}; aim 0.90)\n`,
    );
  await drained();

  await told('clear');
  acknowledged.clear();
  const cpu = processorOf(product.pid);
  const began = performance.now();
  const flood = stream(2000);
  const sizes = [];
  while (performance.now() - began < seconds * 1000) {
    await pause(5000);
    sizes.push(memory());
  }
  const rate = await flood.stop();
  const took = (performance.now() - began) / 1000;
  const used = processorOf(product.pid) - cpu;
  const behind = acknowledged.size - (await told('?')).events;
  await drained();
  const got = await told('?');
  console.log(
    `${rate.toFixed(0)} events/s sent for ${took.toFixed(0)} s, answers ${JSON.stringify(flood.statuses)}; ${acknowledged.size} acknowledged, Google got ${got.events} in ${got.requests} requests, ${got.again} more than once, ${behind} waited at the end; ${((used / acknowledged.size) * 1000).toFixed(0)} µs of processor an event; memory ${sizes.map((one) => one.toFixed(0)).join(' ')} MB`,
  );

  await told('clear');
  acknowledged.clear();
  const starts = [];
  for (let round = 0; round < 5; round++) {
    const events = stream(1000);
    await pause(1500 + Math.random() * 500);
    await product.end('SIGKILL');
    await events.stop();
    product = await startProduct(folder, variables);
    starts.push(product.startedIn);
  }
  await drained();
  const after = await told('?');
  const lost = [...acknowledged].length - after.events;
  console.log(
    `killed five times: ${acknowledged.size} acknowledged, Google got ${after.events}${lost > 0 ? `, ${lost} LOST` : ', none lost'}; ${after.again} came more than once, none more than ${after.most} times; starts ${starts.map((one) => one.toFixed(0)).join(' ')} ms`,
  );
} finally {
  await product.end();
  google.kill();
  rmSync(folder, { recursive: true, force: true });
}
