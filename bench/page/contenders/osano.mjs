/** Osano's open-source Cookie Consent 3.1.1, opt-in: style sheet in the head, script and one call at the end of the body. */
import { installed, message, ownLines } from './words.mjs';

const settings = (notice) => {
  const { texts, statement } = notice;
  return {
    type: 'opt-in',
    position: 'bottom-left',
    layout: 'basic-header',
    palette: { popup: { background: '#ffffff', text: '#222222' }, button: { background: '#1d4433' } },
    content: {
      header: texts.title,
      message: message(notice),
      allow: texts.acceptAll,
      deny: texts.rejectAll,
      link: texts.statement,
      href: statement.url,
      policy: texts.preferencesButton,
    },
  };
};

// It has no gate: an owner loads what consent allows in this callback.
const whenConsented = (tag) => `settings.onStatusChange = function () {
  if (!this.hasConsented()) return;
  document.head.append(Object.assign(document.createElement('script'), { src: ${JSON.stringify(tag)} }));
  window.whenAllowed?.();
};`;

export const osano = {
  name: 'osano',
  title: 'Osano Cookie Consent',
  banner: `document.querySelector('.cc-window')`,
  accept: `document.querySelector('.cc-window .cc-allow')`,
  parts: ({ peers, tag, notice }) => ({
    head: `<link rel="stylesheet" href="${peers}/osano/cookieconsent.min.css">`,
    body: `<script src="${peers}/osano/cookieconsent.min.js" data-cfasync="false"></script>
<script>{
const settings = ${JSON.stringify(settings(notice))};
${whenConsented(tag)}
window.cookieconsent.initialise(settings);
}</script>`,
    held: ownLines,
    elsewhere: {
      '/osano/cookieconsent.min.css': installed('cookieconsent/build/cookieconsent.min.css'),
      '/osano/cookieconsent.min.js': installed('cookieconsent/build/cookieconsent.min.js'),
    },
  }),
};
