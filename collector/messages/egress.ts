/** The one way out: a request to another host, with nothing in it but what is handed in, bounded in time and size. */
import { type ClientRequest, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { type HostList, isListed, NotListed } from './listedHost.ts';
import { lookupHere } from './lookup.ts';
import { isPublic, lookupPublic, NotPublic } from './publicAddress.ts';

/** What was sent, word for word, and what was answered. */
export interface Exchange {
  /** As sent, in order. */
  headers: readonly (readonly [name: string, value: string])[];
  status: number;
  /** The first part of the answer. */
  answer: string;
}

export interface Egress {
  /** Posts JSON to an http or https address; follows no redirect. Rejects where nobody answers in time. `also` are headers beside. */
  post(url: string, body: string, also?: Readonly<Record<string, string>>): Promise<Exchange>;
  /** Ends what is under way. */
  close(): void;
}

/** No more of an answer is read, in bytes. */
const mostAnswer = 64 * 1024;

/** All that is said beside the body: no language, no referrer, nothing that a visitor handed to us. */
const headersOf = (
  host: string,
  length: number,
  also: Readonly<Record<string, string>>,
): [name: string, value: string][] => [
  ['Host', host],
  ['User-Agent', 'lupa'],
  ['Content-Type', 'application/json'],
  ['Content-Length', String(length)],
  ['Connection', 'keep-alive'],
  ...Object.entries(also),
];

export interface EgressSettings {
  /** Milliseconds for a whole exchange. */
  patience?: number;
  /** To one host at once. */
  connections?: number;
  /** Only to addresses of the public internet: where somebody else than the operator says where it goes. */
  publicOnly?: boolean;
  /** To nobody else; undefined: no list. */
  hosts?: HostList | undefined;
}

export const egress = ({
  patience = 10_000,
  connections = 16,
  publicOnly = false,
  hosts,
}: EgressSettings = {}): Egress => {
  const options = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections };
  const agents = { plain: new PlainAgent(options), secure: new SecureAgent(options) };
  const under = new Set<ClientRequest>();
  return {
    post: (url, body, also = {}) =>
      new Promise((resolve, reject) => {
        const address = new URL(url);
        const literal = address.hostname.replace(/^\[|\]$/g, '');
        if (!isListed(address.hostname, hosts)) throw new NotListed();
        // A literal address is looked up nowhere.
        if (publicOnly && isIP(literal) > 0 && !isPublic(literal)) throw new NotPublic();
        const bytes = Buffer.from(body);
        const headers = headersOf(address.host, bytes.length, also);
        const lookup = publicOnly ? lookupPublic : lookupHere;
        const given = { method: 'POST', headers: headers.flat(), lookup };
        const sending =
          address.protocol === 'https:'
            ? secureRequest(address, { ...given, agent: agents.secure })
            : plainRequest(address, { ...given, agent: agents.plain });
        under.add(sending);
        // From when it has a connection: waiting for one is not the other side's slowness.
        let timer: NodeJS.Timeout | undefined;
        sending.once('socket', () => {
          timer = setTimeout(() => sending.destroy(new Error('No answer in time.')), patience);
        });
        sending.once('close', () => {
          clearTimeout(timer);
          under.delete(sending);
          reject(new Error('Broken off.')); // where it was not settled before
        });
        sending.once('error', reject);
        sending.once('response', (response) => {
          const pieces: Buffer[] = [];
          let length = 0;
          const done = () => {
            const answer = Buffer.concat(pieces).subarray(0, mostAnswer).toString('utf8');
            resolve({ headers, status: response.statusCode ?? 0, answer });
          };
          response.on('data', (piece: Buffer) => {
            pieces.push(piece);
            length += piece.length;
            if (length <= mostAnswer) return;
            // It has answered; an endless body is not waited for.
            done();
            response.destroy();
          });
          response.once('end', done);
          response.once('error', reject);
        });
        sending.end(bytes);
      }),
    close: () => {
      for (const one of under) one.destroy(new Error('Closing.'));
      agents.plain.destroy();
      agents.secure.destroy();
    },
  };
};
