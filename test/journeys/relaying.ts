/** The demo's two sites with wires to Google: one for the browser, one for the collector; visitors have addresses that can be told. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowsers, quiet } from '../../tools/browsers.mjs';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { forwarder, listening, type Seen } from './owned.ts';
import { type Product, startProduct, until } from './product.ts';
import { type Wire, wire } from './wire.ts';

export interface Relaying {
  product: Product;
  browser: Browser;
  /** The site that the relay measures. */
  relay: string;
  /** Origin of the collector as browsers know it. */
  front: string;
  /** What the browser sends to Google, and what the collector does. */
  direct: Wire;
  onward: Wire;
  /** What came to the collector. */
  seen: Seen[];
  /** The visitor's address from now on, as a proxy tells it. */
  from(address: string): void;
  close(): Promise<void>;
}

export const startRelaying = async (): Promise<Relaying> => {
  const [behind = 0, staff = 0, demo = 0, before = 0] = await freePorts(4);
  const google = `google.localhost:${demo}`;
  const [direct, onward] = [await wire(demo, google), await wire(demo, google)];
  const front = `http://127.0.0.1:${before}`;
  const product = await startProduct({
    folder: temporaryFolder(),
    ports: [behind, staff, demo],
    variables: {
      LUPA_PUBLIC_URL: front,
      LUPA_TRUSTED_PROXIES: '127.0.0.1',
      LUPA_MEASUREMENT_URL: `http://google.localhost:${onward.port}`,
    },
  });
  const seen: Seen[] = [];
  let address = '192.0.2.1';
  const forward = forwarder(`http://127.0.0.1:${behind}`, seen);
  const proxy = await listening(
    (request, response) => forward(request, response, request.url, { 'x-forwarded-for': address }),
    before,
  );
  const { chromium: executablePath = '' } = findBrowsers(['chromium']);
  const browser = await chromium.launch({
    executablePath,
    args: [...quiet, `--host-resolver-rules=MAP google.localhost 127.0.0.1:${direct.port}`],
  });
  return {
    product,
    browser,
    relay: `http://relay.localhost:${demo}`,
    front,
    direct,
    onward,
    seen,
    from: (next) => {
      address = next;
    },
    close: async () => {
      await browser.close();
      await product.stop();
      await proxy.close();
      await direct.close();
      await onward.close();
    },
  };
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Allows visit statistics and nothing else. */
export const allowAnalytics = async (page: Page): Promise<void> => {
  await press(page, 'Valitse itse');
  await page.getByRole('switch').first().click();
  await press(page, 'Tallenna valintani');
};

/** Refuses everything, at first, or later where the choices are open. */
export const refuse = (page: Page): Promise<void> => press(page, 'Hylkää kaikki');

/** Events in requests of the Measurement Protocol, as Google reads them. */
export interface Relayed {
  client_id: string;
  events: { name: string; params: Record<string, unknown> }[];
}

export const bodiesOf = ({ onward }: Relaying): Relayed[] =>
  onward.requests().map((one) => {
    const body = Buffer.from(one.slice(one.indexOf('\r\n\r\n') + 4), 'latin1').toString('utf8');
    return JSON.parse(body);
  });

/** Events of the visitor whose requests hold `mark` somewhere; of all without it. */
export const eventsOf = (the: Relaying, mark = ''): Relayed['events'] => {
  const bodies = bodiesOf(the);
  const clients = bodies
    .filter((body) => JSON.stringify(body).includes(mark))
    .map(({ client_id }) => client_id);
  return bodies.filter(({ client_id }) => clients.includes(client_id)).flatMap(({ events }) => events);
};

/** Waits until Google has events of all these names, of that visitor. */
export const names = async (the: Relaying, wanted: string[], mark = ''): Promise<void> => {
  const got = () => eventsOf(the, mark).map(({ name }) => name);
  await until(
    async () => wanted.every((name) => got().includes(name)),
    `Google got ${wanted.join(', ')}`,
  ).catch((error: Error) => {
    throw new Error(`${error.message} It got ${got()}.`);
  });
};
