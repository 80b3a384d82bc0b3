/** The staff listener as anyone with a token calls it; customer companies with an administrator who signed in. */
import { TOTP } from 'otpauth';
import { staffApp } from '../../collector/http/staff.ts';
import { addStaff } from '../../collector/register/staff.ts';
import type { Role } from '../../collector/store/catalogue.ts';
import { type Called, newKey, type TestCollector } from './collector.ts';

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Called>;

export interface Desk {
  /** Calls with this bearer token; without one as nobody. */
  as(token: string | undefined): Call;
  /** A key of a new member of staff, and the member's number. */
  enter(controller: number, role: Role, name?: string): Promise<string>;
}

const env = { incoming: { socket: { remoteAddress: '203.0.113.77' } } };

export const deskOf = ({ needs, store, world }: Pick<TestCollector, 'needs' | 'store' | 'world'>): Desk => {
  const app = staffApp(needs);
  return {
    as:
      (token) =>
      async (method, path, body, headers = {}) => {
        const answer = await app.request(
          path,
          {
            method,
            ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
            headers: {
              ...(token !== undefined && { authorization: `Bearer ${token}` }),
              'content-type': 'application/json',
              'lupa-reason': 'a test',
              ...headers,
            },
          },
          env,
        );
        const text = await answer.text();
        const isJson = /json/.test(answer.headers.get('content-type') ?? '');
        return {
          status: answer.status,
          tag: answer.headers.get('etag') ?? '',
          headers: answer.headers,
          body: text !== '' && isJson ? JSON.parse(text) : {},
        };
      },
    enter: async (controller, role, name = role) => {
      const key = newKey();
      await addStaff(store, world, { controller, name, role, key, committed: world.clock() });
      return key;
    },
  };
};

export const password = 'korkea kuusi kaatuu hiljaa';

/** The code that an authenticator app shows now. */
export const codeOf = (secret: string, now: number): string =>
  new TOTP({ issuer: 'Lupa', secret }).generate({ timestamp: now });

/** Enrols by a token and answers the secret of the authenticator. */
export const enrol = async (
  desk: Desk,
  world: { clock(): number },
  token: string,
  commits = false,
): Promise<string> => {
  const nobody = desk.as(undefined);
  const begun = await nobody('POST', '/v1/enrolment', { token, password });
  const secret = String(begun.body['secret']);
  const ended = await nobody('POST', '/v1/enrolment/confirmation', {
    token,
    code: codeOf(secret, world.clock()),
    commits,
  });
  if (ended.status !== 204) throw new Error(`The enrolment was answered ${ended.status}.`);
  return secret;
};

export interface Customer {
  number: number;
  email: string;
  secret: string;
  /** A session of its first administrator. */
  token: string;
}

/** A customer company, made by the operator's administrator, whose own administrator has enrolled and signed in. */
export const customerOf = async (
  collector: TestCollector,
  desk: Desk,
  name: string,
  email = 'pomo@example.fi',
): Promise<Customer> => {
  const { world } = collector;
  const made = await collector.call('administrator', 'POST', '/v1/controllers', {
    name,
    contact: 'privacy@customer.example',
    administrator: { name: 'Pomo', email },
  });
  if (made.status !== 201) throw new Error(`The controller was answered ${made.status}.`);
  const number = Number(made.body['number']);
  const { token } = made.body['enrolment'] as unknown as { token: string };
  const secret = await enrol(desk, world, token, true);
  world.pass(60_000);
  const signedIn = await desk.as(undefined)('POST', '/v1/sign-in', {
    controller: number,
    email,
    password,
    code: codeOf(secret, world.clock()),
  });
  if (signedIn.status !== 200) throw new Error(`The sign-in was answered ${signedIn.status}.`);
  return { number, email, secret, token: String(signedIn.body['token']) };
};
