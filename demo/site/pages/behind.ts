/** The page behind the scenes: what Google received, what the company stored, whom its marketing team can find. */
import { html } from 'hono/html';
import { company } from '../../company.ts';
import type { Origins } from '../../hosts.ts';

const lookup = html`
      <section class="panel" aria-labelledby="lookup-heading">
        <h2 id="lookup-heading">As the marketing team</h2>
        <p>Register on the site, then look yourself up. Every look-up is recorded with its reason.</p>
        <form id="lookup" class="row">
          <p class="field"><label for="by">Look up by</label>
            <select id="by" name="by"><option value="email">E-mail</option><option value="visitor">Visitor id</option></select></p>
          <p class="field grow"><label for="value">E-mail or visitor id</label>
            <input id="value" name="value" type="text" autocomplete="off" maxlength="254" required></p>
          <p class="field grow"><label for="reason">Reason</label>
            <input id="reason" name="reason" type="text" autocomplete="off" maxlength="200" value="Trying the demo" required></p>
          <p><button class="button" type="submit">Look up</button></p>
        </form>
        <div id="found" role="status"></div>
        <div id="access" tabindex="-1"></div>
      </section>`;

const panel = (id: string, heading: string, about: string) => html`
        <section class="panel" aria-labelledby="${id}-heading">
          <h2 id="${id}-heading">${heading} <span id="${id}-count" class="count">–</span></h2>
          <p>${about}</p>
          <ol id="${id}" class="log"></ol>
        </section>`;

export const behindPage = ({ site, relay }: Origins) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Behind the scenes – ${company.short}</title>
    <link rel="icon" href="/assets/img/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/site.css">
    <link rel="stylesheet" href="/assets/behind.css">
    <script type="module" src="/assets/behind/main.js"></script>
  </head>
  <body class="behind">
    <a class="skip" href="#content">Skip to content</a>
    <header class="top">
      <div class="wide bar"><a class="brand" href="/en/"><img src="/assets/img/mark.svg" alt="" width="36" height="36"><span>${company.short}</span></a>
        <p class="where">Behind the scenes</p></div>
    </header>
    <main id="content" class="wide" tabindex="-1">
      <h1>The other side</h1>
      <p class="lead">Here is what Google would have received, and what the company stored. Open the site in a window beside this one, <a href="${site}/en/" target="lupa-site">measured by Google’s tag</a> or <a href="${relay}/en/" target="lupa-relay">measured by the relay</a>, answer its question about cookies, put something in the order, search the shop, open the price list, change your mind, and watch.</p>
      <noscript><p class="bad">This page needs JavaScript: it shows what happens while it happens.</p></noscript>
      <p id="summary" class="summary" aria-live="polite"></p>
      <div class="sides">${panel(
        'google',
        'Google received from browsers',
        'By its own tag: from the visitor’s address. The demo plays Google by itself: nothing leaves this machine. Every request that reached it is here, the tag’s script too.',
      )}${panel(
        'relayed',
        'Google received from the relay',
        'From the collector’s address, a second or so later: no address of a visitor, no cookie, an id that rotates, no query but utm_…, nothing that looks like an e-mail address or a telephone number. (Here browser and collector are on one machine, so both addresses are 127.0.0.1.)',
      )}
      </div>
      <div class="sides">
        ${panel('ledger', 'The ledger', 'What happened, in the collector’s append-only account. Newest first.')}${panel(
          'visits',
          'Visits',
          'What is kept of a visit, and only under a live consent. The address has lost its end before it was stored.',
        )}
      </div>${lookup}
      <section class="panel" aria-labelledby="again-heading">
        <h2 id="again-heading">Start over</h2>
        <p>This makes the browser forget the site, as if you had never been there. It is not a withdrawal: nothing is told to the collector. (Your browser’s own way is the button beside the address: cookies and site data, delete.)</p>
        <p class="actions"><button id="forget" type="button" class="button quiet">Forget my choice in this browser</button> <button id="clear" type="button" class="button quiet">Empty the list of what Google received</button></p>
        <p id="again-done" role="status"></p>
      </section>
    </main>
  </body>
</html>
`;
