/** The small page that every contender stands on: the demo's front page without its scripts. */
import { company } from '../../dist/demo/server.js';

/** How long each of the ten held scripts works: what an owner's tags do is theirs, when they do it is ours. */
const work = 10;
const text = (name) =>
  `{ const end = performance.now() + ${work}; while (performance.now() < end); (window.ran ??= []).push('${name}'); }`;
const names = ['one', 'two', 'three', 'four', 'five'];

/** Five of them are files, five stand in the page. */
export const gated = {
  files: names.map((name) => `/gated/${name}.js`),
  inline: names.map((name) => text(`inline ${name}`)),
};
export const gatedScripts = () => names.map((name) => [`/gated/${name}.js`, text(name)]);

/** Stands in for Google's tag, which nobody's machine should ask for here. */
export const googleTag = `(window.ran ??= []).push('google');`;

/** The front page and the files it names, as the demo serves them. */
export const smallPage = async (startDemo, folder) => {
  const nobody = 'http://127.0.0.1:9';
  const demo = await startDemo({
    host: '127.0.0.1',
    port: 0,
    folder,
    collector: { public: nobody, staff: nobody },
    keys: {},
  });
  const read = async (path) => (await fetch(`http://localhost:${demo.port}${path}`)).text();
  const page = (await read('/en/')).replaceAll(/\s*<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  if (!page.includes(company.short)) throw new Error('The demo has no front page.');
  const paths = new Set([...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path));
  const files = await Promise.all([...paths].map(async (path) => [path, await read(path)]));
  await demo.close();
  return { page, files };
};

/** The page with what a contender puts in: in the head where our tag stood, at the end of the body, and its held scripts. */
export const pageWith = (page, { head = '', body = '', held }, withGated = false) =>
  page
    .replace('<meta charset="utf-8">', (first) => `${first}\n${head}`)
    .replace('</body>', (last) => `${withGated ? held(gated) : ''}\n${body}\n${last}`);
