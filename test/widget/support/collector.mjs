/** A collector for the widget's tests, inside their own web server: the built widget, a notice, and a note of every request. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { vendorScripts } from './vendors.mjs';

const widget = (file) => readFileSync(new URL(`../../../dist/widget/${file}`, import.meta.url), 'utf8');

/** A module with a site's settings inlined, as the collector makes it: its path, its integrity. */
const modules = new Map();
const inlined = (file, name, settings) =>
  widget(file).replace(name, () => `JSON.parse(${JSON.stringify(JSON.stringify(settings))})`);
const keep = (kind, body) => {
  const digest = createHash('sha256').update(body).digest();
  const file = `${kind}-${digest.toString('base64url').slice(0, 10)}.js`;
  modules.set(file, body);
  return [`/assets/${file}`, `sha256-${digest.toString('base64')}`];
};

/** TypeScript of ours, for this server: Node takes none before 22. */
const bundled = async (contents) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: new URL('../../..', import.meta.url).pathname },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};
const locales = await bundled(
  "export { en } from './shared/locales/en.ts'; export { fi } from './shared/locales/fi.ts';",
);
const { tagModule, tagItems } = await bundled(
  "export { tagModule, tagItems } from './collector/http/tags.ts';",
);

const moduleOf = (kind, settings) =>
  keep(kind, inlined(`${kind}.js`, `__LUPA_${kind.toUpperCase()}__`, settings))[0];

/** What the site declares, as the module for owners is told. */
const declared = {
  purposes: [
    {
      id: 'basket',
      necessary: true,
      services: [{ name: 'Shop', hosts: ['shop.test'], cookies: ['basket'] }],
    },
    {
      id: 'analytics',
      necessary: false,
      services: [{ name: 'Tracker', hosts: ['tracker.test'], cookies: ['_ga', '_ga_*'] }],
    },
    {
      id: 'marketing',
      necessary: false,
      services: [
        { name: 'Ads', hosts: ['ads.test', 'tracker.test', 'localhost', '127.0.0.1'], cookies: ['_gcl_*'] },
      ],
    },
  ],
};

const google = { mode: 'tag', purpose: 'analytics', adsPurpose: 'marketing' };
const tags = [
  { vendor: 'uet', purpose: 'marketing' },
  { vendor: 'clarity', purpose: 'analytics', adsPurpose: 'marketing' },
  { vendor: 'meta', purpose: 'marketing' },
  { vendor: 'matomo', purpose: 'analytics' },
];
const relay = { query: ['utm_source', 'page'], search: ['q', 's'], terms: true };
/** What a site may have, by the name that a page asks for with `?tags=`. */
const tagSettings = {
  google: { google: { ...google, measurementId: 'G-TEST1' } },
  container: { google: { ...google, containerId: 'GTM-TEST1' } },
  vendors: { tags },
  both: { google: { ...google, measurementId: 'G-TEST1' }, tags },
  relay: { google: { ...google, mode: 'relay', relay, measurementId: 'G-TEST1' } },
  terms: {
    google: { ...google, mode: 'relay', relay: { ...relay, terms: false }, measurementId: 'G-TEST1' },
  },
  'relay-vendors': { google: { ...google, mode: 'relay', relay, measurementId: 'G-TEST1' }, tags },
};

const embeds = keep('embeds', widget('embeds.js'))[0];
/** The second stages of a site by what tags it has, and behind its owner's proxy or not: each is made once. */
const stages = new Map();
const decideOf = (site, tagged, stage, takeover) => {
  const name = JSON.stringify([site, tagged, stage, takeover]);
  if (!stages.has(name)) {
    const desk = {
      cookies: {
        analytics: ['_ga', '_ga_*', ...tagItems(site, tagSettings[tagged], 'analytics')],
        marketing: ['_gcl_*'],
      },
      days: [365, 183],
      visits: 'analytics',
      embeds,
      debug: moduleOf('debug', { site, ...declared }),
      ...(takeover && { takeover: moduleOf('takeover', takeover) }),
    };
    stages.set(name, keep(stage, inlined(`${stage}.js`, '__LUPA_DESK__', desk)));
  }
  return stages.get(name);
};

/** The path of a site's tag module, made as the collector makes it. */
const tagPath = (site, name) => {
  const { kind, settings } = tagModule(
    site,
    { origins: ['http://localhost'], consentDays: 365, ...tagSettings[name] },
    ['analytics', 'marketing'],
    `/fake/s/${site}`,
  );
  // A page of this server notes what has run by the last part of its path.
  if (settings.google?.tag) settings.google.tag.address = `/fake/s/${site}/google.js`;
  if (settings.google?.container) settings.google.container.address = `/fake/s/${site}/container.js`;
  return keep('tags', inlined(`${kind}.js`, '__LUPA_TAGS__', settings))[0];
};

/** `takeover`: the settings of that module, where the site has it. */
export const settings = (site, tagged, takeover) => ({
  site,
  base: '/fake',
  purposes: { analytics: 1, marketing: 1 },
  hosts: [
    ['tracker.test', 'analytics', 'marketing'],
    ['ads.test', 'marketing'],
  ],
  decide: decideOf(site, tagged, 'decide', takeover),
  button: { fi: 'Yksityisyysvalinnat', en: 'Privacy choices' },
  dnt: 1,
  tags: tagPath(site, tagged),
});

const notice = (language) => {
  const locale = locales[language] ?? locales.en;
  const named = {
    controller: 'Pohjola Oy',
    recipients: ['Google Ireland Limited'],
    preferencesButton: locale.preferencesButton(),
  };
  const texts = Object.fromEntries(
    Object.entries(locale).flatMap(([word, say]) => (word === 'duration' ? [] : [[word, say(named)]])),
  );
  const service = (id, cookies) => ({
    id,
    name: `Service ${id}`,
    provider: 'Google Ireland Limited',
    country: 'IE',
    cookies: cookies.map((name) => ({ name, lifetime: '1 year', purpose: 'Tells visitors apart' })),
  });
  return {
    version: 'n'.repeat(43),
    language,
    controller: { name: 'Pohjola Oy', contact: 'privacy@pohjola.test' },
    statement: { version: '1', url: 'https://pohjola.test/privacy' },
    purposes: [
      {
        id: 'basket',
        necessary: true,
        terms: 1,
        name: 'The shop',
        description: 'Keeps your basket.',
        services: [],
      },
      {
        id: 'analytics',
        necessary: false,
        terms: 1,
        name: 'Visitor statistics',
        description: 'We count readers.',
        services: [service('ga', ['_ga', '_ga_*'])],
      },
      {
        id: 'marketing',
        necessary: false,
        terms: 1,
        name: 'Advertising',
        description: 'We show you ours.',
        services: [service('ads', ['_gcl_*'])],
      },
    ],
    texts,
  };
};

/** By site: each test has one of its own. */
const sites = new Map();
const siteOf = (name) => {
  if (!sites.has(name)) sites.set(name, { requests: [], status: 0, type: '' });
  return sites.get(name);
};

const usual = (query) => `<!doctype html><html lang="${query.get('lang') ?? 'en'}">
<head><title>A page</title>${query.get('head') ?? ''}
${query.has('bare') ? '' : '<script async src="{loader}"></script>'}</head>
<body><h1>A page</h1><a href="#top" id="link">A link</a>${query.get('body') ?? ''}</body></html>`;

// Each page has its own address of the loader: a browser may take a script from memory, whatever the headers say.
let pages = 0;
const page = (site, query) => {
  const loader = `/fake/s/${site}/loader.js?n=${pages++}&also=${encodeURIComponent(query.get('also') ?? '{}')}&tags=${query.get('tags') ?? 'google'}`;
  const markup = query.get('whole') ?? usual(query);
  // As markup has it: `&` is one in HTML, and an error in XHTML.
  return markup.replaceAll('{loader}', () => loader.replaceAll('&', '&amp;'));
};

/** Notes in `window.broken` whatever goes wrong on a page: violations of its policy, errors, rejections. */
const watch = `window.broken = [];
addEventListener('securitypolicyviolation', (e) => broken.push(e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample));
addEventListener('error', (e) => broken.push(e.message));
addEventListener('unhandledrejection', (e) => broken.push(String(e.reason)));`;

const read = (stream) =>
  new Promise((resolve) => {
    let text = '';
    stream.on('data', (part) => {
      text += part;
    });
    stream.on('end', () => resolve(text));
  });

/** The body as the ledger writes it: the seventh member is when, by the browser. */
const receipt = (at) => ({
  v: 1,
  number: 7,
  body: JSON.stringify([1, 1, 1, 'g1 g1', 0, 0, at, -1, null, 1]),
});

/** Koa middleware for everything below /fake. */
export const collector = async (context, next) => {
  const [, root, kind, site, what, detail] = context.path.split('/');
  if (root !== 'fake') return next();
  const query = new URLSearchParams(context.querystring);
  context.set('access-control-allow-origin', '*');
  context.set('cache-control', 'no-store');
  if (kind === 'assets') {
    context.type = 'text/javascript';
    context.set('cache-control', 'max-age=31536000, immutable');
    context.body = modules.get(site);
    return;
  }
  const known = siteOf(site);
  if (what === 'page') {
    context.type = query.get('mime') ?? 'text/html';
    if (query.get('csp')) context.set('content-security-policy', query.get('csp'));
    context.body = page(site, query);
  } else if (what === 'watch.js') {
    context.type = 'text/javascript';
    context.body = watch;
  } else if (what === 'away') {
    context.redirect(query.get('to'));
  } else if (what === 'requests') {
    context.body = known.requests.splice(0);
  } else if (what === 'hold') {
    known.held = new Promise((resolve) => {
      known.release = resolve;
    });
    context.body = {};
  } else if (what === 'release') {
    known.release?.();
    known.held = undefined;
    context.body = {};
  } else if (what === 'answer') {
    Object.assign(known, {
      status: Number(query.get('status')),
      type: query.get('type') ?? '',
      trouble: query.get('trouble') ?? '',
      only: query.get('only'),
    });
    context.body = {};
  } else {
    const body = context.method === 'POST' ? await read(context.req) : '';
    known.requests.push({
      method: context.method,
      path: `/${what}${detail ? `/${detail}` : ''}`,
      type: context.get('content-type'),
      cookie: context.get('cookie'),
      referrer: context.get('referer'),
      size: Buffer.byteLength(body),
      body: body && JSON.parse(body),
    });
    // The decision has arrived; what it is answered goes wrong.
    if (body && known.trouble) {
      if (known.trouble === 'garbage') context.body = '<html>Welcome to the hotel network</html>';
      if (known.trouble === 'foreign') context.set('access-control-allow-origin', 'https://elsewhere.test');
      if (known.trouble === 'redirect') context.redirect('/fake/elsewhere');
      if (known.trouble === 'hanging')
        await new Promise((resolve) => {
          known.release = resolve;
          context.req.on('close', resolve);
        });
      context.status = known.trouble === 'redirect' ? 307 : 200;
      context.body ??= {};
    } else if (known.status && what !== 'loader.js' && (known.only ?? what) === what) {
      context.status = known.status;
      context.body = { type: known.type };
    } else if (what === 'loader.js') {
      context.type = 'text/javascript';
      const tagged = query.get('tags') ?? 'google';
      const { takeover, ...also } = JSON.parse(query.get('also'));
      const own = {
        ...settings(site, tagged, takeover),
        ...(also.proxied && { decide: decideOf(site, tagged, 'proxied', takeover) }),
        ...also,
      };
      context.body = inlined('loader.js', '__LUPA_SETTINGS__', own);
    } else if (what === 'cookie') {
      // As the owner's proxy and the collector answer it: with what came, after `held` at the earliest.
      const [value] = /(?<=lupa=)[^;]*/.exec(context.get('cookie')) ?? [];
      await known.held;
      context.status = 204;
      context.set('set-cookie', `lupa=${value}; Path=/; Max-Age=86400; SameSite=Lax`);
    } else if (what === 'notice') {
      context.body = notice(detail);
    } else if (what?.endsWith('.js')) {
      await new Promise((resolve) => setTimeout(resolve, Number(query.get('ms'))));
      if (query.has('held')) await known.held;
      context.status = Number(query.get('status') ?? 200);
      context.type = 'text/javascript';
      context.body = vendorScripts[what] ?? `(window.ran = window.ran || []).push('${what}');`;
    } else if (what === 'analytics') {
      context.status = 202;
      context.body = { kept: JSON.parse(body).events.length };
    } else if (!body) {
      context.status = 404;
    } else {
      const { id, visitorKey, at } = JSON.parse(body);
      context.status = detail === 'end' ? 200 : 201;
      context.body = visitorKey
        ? { id, visitor: '01900000-0000-7000-8000-000000000001', receipt: receipt(at) }
        : { id };
    }
  }
};
