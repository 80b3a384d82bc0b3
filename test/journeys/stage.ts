/** Pages of an owner's for hard journeys: several host names on one port, a real collector, a Chromium that resolves them here. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { findBrowsers, quiet } from '../../tools/browsers.mjs';
import { freePorts } from '../support/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { patience } from './browser.ts';
import { forwarder, type Listening, listening, type Seen, startCollector } from './owned.ts';

const { chromium: executablePath = '' } = findBrowsers(['chromium']);

/** `*.test` is this machine; unlike `localhost` it is no secure context. */
export const words = [...quiet, '--host-resolver-rules=MAP *.test 127.0.0.1'];

/** With a back/forward cache, which Playwright turns off. */
export const launchStage = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: words,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });

/** A Chromium without Playwright, which stops prerendered pages: what happens is up to the pages themselves. Ends it. */
export const runAlone = (address: string): (() => Promise<unknown>) => {
  const profile = `--user-data-dir=${temporaryFolder()}`;
  const child = spawn(executablePath, [...words, '--headless=new', profile, address], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  return () => {
    child.kill();
    return ended;
  };
};

/** A profile whose owner has forbidden all cookies in the browser's settings. */
export const launchWithoutCookies = async (): Promise<BrowserContext> => {
  const profile = temporaryFolder();
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: words,
    locale: 'en',
  });
  context.setDefaultTimeout(patience);
  return context;
};

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
}

export interface Stage {
  /** The same pages under a secure name, a plain one, and another site's. */
  localhost: string;
  shop: string;
  portal: string;
  collector: Awaited<ReturnType<typeof startCollector>>;
  /** What was asked of the owner, and of the collector. */
  asked: Asked[];
  seen: Seen[];
  close(): Promise<unknown>;
}

/** `page` gives the markup, and the policy under which it is sent. */
export const startStage = async (
  page: (path: string, loader: string) => { html: string; policy?: string },
): Promise<Stage> => {
  const [port = 0, front = 0, behind = 0] = await freePorts(3);
  const [localhost, shop, portal] = ['localhost', 'shop.test', 'portal.test'].map(
    (host) => `http://${host}:${port}`,
  ) as [string, string, string];
  const address = `http://127.0.0.1:${front}`;
  const collector = await startCollector(
    temporaryFolder(),
    { origins: [localhost, shop], languages: ['en'] },
    { LUPA_PORT: `${behind}`, LUPA_PUBLIC_URL: address },
  );
  const asked: Asked[] = [];
  const seen: Seen[] = [];
  const forward = forwarder(`http://127.0.0.1:${behind}`, seen);
  const before = await listening((request, response) => forward(request, response), front);
  const owner: Listening = await listening(({ url = '', headers }, response) => {
    asked.push({ path: url, headers });
    const { html, policy } = page(url, `${address}/s/shop/loader.js`);
    response
      .writeHead(200, {
        'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html',
        ...(policy && { 'content-security-policy': policy.replaceAll('{collector}', address) }),
      })
      .end(html);
  }, port);
  return {
    localhost,
    shop,
    portal,
    collector,
    asked,
    seen,
    close: async () => {
      await owner.close();
      await before.close();
      await collector.close();
    },
  };
};
