/** What a browser is shown that comes back from the OpenID provider: the token, to be copied. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { sendPage } from '../ownPage/frame.ts';
import { tellingFor } from '../ownPage/words.ts';
import { faultWordsOf } from './page.ts';

/** `expires`: Unix milliseconds. */
export const signedInPage = (c: Context, token: string, expires: number) => {
  // The address has the provider's code in it.
  c.header('Referrer-Policy', 'no-referrer');
  const { language, signedIn } = faultWordsOf(c);
  const { time } = tellingFor(language, 'Europe/Helsinki');
  return sendPage(c, {
    language,
    title: signedIn.title,
    body: html`<p class="told" role="status">${signedIn.text}</p>
  <div class="field"><label for="token">${signedIn.token}</label><textarea id="token" rows="3" readonly autocomplete="off" spellcheck="false">${token}</textarea></div>
  <p class="muted">${signedIn.until(time(new Date(expires).toISOString()))}</p>`,
  });
};
