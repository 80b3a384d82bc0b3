/** Reading a database on PostgreSQL beside its collectors: nothing is written. */
import type { Line, Reader } from '../reader.ts';
import { connect, type PostgresAddress } from './connect.ts';
import { readerSettings } from './postgres.ts';

const lines = `
  select number, kind, received, encode(digest, 'hex'), upper(encode(salt, 'hex')), body from ledger
  where controller_id = $1 and number between $2 and $3 order by number`;

/** Opens a connection that cannot write. */
export const openPostgresReader = async (address: PostgresAddress): Promise<Reader> => {
  // Nothing is answered for: it need not be kept twice.
  const connection = await connect({ ...address, failover: 'not promised' });
  await connection.exec(readerSettings);
  return {
    read: async <Expected>(sql: Parameters<Reader['read']>[0], values: Parameters<Reader['read']>[1]) =>
      (await connection.run(sql, values)) as Expected[],
    lines: async (controller, first, last) => {
      const rows = await connection.list('lupa_lines', lines, [controller, first, last].map(String));
      return rows.map(
        ([number, kind, received, digest = '', salt = null, body = null]): Line => [
          Number(number),
          Number(kind),
          Number(received),
          digest ?? '',
          salt,
          body,
        ],
      );
    },
    close: connection.close,
  };
};
