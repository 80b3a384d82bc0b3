/** Debian's packages: the one line that installs them, and running it where that can be done. Node built-ins only. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** What to type. */
export const lineFor = (packages) =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** Installs them as root on Debian; elsewhere it does nothing. */
export const installPackages = (packages) => {
  if (!isDebianRoot()) return;
  spawnSync('sh', ['-c', lineFor(packages)], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
};
