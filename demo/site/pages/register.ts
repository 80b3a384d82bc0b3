/** The registration form. */
import { html } from 'hono/html';
import { company } from '../../company.ts';
import { paths } from '../languages.ts';
import { type Frame, layout } from '../layout.ts';
import { type Field, fields } from '../registration.ts';

const attributes: Record<
  Field,
  { type: string; autocomplete: string; maxlength: number; required: boolean }
> = {
  name: { type: 'text', autocomplete: 'name', maxlength: 200, required: true },
  email: { type: 'email', autocomplete: 'email', maxlength: 254, required: true },
  company: { type: 'text', autocomplete: 'organization', maxlength: 200, required: false },
  position: { type: 'text', autocomplete: 'organization-title', maxlength: 200, required: false },
  phone: { type: 'tel', autocomplete: 'tel', maxlength: 40, required: false },
};

export const registerPage = (frame: Frame) => {
  const words = frame.words.register;
  const input = (field: Field) => {
    const { type, autocomplete, maxlength, required } = attributes[field];
    return html`
            <p class="field">
              <label for="${field}">${words.labels[field]}${required ? '' : html` <span class="small">${words.optional}</span>`}</label>
              <input id="${field}" name="${field}" type="${type}" autocomplete="${autocomplete}" maxlength="${maxlength}" ${required ? 'required' : ''}>
            </p>`;
  };
  const content = html`
      <div class="wide form-page">
        <section>
          <h1>${words.title}</h1>
          <p class="lead">${words.lead}</p>
          <noscript><p class="bad">${words.needsScript} <a href="mailto:${company.email}">${company.email}</a></p></noscript>
          <form id="registration" method="post" action="/api/register" data-sending="${words.sending}" data-tied="${words.tied}" data-not-tied="${words.notTied}" data-tie-failed="${words.tieFailed}" data-invalid="${words.invalid}" data-refused="${words.refused}" data-unreachable="${words.unreachable}">${fields.map(input)}
            <p id="registration-problem" class="bad" role="alert" hidden></p>
            <button type="submit" class="button">${words.send}</button>
          </form>
          <div id="registration-done" class="good" tabindex="-1" hidden><h2>${words.done}</h2><p></p></div>
        </section>
        <aside class="card" aria-labelledby="what-happens">
          <h2 id="what-happens">${words.whatHappens}</h2>
          <ul>${words.points.map((point) => html`<li>${point}</li>`)}</ul>
          <p><a href="${paths(frame.language).privacy}">${words.statement}</a></p>
        </aside>
      </div>`;
  const { title, description } = words;
  return layout(frame, { page: 'register', title, description, scripts: ['register.js'], content });
};
