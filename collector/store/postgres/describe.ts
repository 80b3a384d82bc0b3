/** What PostgreSQL makes of a statement before it runs: the types of its parameters, names and types of its columns. */
import type pg from 'pg';

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

/** Asks without running it. */
export const describeOne = (client: pg.Client, text: string): Promise<Described> =>
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
      handleError: (error: unknown) => reject(error),
      handleReadyForQuery: () => resolve({ parameters, columns }),
    };
    client.query(question as unknown as pg.Submittable);
  });
