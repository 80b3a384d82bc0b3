/** Italian. */
import { durations, type Locale, listed } from './locale.ts';

export const it: Locale = {
  draft: true,
  duration: durations('it', {
    session: 'fino alla chiusura del browser',
    day: { one: '# giorno', other: '# giorni' },
    month: { one: '# mese', other: '# mesi' },
    year: { one: '# anno', other: '# anni' },
  }),
  title: () => 'Cookie: la scelta è tua',
  intro: ({ controller }) =>
    `${controller} chiede il tuo consenso per archiviare e leggere informazioni sul tuo dispositivo per queste finalità. Il sito funziona allo stesso modo se rifiuti.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Nessun’altra azienda riceve i dati.'
      : `Con il tuo consenso i dati sono comunicati anche a: ${listed(recipients, ' e ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Puoi modificare la tua risposta o revocare il consenso in qualsiasi momento: «${preferencesButton}» si trova in ogni pagina.`,
  acceptAll: () => 'Accetta tutto',
  rejectAll: () => 'Rifiuta tutto',
  choose: () => 'Scegli',
  preferencesButton: () => 'Scelte sulla privacy',
  preferencesTitle: () => 'Scelte sulla privacy',
  preferencesIntro: () => 'A ogni finalità si risponde separatamente.',
  save: () => 'Salva le mie scelte',
  close: () => 'Chiudi senza modificare nulla',
  necessary: () => 'Sempre attivo: il sito non funziona senza.',
  details: () => 'Servizi e cookie',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'A cosa serve',
  cookieLifetime: () => 'Periodo di conservazione',
  statement: () => 'Informativa sulla privacy',
  contact: () => 'Contatti',
  saved: () => 'Le tue scelte sono state salvate.',
  receipt: () => 'Salva la ricevuta della tua scelta',
  mine: () => 'Vedi che cosa è conservato su di te',
  embed: () => 'Qui c’è un contenuto di {host}. Viene caricato solo se lo consenti.',
  allow: () => 'Consenti: {purpose}',
  googleRelayed: () => 'Google riceve questi dati dal nostro server, senza il tuo indirizzo IP.',
  googleTagged: () => 'Il tuo browser contatta Google, che vede il tuo indirizzo IP.',
};
