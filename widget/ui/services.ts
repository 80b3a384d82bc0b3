/** Who is behind a purpose, and which cookies they set (C18). */
import { html, type TemplateResult } from 'lit/html.js';
import type { Notice, NoticePurpose } from '../../shared/notice.ts';

export const services = ({ texts }: Notice, purpose: NoticePurpose): TemplateResult | '' =>
  purpose.services[0]
    ? html`<details>
        <summary>${texts.details}</summary>
        ${purpose.services.map(
          ({ name, provider, country, cookies }) => html`<p><b>${name}</b> · ${provider} · ${country}</p>
            ${
              cookies[0]
                ? html`<table><tbody>
                  <tr><th>${texts.cookieName}</th><th>${texts.cookieLifetime}</th><th>${texts.cookiePurpose}</th></tr>
                  ${cookies.map((one) => html`<tr><td>${one.name}</td><td>${one.lifetime}</td><td>${one.purpose}</td></tr>`)}
                </tbody></table>`
                : ''
            }`,
        )}
      </details>`
    : '';
