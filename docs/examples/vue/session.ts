/** Signing in and out. Neither waits for the collector: a tie is made when it can be. */
import { lupa } from 'lupa';

const ask = (path: string, body: object = {}): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Whether the last person has left: until then nobody else is tied. */
let leaving: Promise<unknown> = Promise.resolve();

/** Ties this browser to who is signed in, with a token that your server signs. Where nothing is granted, nothing is tied. */
const tie = async (): Promise<void> => {
  await leaving;
  const visitor = await lupa.visitor();
  if (!visitor) return;
  const answer = await ask('/api/tie', { visitor });
  if (answer.ok) await lupa.identify(await answer.text());
};

export const signIn = async (email: string): Promise<boolean> => {
  const { ok } = await ask('/api/sign-in', { email });
  if (ok) tie().catch(console.error);
  return ok;
};

/** The next person on this browser is another visitor. */
export const signOut = async (): Promise<void> => {
  leaving = lupa.signOut();
  await ask('/api/sign-out');
};
