/** What PostgreSQL makes of a statement before it runs: the types of its parameters, names and types of its columns. */
import pg from 'pg';
import { forPostgres } from '../dialect.ts';
import type { Sql } from '../sql.ts';
import { faultOf } from './fault.ts';

export interface Described {
  /** Of each parameter, by PostgreSQL's numbers. */
  parameters: readonly number[];
  columns: readonly { name: string; type: number }[];
}

/** The part of the driver's connection that a question of our own needs. */
interface Wire {
  parse(query: { text: string }): void;
  describe(what: { type: 'S'; name: string }): void;
  sync(): void;
  once(event: 'parameterDescription', listener: (message: { dataTypeIDs: number[] }) => void): void;
}

const describeOne = (client: pg.Client, text: string): Promise<Described> =>
  new Promise((resolve, reject) => {
    let parameters: number[] = [];
    let columns: { name: string; type: number }[] = [];
    const question = {
      submit: (wire: Wire) => {
        wire.once('parameterDescription', ({ dataTypeIDs }) => {
          parameters = [...dataTypeIDs];
        });
        wire.parse({ text });
        wire.describe({ type: 'S', name: '' });
        wire.sync();
      },
      handleRowDescription: ({ fields }: { fields: { name: string; dataTypeID: number }[] }) => {
        columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      },
      handleError: (error: unknown) => reject(faultOf(error)),
      handleReadyForQuery: () => resolve({ parameters, columns }),
    };
    client.query(question as unknown as pg.Submittable);
  });

/** Asks on a connection of its own, which is made for it: plans are few, and learned once. */
export const describe = async (url: string, sqls: readonly Sql[]): Promise<Described[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const all: Described[] = [];
    for (const sql of sqls) all.push(await describeOne(client, forPostgres(sql)));
    return all;
  } catch (error) {
    throw faultOf(error);
  } finally {
    await client.end().catch(() => {});
  }
};
