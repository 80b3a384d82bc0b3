/**
 * The register with `rows` persons: how long a look-up takes in the store, exact (by e-mail, telephone number, user name,
 * licence key, visitor, company) and by name.
 * `node bench/register.mjs [rows]`.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { product } from './product.mjs';
import { names } from './register/names.mjs';

const rows = Number(process.argv[2] ?? 1_000_000);
const lupa = await product();
const folder = mkdtempSync(join(tmpdir(), 'lupa-register-'));
const file = join(folder, 'lupa.db');
const world = {
  clock: Date.now,
  random: randomBytes,
  tombstoneKey: randomBytes(32),
  suppressionKeys: [randomBytes(32)],
};
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const spread = (times) => {
  const sorted = [...times].sort((one, other) => one - other);
  return `p50 ${at(sorted, 0.5).toFixed(2)} ms, p99 ${at(sorted, 0.99).toFixed(2)} ms, longest ${sorted.at(-1).toFixed(1)} ms`;
};

try {
  const store = await lupa.openLibsql({ file, clock: world.clock });
  await lupa.makeOperator(store, world, 'Example Oy', 'privacy@example.fi');
  await store.close();
  const began = performance.now();
  const { people, fillPersons } = names(rows);
  fillPersons(file, lupa);
  console.log(
    `${rows} persons, ${(statSync(file).size / 1e6).toFixed(0)} MB, filled in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const open = await lupa.openLibsql({ file, clock: world.clock });
  const measure = async (what, times, ask) => {
    const taken = [];
    let found = 0;
    for (let n = 0; n < times; n++) {
      const person = people(Math.floor(Math.random() * rows));
      const before = performance.now();
      const answer = await ask(person);
      taken.push(performance.now() - before);
      found += (answer.persons ?? answer).length;
    }
    console.log(`${what}: ${spread(taken)}; ${(found / times).toFixed(1)} found`);
  };
  await measure('e-mail', 5000, ({ email }) => lupa.personsByEmail(open, 1, email.toUpperCase()));
  await measure('phone', 5000, ({ phone }) => lupa.personsByPhone(open, 1, phone));
  await measure('user name', 5000, ({ userName }) => lupa.personsByUserName(open, 1, userName.toUpperCase()));
  await measure('licence key', 5000, ({ licenceKey }) =>
    lupa.personsByLicenceKey(open, 1, licenceKey.toLowerCase()),
  );
  await measure('visitor', 5000, ({ visitor }) => lupa.personsByVisitor(open, 1, visitor));
  await measure('company', 2000, ({ company }) => lupa.personsByCompany(open, 1, company));
  await measure('the beginning of a company', 2000, ({ company }) =>
    lupa.personsByCompany(open, 1, company.slice(0, 9)),
  );
  await measure('e-mail, with the browsers', 5000, ({ email }) => lupa.lookUp(open, 1, 'email', email));
  await measure('first and last name', 2000, ({ name }) => lupa.searchByName(open, 1, name, 20));
  await measure('last name and the beginning of the first', 2000, ({ first, last }) =>
    lupa.searchByName(open, 1, `${last} ${first.slice(0, 2)}`, 20),
  );
  await measure('two common names', 1000, () => lupa.searchByName(open, 1, 'matti korhonen', 20));
  await measure('two beginnings of two letters', 1000, ({ first, last }) =>
    lupa.searchByName(open, 1, `${last.slice(0, 2)} ${first.slice(0, 2)}`, 20),
  );
  await measure('the beginning of a name', 2000, ({ last }) =>
    lupa.searchByName(open, 1, last.slice(0, 3), 20),
  );
  await measure('a name that nobody has', 1000, () => lupa.searchByName(open, 1, 'matti xylophon', 20));
  await open.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
