/** The receipt as a page to read, print and keep: no script, nothing fetched, in the language of the decision. Pure. */
import { createHash } from 'node:crypto';
import type { How } from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import { authorityIn } from '../../shared/register/supervisoryAuthority.ts';
import { endOf, eventsOf, proofAddress, textAddress } from './consentEvents.ts';
import { type ReceiptWords, receiptWords } from './receiptWords.ts';
import type { Recorded } from './recorded.ts';

const style = `
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere;background:Canvas;color:CanvasText}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1rem 0 0}
dl{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.25rem 1rem;margin:0}
dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.4rem .6rem;border:1px solid;vertical-align:top}
pre{white-space:pre-wrap;font-size:.8rem;border:1px solid;padding:.6rem}
blockquote{margin:0;padding-inline-start:1rem;border-inline-start:.25rem solid}
@media(max-width:30rem){body{padding:1rem}dl{display:block}dd{margin-bottom:.5rem}thead{position:absolute;clip-path:inset(50%)}
table,tbody,tr,th,td{display:block}tr{border:1px solid;margin-bottom:.5rem}th,td{border:0}td{padding-top:0}}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}tr,pre{break-inside:avoid}}
`;

/** What the page may do: show its own style, and nothing else. */
export const receiptPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');

const link = (address: string): string =>
  /^https?:\/\//.test(address)
    ? `<a href="${escaped(address)}" rel="noreferrer">${escaped(address)}</a>`
    : escaped(address);

/** Pairs of a name and what is already HTML. */
const list = (pairs: readonly (readonly [name: string, html: string])[]): string =>
  `<dl>${pairs.map(([name, html]) => `<dt>${escaped(name)}</dt><dd>${html}</dd>`).join('')}</dl>`;

const states = {
  ConsentGiven: 'given',
  ConsentRefused: 'refused',
  ConsentWithdrawn: 'withdrawn',
  ConsentExpired: 'expired',
} as const;

const answerRows = (recorded: Recorded, words: ReceiptWords, at: (time: number) => string): string =>
  recorded.decision.answers
    .map(({ purpose, answer }) => {
      const name = recorded.notice.purposes.find(({ id }) => id === purpose)?.name ?? purpose;
      const kept = recorded.site.settings.purposes.find(({ id }) => id === purpose)?.retentionDays;
      const events = eventsOf(recorded, purpose).map(
        (event) => `${words[states[event.state]]}: ${at(event.at)}`,
      );
      const retention = kept === undefined ? '' : `<br>${escaped(`${words.retention}: ${words.days(kept)}`)}`;
      return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(words[answer])}${retention}</td><td>${events.map(escaped).join('<br>')}</td></tr>`;
    })
    .join('');

/** What was done. Only a button of ours was called what the notice says; another tool's had words of its own. */
const done = (
  { decision: { how, surface }, notice: { texts } }: Recorded,
  { ways, pressed, surfaces }: ReceiptWords,
): string => {
  const labels: Partial<Record<How, string>> = { accept_all: texts.acceptAll, reject_all: texts.rejectAll };
  const label = surface === 'banner' || surface === 'preferences' ? labels[how] : undefined;
  return `${label ? pressed(label) : ways[how]} ${surfaces[surface]}`;
};

const shownText = ({ texts, purposes }: Notice, asked: readonly string[], words: ReceiptWords): string =>
  [
    `<p><strong>${escaped(texts.title)}</strong></p><p>${escaped(texts.intro)}</p><p>${escaped(texts.recipients)}</p><p>${escaped(texts.withdrawal)}</p>`,
    ...purposes
      .filter(({ id }) => asked.includes(id))
      .map(({ name, description, services }) => {
        const rows = services.map(
          (one) =>
            `<li>${escaped(`${one.name} (${one.provider}, ${one.country})`)}${one.cookies.map((cookie) => `<br>${escaped(`${cookie.name}, ${cookie.lifetime}: ${cookie.purpose}`)}`).join('')}</li>`,
        );
        return `<h3>${escaped(name)}</h3><p>${escaped(description)}</p>${rows.length > 0 ? `<p>${escaped(words.services)}</p><ul>${rows.join('')}</ul>` : ''}`;
      }),
  ].join('');

const proofPart = (recorded: Recorded, words: ReceiptWords): string => {
  const { row, proof } = recorded;
  const values = { number: row.number, body: row.body, salt: row.salt, digest: row.digest };
  return [
    `<p>${escaped(words.proofIntro)}</p>`,
    list([[words.row, String(row.number)]]),
    `<pre>${escaped(JSON.stringify({ receipt: values, ...(proof && { proof }) }, null, 1))}</pre>`,
    proof ? '' : `<p>${escaped(words.waiting)}</p>`,
    `<p>${link(proofAddress(recorded))}</p>`,
  ].join('');
};

/** The whole page. */
export const receiptPage = (recorded: Recorded): string => {
  const { decision, notice, controller, site } = recorded;
  const { language, words } = receiptWords(notice.language);
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  });
  const at = (when: number): string => time.format(when);
  const asked = decision.answers.map(({ purpose }) => purpose);
  // Only of a consent that nothing has ended.
  const granted = asked.some((purpose) => eventsOf(recorded, purpose).at(-1)?.state === 'ConsentGiven');
  const section = (title: string, html: string): string =>
    `<section><h2>${escaped(title)}</h2>${html}</section>`;
  const direction = notice.direction ? ` dir="${notice.direction}"` : ' dir="ltr"';
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(receiptPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<title>${escaped(`${words.title} – ${controller.name}`)}</title><style>${style}</style></head><body><main>
<h1>${escaped(words.title)}</h1><p>${escaped(words.intro)}</p>
${list([
  [
    words.controller,
    [notice.controller.name, site.settings.controller?.address]
      .flatMap((one) => (one ? escaped(one) : []))
      .join('<br>'),
  ],
  [words.contact, escaped(notice.controller.contact)],
  [words.statement, link(notice.statement.url)],
  [words.when, escaped(at(decision.received))],
  [words.how, escaped(done(recorded, words))],
  [words.language, escaped(notice.language)],
  [words.identifiers, escaped(decision.id)],
  ...(decision.visitor ? [[words.visitor, escaped(decision.visitor)] as const] : []),
  ...(granted ? [[words.until, escaped(at(endOf(recorded)))] as const] : []),
])}
${section(
  words.answers,
  `<table><thead><tr><th scope="col">${escaped(words.purpose)}</th><th scope="col">${escaped(words.answer)}</th><th scope="col">${escaped(words.history)}</th></tr></thead><tbody>${answerRows(recorded, words, at)}</tbody></table>`,
)}
${section(
  words.shown,
  `${decision.takeover ? `<p>${escaped(words.notShown)}</p>` : ''}<blockquote lang="${escaped(notice.language)}"${direction}>${shownText(notice, asked, words)}</blockquote>${list([[words.version, `${escaped(notice.version)}<br>${link(textAddress(recorded))}`]])}`,
)}
${section(words.withdrawal, `<p lang="${escaped(notice.language)}"${direction}>${escaped(notice.texts.withdrawal)}</p><p>${site.settings.origins.map(link).join('<br>')}</p>`)}
${section(words.rights, `<p>${escaped(words.rightsList(authorityIn(language, controller.authority)))}</p>`)}
${section(words.proof, proofPart(recorded, words))}
</main></body></html>
`;
};
