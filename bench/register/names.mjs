/** Persons by the million, with names as unequal as names are: a few that very many have, thousands that few have. Nobody's. */
import Database from 'libsql';

const firsts =
  'Matti Juhani Maria Johannes Anneli Olavi Antero Tapani Kaarina Kristiina Marjatta Tapio Hannele Liisa Aino Mikael Helena Eero Sofia Ville Tuomas Jari Sari Päivi Tiina Åsa Mårten Søren Zoë Eveliina Onni Leo Elias Oliver Eino Väinö Ilona Aurora Emilia Linnea'.split(
    ' ',
  );
const lasts =
  'Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Laitinen Salo Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala Öhman Åkerlund Ångström Lindström Johansson Nyman Karlsson Andersson'.split(
    ' ',
  );
const syllables =
  'ka ko ku ke ki la lo lu le li ma mo mu me mi na no nu ne ni ra ro ru re ri sa so su se si ta to tu te ti va vi vu'.split(
    ' ',
  );

/** The same number for the same seed, from 0 to 1. */
const chance = (seed) => {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
};

/** Zipf, roughly: place 0 is by far the most frequent. */
const ranked = (share, of) => Math.min(of - 1, Math.floor(of ** share) - 1);

const made = (n) => {
  const pieces = [
    syllables[n % 41],
    syllables[Math.floor(n / 41) % 41],
    syllables[Math.floor(n / 1681) % 41],
  ];
  const word = `${pieces.join('')}nen`;
  return word[0].toUpperCase() + word.slice(1);
};

/** An id that looks like any other. */
const idOf = (i, kind) => {
  const id = Buffer.alloc(16, kind);
  id.writeUInt32BE(Math.imul(i, 0x9e3779b1) >>> 0, 0);
  id.writeUInt32BE(i, 8);
  id[6] = 0x70;
  id[8] = 0x80;
  return id;
};

export const names = (rows) => {
  const people = (i) => {
    const first =
      chance(i * 3) < 0.6 ? firsts[ranked(chance(i * 5), firsts.length)] : made(ranked(chance(i * 7), 3000));
    const last =
      chance(i * 11) < 0.3
        ? lasts[ranked(chance(i * 13), lasts.length)]
        : made(ranked(chance(i * 17), 20_000));
    return {
      first,
      last,
      name: `${first} ${last}`,
      email: `person.${i}@example.fi`,
      phone: `040 ${String(i).padStart(7, '0')}`,
      // Twenty people work in each company, everybody has an account, every fourth a licence, every tenth a browser.
      company: `Yritys ${Math.floor(i / 20)} Oy`,
      userName: `person.${i}`,
      licenceKey: `ELMAS-${i - (i % 4)}`,
      visitor: idOf(i - (i % 10), 0x31),
    };
  };
  const fillPersons = (file, lupa) => {
    const database = new Database(file);
    database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -400000; begin');
    const person = database.prepare(
      `insert into persons (controller_id, person_id, name, email, email_key, phone, phone_key, position, organisation_id, created, version)
       values (1, ?, ?, ?, ?, ?, ?, 'Metsuri', ?, ?, 1)`,
    );
    const organisation = database.prepare(
      'insert into organisations (controller_id, organisation_id, name, name_key, created, version) values (1, ?, ?, ?, 1, 1)',
    );
    const account = database.prepare(
      `insert into accounts (controller_id, account_id, person_id, user_name, user_name_key, failures, created, version)
       values (1, ?, ?, ?, ?, 0, 1, 1)`,
    );
    const licence = database.prepare(
      `insert into licences (controller_id, licence_id, product, licence_key, licence_key_key, person_id, seats, valid_from, created, version)
       values (1, ?, 'ELMAS', ?, ?, ?, 1, 1, 1, 1)`,
    );
    const tie = database.prepare(
      'insert into ties (controller_id, tie_id, visitor_id, person_id, site_id, started) values (1, ?, ?, ?, 1, 1)',
    );
    const word = database.prepare(
      'insert or ignore into person_words (controller_id, word, person_id) values (1, ?, ?)',
    );
    const start = Date.now() - rows * 10;
    for (let i = 0; i < rows; i++) {
      const { name, email, phone, company, userName, licenceKey, visitor } = people(i);
      const employer = idOf(Math.floor(i / 20), 0x32);
      const id = Buffer.alloc(16, i % 251);
      id.writeUIntBE(start + i * 10, 0, 6);
      id.writeUInt32BE(i, 8);
      id[6] = 0x70;
      id[8] = 0x80;
      if (i % 20 === 0) organisation.run(employer, company, lupa.nameKey(company));
      person.run(
        id,
        name,
        email,
        email,
        phone,
        `+358${phone.replaceAll(/\D/g, '').slice(1)}`,
        employer,
        BigInt(start),
      );
      for (const one of lupa.indexed(name)) word.run(one, id);
      account.run(idOf(i, 0x33), id, userName, lupa.userNameKey(userName));
      if (i % 4 === 0) licence.run(idOf(i, 0x34), licenceKey, lupa.licenceKeyKey(licenceKey), id);
      if (i % 10 === 0) tie.run(idOf(i, 0x35), visitor, id);
    }
    database.exec('commit; pragma wal_checkpoint(truncate)');
    database.close();
  };
  return { people, fillPersons };
};
