/** What is by nature about the embedded file, and why: left out, and counted, when the suite runs on PostgreSQL. */

/** Whole test files, below `test/collector`. */
export const filesOfFileAlone: Readonly<Record<string, string>> = {
  'backup/': 'backups, restoring and another key are of the file; PostgreSQL is backed up by its own tools',
  'store/guard.test.ts': "the embedded driver's bindings, which end the process",
  'store/libsql.test.ts': 'the adapter of the file; its other is store/postgres.test.ts',
  'store/thread.test.ts': "the file's writer thread",
};

/** Single tests, by their names. */
export const testsOfFileAlone: Readonly<Record<string, string>> = {
  'no byte of what was erased stays in file, log or shared memory; before the night, some do':
    'what stays in pages and log of PostgreSQL until vacuum and recycling is issue 8, item 8',
  'CNIL (2): a salt whose time is over is destroyed, in memory too, and the night leaves no byte of it in the file':
    'as above',
  'R46, R47, R48, R50: a restart between every two steps changes nothing; nor does a backup bring a withdrawn consent back':
    'restores a backup of the file',
  'a restored backup brings no permission back: withdrawn, objected, suppressed since, and whoever is new to it':
    'restores a backup of the file',
  'the rows of one person are found by the person, whatever page of them':
    "reads the plans of the file's planner",
  'a full disk is answered as such, loses nothing that was acknowledged, and when there is room it goes on':
    'limits the size of the collector’s own files',
  'what a visitor is marked with is in no file, log, metric, answer or outbound request; a planted leak is found':
    'searches the file, its backups and its decrypted copy',
};
