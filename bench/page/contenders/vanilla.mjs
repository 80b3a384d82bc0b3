/** vanilla-cookieconsent 3.1.0: style sheet in the head, a module that imports it from the other host and runs it. */
import { asked, cookies, heldScripts, installed, message } from './words.mjs';

const settings = (notice) => {
  const { texts, purposes, statement } = notice;
  const necessary = purposes.find((one) => one.necessary);
  const section = (purpose, category = purpose.id) => ({
    title: purpose.name,
    description: purpose.description,
    linkedCategory: category,
    cookieTable: {
      headers: { name: texts.cookieName, purpose: texts.cookiePurpose, lifetime: texts.cookieLifetime },
      body: cookies(purpose),
    },
  });
  return {
    // We are one.
    hideFromBots: false,
    guiOptions: { consentModal: { layout: 'box', position: 'bottom left', equalWeightButtons: true } },
    categories: {
      necessary: { enabled: true, readOnly: true },
      ...Object.fromEntries(
        asked(notice).map((purpose) => [
          purpose.id,
          { autoClear: { cookies: cookies(purpose).map(({ name }) => ({ name })) } },
        ]),
      ),
    },
    language: {
      default: 'en',
      translations: {
        en: {
          consentModal: {
            title: texts.title,
            description: message(notice),
            acceptAllBtn: texts.acceptAll,
            acceptNecessaryBtn: texts.rejectAll,
            showPreferencesBtn: texts.choose,
            footer: `<a href="${statement.url}">${texts.statement}</a>`,
          },
          preferencesModal: {
            title: texts.preferencesTitle,
            acceptAllBtn: texts.acceptAll,
            acceptNecessaryBtn: texts.rejectAll,
            savePreferencesBtn: texts.save,
            closeIconLabel: texts.close,
            sections: [
              { description: texts.preferencesIntro },
              section(necessary, 'necessary'),
              ...asked(notice).map((purpose) => section(purpose)),
            ],
          },
        },
      },
    },
  };
};

export const vanilla = {
  name: 'vanilla',
  title: 'vanilla-cookieconsent',
  banner: `document.querySelector('#cc-main .cm')`,
  accept: `document.querySelector('#cc-main .cm [data-role=all]')`,
  parts: ({ peers, tag, notice }) => ({
    head: `<link rel="stylesheet" href="${peers}/vanilla/cookieconsent.css">
<script type="text/plain" data-category="analytics" async src="${tag}"></script>`,
    body: '<script type="module" src="/vanilla/config.js"></script>',
    held: heldScripts('data-category="analytics"'),
    site: {
      '/vanilla/config.js': `import '${peers}/vanilla/cookieconsent.umd.js';\nCookieConsent.run(${JSON.stringify(settings(notice))});`,
    },
    elsewhere: {
      '/vanilla/cookieconsent.css': installed('vanilla-cookieconsent/dist/cookieconsent.css'),
      '/vanilla/cookieconsent.umd.js': installed('vanilla-cookieconsent/dist/cookieconsent.umd.js'),
    },
  }),
};
