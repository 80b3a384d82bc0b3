/** The API as a page for people: every call by its resource, from the same document that machines read. No script. */
import { html } from 'hono/html';
import type { Html } from '../ownPage/frame.ts';
import { byResource, type Call, type Document } from './document.ts';
import { membersOf } from './shape.ts';

const anchor = (name: string): string => name.replaceAll(/[^a-z0-9]+/gi, '-');

const needed: Record<string, string> = {
  staff: 'Needs a staff key or the token of a session.',
  site: 'Needs the site’s secret.',
};

const success = ({ answers }: Call): Html[] =>
  answers
    .filter(({ status }) => Number(status) < 400)
    .map(({ status, shape }) => html`<p>Answers ${status}.</p>${membersOf(shape)}`);

const refusals = ({ answers }: Call): string =>
  answers
    .map(({ status }) => status)
    .filter((status) => Number(status) >= 400)
    .join(', ');

/** Code in words, as descriptions mark it. */
const worded = (text: string): (Html | string)[] =>
  text.split('`').map((piece, place) => (place % 2 === 1 ? html`<code>${piece}</code>` : piece));

const callPart = (call: Call): Html => html`<li>
<h3><code>${call.method} ${call.path}</code></h3>
<p>${call.summary}.</p>
${call.description === undefined ? '' : html`<p class="muted">${worded(call.description)}</p>`}
<details><summary>Parameters, body, answers</summary><div>
${call.security === undefined ? '' : html`<p>${needed[call.security]}</p>`}
${
  call.parameters.length === 0
    ? ''
    : html`<dl>${call.parameters.map(
        (one) =>
          html`<dt><code>${one.name}</code> in the ${one.in}</dt><dd>${worded(one.description ?? 'Which one.')}</dd>`,
      )}</dl>`
}
${call.body ? html`<p>Body, as JSON:</p>${membersOf(call.body)}` : ''}
${success(call)}
${refusals(call) === '' ? '' : html`<p>May be refused with ${refusals(call)}, as a problem document (RFC 9457).</p>`}
</div></details></li>`;

/** What is below the heading. */
export const docsPage = (document: Document): Html => {
  const groups = byResource(document);
  return html`<p>Calls below <code>/v1</code>, <code>/metrics</code> and <code>/ready</code> are on the staff listener, all others on the public one. Send
<code>Authorization: Bearer …</code> with a key (<code>POST /v1/keys</code>) or the token of a session
(<code>POST /v1/sign-in</code>). The operator’s staff name a customer with <code>Lupa-Controller: number</code>, on an
instruction. Machines read <a href="/openapi.json">/openapi.json</a>.</p>
<nav aria-label="Resources"><p>${groups.map(
    ([name]) => html`<a href="#${anchor(name)}">${name}</a> `,
  )}</p></nav>
${groups.map(
  ([name, calls]) => html`<section aria-labelledby="${anchor(name)}"><h2 id="${anchor(name)}">${name}</h2>
<ul>${calls.map(callPart)}</ul></section>
`,
)}`;
};
