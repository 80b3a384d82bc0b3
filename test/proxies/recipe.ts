/** What a recipe is tried with: its text from the document, a collector, and a note of all that reaches it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launch } from '../journeys/browser.ts';
import { forwarder, listening, type Seen, startCollector } from '../journeys/owned.ts';
import { until } from '../journeys/product.ts';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The blocks of code in this language, in their order. */
export const blocks = (language: string): string[] =>
  [...readFileSync('docs/proxy.md', 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .filter(([, tongue]) => tongue === language)
    .map(([, , text = '']) => text);

/** The version that a program says it is; a sentence where it is not there. */
export const version = (program: string, word: string): string => {
  const { error, stdout, stderr } = spawnSync(program, [word], { encoding: 'utf8' });
  if (error) throw new Error(`${program} is not installed: apt-get install ${program}`);
  return `${stdout}${stderr}`.trim().split('\n')[0] ?? '';
};

export interface Trial {
  browser: Browser;
  folder: string;
  shop: string;
  port: number;
  /** Where the proxy finds the collector: a note-taker before it. */
  target: string;
  collector: Awaited<ReturnType<typeof startCollector>>;
  seen: Seen[];
  /** Starts the proxy and waits until the shop answers. */
  start(command: string, words: string[], also?: { cwd?: string; env?: NodeJS.ProcessEnv }): Promise<void>;
  end(): Promise<void>;
}

/** `trusted`: whether the collector believes what the proxy says of the visitor's address. */
export const trial = async (scheme: 'http' | 'https' = 'http', trusted = true): Promise<Trial> => {
  const folder = temporaryFolder();
  const [port = 0] = await freePorts(1);
  const shop = `${scheme}://localhost:${port}`;
  const collector = await startCollector(
    folder,
    { origins: [shop], proxyPath: '/lupa' },
    // The note-taker calls from there: the visitor, who is on this machine too, is told from it.
    { LUPA_TRUSTED_PROXIES: trusted ? '127.0.0.2' : '' },
  );
  const seen: Seen[] = [];
  const notes = await listening(forwarder(collector.url, seen, { localAddress: '127.0.0.2' }));
  const browser = await launch();
  const ends: (() => Promise<unknown>)[] = [() => browser.close(), notes.close, collector.close];
  return {
    browser,
    folder,
    shop,
    port,
    target: `127.0.0.1:${notes.port}`,
    collector,
    seen,
    start: async (command, words, also) => {
      const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...also });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (piece) => {
          said += piece;
        });
      ends.unshift(async () => {
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      });
      const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
      await until(async () => (await page.goto(shop))?.ok(), `the shop answers: ${said}`).catch((error) => {
        throw new Error(`${error}\n${said}`);
      });
      await page.context().close();
      seen.length = 0;
    },
    end: async () => {
      for (const end of ends) await end();
    },
  };
};
