/**
 * Completes package-lock.json after `npm install`: a registry that does not serve the binaries of other platforms leaves
 * them out of the lock, and `npm ci` then refuses it everywhere. They are entered by name, version and platform; their
 * digests are not known here, so npm takes them on those platforms as the registry gives them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const processors = ['arm64', 'x64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'mips64el', 'arm'];

/** The optional packages that are named in the lock but not entered: `[place, version, isDev]`. */
export const missing = (lock) =>
  Object.entries(lock.packages).flatMap(([, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in lock.packages))
      .map(([name, version]) => [`node_modules/${name}`, version, dev === true]),
  );

const complete = (lock) => {
  for (const [place, version, dev] of missing(lock)) {
    const words = place.split(/[/-]/);
    const os = systems.find((one) => words.includes(one));
    const cpu = processors.find((one) => words.includes(one));
    if (!/^\d/.test(version) || !os)
      throw new Error(`${place}@${version} is not a binary of another platform.`);
    const libc = { musl: 'musl', gnu: 'glibc' }[words.at(-1)];
    lock.packages[place] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(dev && { dev }),
      ...(libc && { libc: [libc] }),
      optional: true,
      os: [os],
    };
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  complete(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
