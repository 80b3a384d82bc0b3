/** Finds the browsers that the tests run in; installs what is missing where that can be done. Node built-ins only. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, lineFor } from './debian.mjs';

/** What Chromium is started with: it speaks to nobody but this machine, and runs as root in a container. */
export const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // A headless browser says that it is one, and a bot's visits are not kept.
  '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
];

/** Debian's packages, by engine. */
const packages = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these that can be run: paths as they are, names in PATH. */
const first = (...candidates) =>
  candidates
    .filter(Boolean)
    .flatMap((one) =>
      one.includes('/')
        ? [one]
        : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, one)),
    )
    .find(isExecutable);

/** MiniBrowser lies in a folder that is named after the machine. */
const miniBrowser = () =>
  ['/usr/lib', '/usr/libexec']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    .flatMap((folder) => ['4.1', '4.0', '6.0'].map((api) => join(folder, `webkit2gtk-${api}`, 'MiniBrowser')))
    .find(isExecutable);

/** Where each engine is; undefined when it, or a part of it, is missing. */
const finders = {
  chromium: () =>
    first(
      process.env.CHROMIUM_PATH,
      '/usr/bin/chromium',
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ),
  firefox: () =>
    first(
      process.env.FIREFOX_PATH,
      '/usr/bin/firefox-esr',
      'firefox-esr',
      'firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
    ),
  webkit: () => {
    const found = { driver: first('WebKitWebDriver'), browser: miniBrowser(), display: first('Xvfb') };
    return Object.values(found).every(Boolean) ? found : undefined;
  },
};

const look = (wanted) => Object.fromEntries(wanted.map((engine) => [engine, finders[engine]()]));
const missing = (found) => Object.keys(found).filter((engine) => found[engine] === undefined);

/**
 * `{ chromium: path, firefox: path, webkit: { driver, browser, display } }`, for those wanted. Never skips one in silence:
 * what is missing is installed as root on Debian; elsewhere the one line to type is printed, and the process ends with 1.
 */
export const findBrowsers = (wanted = Object.keys(finders)) => {
  let found = look(wanted);
  if (missing(found).length === 0) return found;
  const names = missing(found).flatMap((engine) => packages[engine]);
  installPackages(names);
  found = look(wanted);
  if (missing(found).length > 0) {
    console.error(lineFor(names));
    process.exit(1);
  }
  return found;
};
