/** The types of the widget's entry, as one file that imports nothing: its own, the handle's, the elements' names. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In this order: what is built upon first. */
const files = ['api', 'entry/types', 'entry'];

const flags = [
  '--ignoreConfig --declaration --emitDeclarationOnly --allowImportingTsExtensions --strict',
  '--target es2022 --module nodenext --lib es2022,dom,dom.iterable',
];

/** What TypeScript declares, file by file. */
const declared = (folder) => {
  const words = [...flags.flatMap((line) => line.split(' ')), '--rootDir', 'widget', '--outDir', folder];
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', 'widget/entry.ts', ...words],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The entry's types could not be made:\n${stdout}`);
  return files.map((name) => readFileSync(join(folder, `${name}.d.ts`), 'utf8'));
};

const imports = /^(?:import|export) type \{[^}]*\} from '[^']+';\n/gm;
/** Functions with their comments: of all files but the entry they are our own affair. */
const functions = /(?:^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^export declare const [\s\S]*?;\n/gm;

/** The names of our elements are the manifest's; to a page they are elements like any other. */
const elements = (declared) => {
  const { modules } = JSON.parse(readFileSync(`${root}custom-elements.json`, 'utf8'));
  const names = modules
    .flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName))
    .filter((name) => !declared.includes(`'${name}'`));
  return `declare global {
    interface HTMLElementTagNameMap {
${names.map((name) => `        '${name}': HTMLElement;\n`).join('')}    }
}
`;
};

/** The text of `entry.d.ts`. */
export const entryTypes = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lupa-types-'));
  try {
    const texts = declared(folder).map((text) => text.replaceAll(imports, ''));
    const entry = texts.pop();
    const types = [...texts.map((text) => text.replaceAll(functions, '')), entry].join('');
    return types + elements(types);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Writes the types of the staff client into a folder, file by file: they are the collector's own schemas, and need valibot. */
export const clientTypes = (folder) => {
  const words = [...flags.flatMap((line) => line.split(' ')), '--rootDir', 'shared', '--outDir', folder];
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', 'shared/client/client.ts', ...words],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The client's types could not be made:\n${stdout}`);
};
