/** The visitor's own page: everything that is held under the key, and what can be done about it. */
import { html } from 'hono/html';
import type { Held } from '../../../shared/mine.ts';
import type { AuthorityTold } from '../../../shared/register/supervisoryAuthority.ts';
import type { Site } from '../../register/sites.ts';
import { decided } from './decided.ts';
import { type Carried, carried, type Html } from './frame.ts';
import type { Telling } from './words.ts';

type Visit = Held['visits'][number];
type Event = Held['events'][number];

/** What a purpose is called in the language of the page, or in the site's first one. */
const naming =
  ({ settings }: Site, language: string) =>
  (id: string): string => {
    const name = settings.purposes.find((purpose) => purpose.id === id)?.name ?? {};
    return name[language] ?? name[settings.languages[0] ?? ''] ?? id;
  };

const visited = (visit: Visit, { words, time }: Telling): Html => {
  const browser = [
    visit.browser,
    visit.browserMajor,
    visit.os && `· ${visit.os}`,
    visit.device && `· ${visit.device}`,
  ];
  const rows: [string, string | null][] = [
    [words.page, visit.page],
    [words.browser, browser.filter((part) => part !== null).join(' ')],
    [words.language_, visit.language],
    [words.from, visit.referrer],
    [words.address, visit.address],
    [words.country, visit.country],
  ];
  return html`<li><h3><time datetime="${visit.received}">${time(visit.received)}</time></h3>
    <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value || words.unknown}</dd>`)}</dl></li>`;
};

const measured = ({ happened, sent, event }: Event, { words, time }: Telling): Html => {
  const { name, page, params, ...seen } = event;
  const text = (what: string): string => `${seen[what] ?? ''}`;
  const rows: [string, string][] = [
    [words.measuredWhat, name],
    [words.page, [page, text('title')].filter((part) => part !== '').join(' · ')],
    [words.from, text('referrer')],
    [
      words.browser,
      [text('browser'), text('os'), text('device'), text('screen')].filter((part) => part !== '').join(' · '),
    ],
    [words.language_, text('language')],
    [words.country, text('country')],
    [words.measuredTime, `${Math.round(Number(seen['engaged'] ?? 0) / 1000)} s`],
    [
      words.measuredMore,
      Object.entries(params)
        .map((pair) => pair.join(': '))
        .join(' · '),
    ],
    [words.measuredSent, { yes: words.yes, no: words.no, waiting: words.waitingToBeSent }[sent]],
  ];
  return html`<li><h3><time datetime="${happened}">${time(happened)}</time></h3>
    <dl>${rows.map(([what, value]) => html`<dt>${what}</dt><dd>${value || words.unknown}</dd>`)}</dl></li>`;
};

/** `told`: why an erasure was not done; the page then stands a step deeper. */
export const heldPage = (
  held: Held,
  site: Site,
  given: Carried,
  telling: Telling & { authority: AuthorityTold },
  told?: string,
): Html => {
  const { words, time, days, authority } = telling;
  const up = told ? '../' : '';
  const { controller, consents, decisions, erased, retention, signedIn, visits, events } = held;
  const names = naming(site, words.language);
  const empty = !consents.length && !decisions.length && !visits.length && !events.length && !signedIn.length;
  const proof = days(retention.proofDays);
  return html`${told && html`<p class="told" role="alert">${told}</p>`}
  <p>${words.lead(controller.name, site.settings.name)}</p><p class="muted">${words.key}</p>
  ${erased && html`<p class="told">${words.erasedAt(time(erased.since), time(erased.proofUntil))}</p>`}
  ${empty && !erased ? html`<p class="told">${words.nothing}</p>` : ''}
  <h2>${words.now}</h2>
  ${
    consents.length
      ? html`<ul>${consents.map(
          ({ purpose, answer, decided: since }) =>
            html`<li><h3>${names(purpose)}</h3><p>${words[answer]}, ${
              since
                ? html`${words.since.toLowerCase()} <time datetime="${since}">${time(since)}</time>`
                : words.carriedOver
            }</p></li>`,
        )}</ul>`
      : html`<p>${decisions.length || erased ? words.noMore : words.noneHolds}</p>`
  }
  ${
    decisions.length
      ? html`<h2>${words.decided}</h2><ul>${decisions.map((one) => decided(one, names, telling, given, up))}</ul>`
      : ''
  }
  <h2>${words.visits}</h2>
  ${visits.length ? html`<ul>${visits.map((one) => visited(one, telling))}</ul>` : html`<p>${words.noVisits}</p>`}
  ${
    events.length
      ? html`<h2>${words.measured}</h2><p class="muted">${words.measuredWhy}</p><ul>${events.map((one) => measured(one, telling))}</ul>`
      : ''
  }
  ${
    signedIn.length
      ? html`<h2>${words.signedIn}</h2><p class="muted">${words.signedInWho}</p><ul>${signedIn.map(
          ({ from, to }) => html`<li><dl><dt>${words.since}</dt><dd>${time(from)}</dd>
            <dt>${words.until}</dt><dd>${to ? time(to) : words.goesOn}</dd></dl></li>`,
        )}</ul>`
      : ''
  }
  <div class="screen"><h2>${words.keep}</h2><p>${words.keepHow}</p>
  <form method="post" action="${up}mine">${carried(given)}
    <button name="as" value="json">${words.asJson}</button><button name="as" value="csv">${words.asCsv}</button></form></div>
  ${
    erased
      ? ''
      : html`<div class="screen"><h2>${words.erase}</h2><p>${words.eraseWhat(proof)}</p>
  <form method="post" action="${up}mine/erase">${carried(given)}
    <label><input type="checkbox" name="sure" value="yes" required> <span>${words.eraseSure}</span></label>
    <button class="full">${words.eraseButton}</button></form></div>`
  }
  <h2>${words.retention}</h2>
  ${retention.visitDays !== null ? html`<p>${words.retentionVisits(days(retention.visitDays))}</p>` : ''}
  <p>${words.retentionProof(proof)}</p><p>${words.rights(authority)}</p>
  <p class="screen"><a href="${up}requests">${words.otherRights}</a></p>
  <p>${words.contact}: ${controller.name}, ${controller.contact}</p>`;
};
