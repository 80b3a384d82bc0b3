/** Calls of the command line to the running collector's staff listener. */
import { existsSync, readFileSync } from 'node:fs';
import { addressOf } from './app.ts';
import type { Settings } from './env.ts';
import { WrongSetting } from './wrongSetting.ts';

/** The collector refused, in its own words. */
export class Refused extends Error {
  override name = 'Refused';
}

const keyIn = (settings: Settings, variables: NodeJS.ProcessEnv): string => {
  const file = variables['LUPA_KEY_FILE'] || `${settings.data}/administrator.key`;
  if (!existsSync(file))
    throw new WrongSetting(`There is no staff key in ${file}: set LUPA_KEY_FILE to the file that has yours.`);
  return readFileSync(file, 'utf8').trim();
};

export interface StaffCall {
  method: string;
  /** Below /v1, with its query. */
  path: string;
  /** JSON, or a file's content as it is. */
  body?: string | Uint8Array | ReadableStream<Uint8Array>;
  headers?: Readonly<Record<string, string>>;
}

/** The answer of the collector; rejects with `Refused` and its sentence where it refuses. */
export const callStaff = async (
  settings: Settings,
  variables: NodeJS.ProcessEnv,
  { method, path, body, headers = {} }: StaffCall,
): Promise<Response> => {
  const staff = addressOf(settings.staffHost, settings.staffPort);
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: { Authorization: `Bearer ${keyIn(settings, variables)}`, ...headers },
    redirect: 'error',
    ...(body !== undefined && { body: body as NonNullable<RequestInit['body']>, duplex: 'half' }),
  };
  const answer = await fetch(`${staff}/v1/${path}`, init).catch(() => {
    throw new WrongSetting(
      `No collector answers at ${staff}: start it, or set LUPA_STAFF_HOST and LUPA_STAFF_PORT as it has them.`,
    );
  });
  if (answer.ok) return answer;
  const { detail, pointer } = (await answer.json().catch(() => ({}))) as {
    detail?: string;
    pointer?: string;
  };
  throw new Refused(
    `${detail ?? `The collector answered ${answer.status}.`}${pointer ? ` (${pointer})` : ''}`,
  );
};
