/** Why nobody is reached under `LUPA_DATABASE_URL`: a sentence for each cause, that says what to do. */
import { Away } from '../store.ts';
import { stateOf } from './fault.ts';

/** Where the address leads, as the driver has read it. */
export interface Place {
  host: string;
  port: number;
  user?: string | undefined;
  database?: string | undefined;
}

const where = ({ host, port }: Place): string =>
  host.startsWith('/') ? `on the socket ${host}/.s.PGSQL.${port}` : `at ${host}:${port}`;

const mend = 'is LUPA_DATABASE_URL right?';
const nobody = (place: Place, why: string): string =>
  `No PostgreSQL answers ${where(place)} (${why}): ${mend}`;

/** By the state that PostgreSQL gives, or the word of the system. */
const causes: Readonly<Record<string, (place: Place) => string>> = {
  ENOENT: (place) => nobody(place, 'there is no such socket'),
  ECONNREFUSED: (place) => nobody(place, 'nothing listens there'),
  ENOTFOUND: (place) => nobody(place, 'the host is not known'),
  EACCES: (place) => nobody(place, 'this account may not use it'),
  '28P01': ({ user }) => `PostgreSQL refuses the password of ${user}: mend it in LUPA_DATABASE_URL.`,
  '28000': ({ user }) =>
    `PostgreSQL does not let ${user} in from here: make the role, or allow it in pg_hba.conf.`,
  '3D000': ({ user, database }) =>
    `There is no database ${database}: type createdb --encoding UTF8 --owner ${user} ${database}`,
  '42501': ({ user, database }) =>
    `The role ${user} may not connect to the database ${database}: grant it connect.`,
  '53300': () => 'PostgreSQL has no connection left: raise max_connections, or start fewer collectors.',
  '57P03': (place) => `The PostgreSQL ${where(place)} is starting or stopping: try again in a moment.`,
};

/** What the driver says without a code. */
const words: readonly (readonly [RegExp, (place: Place) => string])[] = [
  [
    /^SASL.*password must be/,
    ({ user }) => `PostgreSQL asks ${user} for a password: put it into LUPA_DATABASE_URL.`,
  ],
  [/timeout/i, (place) => nobody(place, 'it is silent')],
];

/** Why a connection could not be made. Only the driver's own words: nothing of the address but host, port and names. */
export const unreached = (error: unknown, place: Place): Away => {
  const state = stateOf(error);
  const message = error instanceof Error ? error.message : '';
  const sentence =
    (state !== undefined && causes[state]) || words.find(([pattern]) => pattern.test(message))?.[1];
  return new Away(sentence?.(place) ?? nobody(place, [state, message].filter(Boolean).join(': ')));
};
