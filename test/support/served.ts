/** Starts a collector in a process of its own on a folder, and talks to it over the wire. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { Decision } from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import { databaseIn } from './engine.ts';
import { origin, testSettings } from './site.ts';

/** How a decision was answered; status 0 where there was no answer. */
export interface Answered {
  status: number;
  type: string;
  text: string;
  /** When to come again, where it was refused. */
  retryAfter?: string;
}

/** What is said to a collector, wherever it stands. */
export interface Talk {
  notice(): Promise<Notice>;
  send(decision: Decision): Promise<Answered>;
  /** Posts to a path of the site. */
  post(path: string, body: unknown): Promise<Answered>;
}

export interface Served extends Talk {
  pid: number;
  url: string;
  staffUrl: string;
  /** Milliseconds of a processor from opening the data to listening. */
  startedIn: number;
  /** Ends it by this signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Talks to whoever answers at `url`. */
export const talkTo = (url: string): Talk => {
  const post: Talk['post'] = async (path, body) => {
    try {
      const answer = await fetch(`${url}/s/test/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        // Node's own would be a bot's.
        headers: {
          origin,
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
        },
      });
      const type = answer.headers.get('content-type') ?? '';
      const retryAfter = answer.headers.get('retry-after');
      return { status: answer.status, type, text: await answer.text(), ...(retryAfter && { retryAfter }) };
    } catch {
      return { status: 0, type: '', text: '' };
    }
  };
  return {
    post,
    notice: async () => (await fetch(`${url}/s/test/notice/fi`)).json() as Promise<Notice>,
    send: (decision) => post('decisions', decision),
  };
};

/**
 * Runs the collector on the data in `folder`; `limit` holds its files to so many KiB, which is what a full disk is like. `also`
 * are variables beside.
 */
export const serve = async (
  folder: string,
  limit?: number,
  also: Record<string, string> = {},
): Promise<Served> => {
  const command = `${limit === undefined ? '' : `ulimit -Sf ${limit}; `}exec "$0" test/support/served.mjs`;
  const database = await databaseIn(folder);
  const child = spawn('bash', ['-c', command, process.execPath], {
    env: {
      ...process.env,
      LUPA_DATA: `${folder}/data`,
      LUPA_PORT: '0',
      LUPA_STAFF_PORT: '0',
      LUPA_OPERATOR_NAME: 'Example Oy',
      LUPA_OPERATOR_CONTACT: 'privacy@example.fi',
      TEST_SITE: JSON.stringify(testSettings()),
      ...('url' in database && {
        LUPA_DATABASE_URL: database.url,
        LUPA_DATABASE_DURABILITY: 'what was answered may be lost',
      }),
      ...also,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Also where the test fails before it ends it.
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => [undefined]),
  ])) as [string | undefined];
  if (line === undefined) throw new Error('The collector did not start.');
  const { url, staffUrl, startedIn } = JSON.parse(line) as Pick<Served, 'url' | 'staffUrl' | 'startedIn'>;
  return {
    pid: child.pid as number,
    url,
    staffUrl,
    startedIn,
    ...talkTo(url),
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
};
