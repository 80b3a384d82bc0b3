/** The collector's staff API, as far as the page behind the scenes reads it. */

export type Answered =
  | { ok: true; status: number; body: unknown }
  | { ok: false; status: number; reason: string };

export interface Staff {
  get(path: string): Promise<Answered>;
  post(path: string, body: unknown): Promise<Answered>;
}

const reasonIn = (body: unknown, status: number): string => {
  const problem = body as { detail?: unknown; title?: unknown } | null;
  const said = [problem?.detail, problem?.title].find((text) => typeof text === 'string');
  return typeof said === 'string' ? said : `The collector answered ${status}.`;
};

export const staffApi = (staff: string, key: string): Staff => {
  const ask = async (path: string, init: RequestInit): Promise<Answered> => {
    try {
      const answer = await fetch(`${staff}${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${key}`,
          Accept: 'application/json',
          ...(init.body ? { 'Content-Type': 'application/json' } : {}),
        },
        redirect: 'error',
        signal: AbortSignal.timeout(5_000),
      });
      const body: unknown = await answer.json().catch(() => null);
      return answer.ok
        ? { ok: true, status: answer.status, body }
        : { ok: false, status: answer.status, reason: reasonIn(body, answer.status) };
    } catch {
      return { ok: false, status: 0, reason: 'The collector does not answer.' };
    }
  };
  return {
    get: (path) => ask(path, { method: 'GET' }),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
};
