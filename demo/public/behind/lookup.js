/** The look-up form, as the marketing team would use it. */
import { chip, element, folded, pretty } from './element.js';

const form = document.getElementById('lookup');
const found = document.getElementById('found');
const access = document.getElementById('access');

const call = async (path, init) => {
  try {
    const answer = await fetch(`/api/behind/${path}`, init);
    const body = await answer.json();
    return answer.ok ? { ok: true, body } : { ok: false, reason: body.title };
  } catch {
    return { ok: false, reason: 'The demo’s server does not answer.' };
  }
};

const showAccess = async (person) => {
  const answer = await call(`access/${encodeURIComponent(person.id)}`);
  access.replaceChildren(
    answer.ok
      ? element(
          'div',
          {},
          element('h3', {}, 'The answer to an access request (article 15)'),
          element(
            'pre',
            { tabindex: '0', role: 'region', 'aria-label': 'Access answer' },
            pretty(answer.body),
          ),
        )
      : element('p', { class: 'bad' }, answer.reason),
  );
  access.focus();
};

const fields = (one, left) =>
  element(
    'dl',
    {},
    Object.entries(one)
      .filter(([name, value]) => !left.includes(name) && value !== null && value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, pretty(value))]),
  );

const person = (one) =>
  element(
    'li',
    {},
    element('h3', {}, String(one.name ?? one.email ?? one.id)),
    fields(one, ['name']),
    element(
      'button',
      { type: 'button', class: 'button quiet', click: () => showAccess(one) },
      'Show the access answer',
    ),
  );

const consent = (one) => {
  const answer = one.answer ?? one.state;
  return chip(`${one.purpose ?? 'purpose'}: ${answer}`, answer);
};

const visitor = (one) =>
  element(
    'li',
    {},
    element('h3', {}, 'A visitor'),
    element('p', { class: 'small' }, element('code', {}, String(one.id))),
    Array.isArray(one.consents) && element('p', { class: 'chips' }, one.consents.map(consent)),
    folded('Everything known', one),
  );

const show = ({ persons = [], visitors = [] }) => {
  if (persons.length + visitors.length === 0) {
    found.replaceChildren(element('p', {}, 'Nobody is known by that.'));
    return;
  }
  found.replaceChildren(element('ul', { class: 'log found' }, persons.map(person), visitors.map(visitor)));
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  access.replaceChildren();
  const answer = await call('lookup', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  if (answer.ok) show(answer.body);
  else found.replaceChildren(element('p', { class: 'bad' }, answer.reason));
});

/** Fills the form with a visitor id that is on the page already. */
export const lookUpVisitor = (id) => {
  form.elements.by.value = 'visitor';
  form.elements.value.value = id;
  form.requestSubmit();
  form.scrollIntoView({ block: 'center' });
};
