/** klaro 0.7.22: two deferred scripts, configuration and klaro with its style sheet inside. */
import { asked, cookies, heldScripts, installed, message } from './words.mjs';

const settings = (notice) => {
  const { texts, statement } = notice;
  const service = (purpose) => {
    const [{ id, name }] = purpose.services;
    return {
      name: id,
      title: name,
      purposes: [purpose.id],
      cookies: cookies(purpose).map((one) => one.name),
    };
  };
  return {
    version: 1,
    lang: 'en',
    acceptAll: true,
    htmlTexts: true,
    showNoticeTitle: true,
    default: false,
    cookieExpiresAfterDays: 365,
    translations: {
      en: {
        acceptAll: texts.acceptAll,
        ok: texts.acceptAll,
        decline: texts.rejectAll,
        save: texts.save,
        close: texts.close,
        privacyPolicyUrl: statement.url,
        privacyPolicy: { name: texts.statement, text: '{privacyPolicy}' },
        consentNotice: {
          title: texts.title,
          description: `${message(notice)} {privacyPolicy}`,
          learnMore: texts.choose,
        },
        consentModal: { title: texts.preferencesTitle, description: texts.preferencesIntro },
        purposes: Object.fromEntries(
          asked(notice).map(({ id, name, description }) => [id, { title: name, description }]),
        ),
      },
    },
    services: asked(notice).map(service),
  };
};

export const klaro = {
  name: 'klaro',
  title: 'klaro',
  banner: `document.querySelector('.klaro .cookie-notice')`,
  accept: `document.querySelector('.klaro .cookie-notice .cm-btn-success')`,
  parts: ({ peers, tag, notice }) => ({
    head: `<script defer src="/klaro/config.js"></script>
<script defer src="${peers}/klaro/klaro.js"></script>
<script type="text/plain" data-type="text/javascript" data-name="google-analytics" async data-src="${tag}"></script>`,
    held: heldScripts('data-type="text/javascript" data-name="google-analytics"', 'data-src'),
    site: { '/klaro/config.js': `var klaroConfig = ${JSON.stringify(settings(notice))};` },
    elsewhere: { '/klaro/klaro.js': installed('klaro/dist/klaro.js') },
  }),
};
