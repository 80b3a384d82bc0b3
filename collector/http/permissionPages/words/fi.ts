/** Sivujen sanat suomeksi. */
import type { PageWords } from './words.ts';

export const fi: PageWords = {
  language: 'fi',
  gone: {
    title: 'Tämä linkki ei enää toimi',
    text: 'Se on jo käytetty tai liian vanha. Voit muuttaa sitä, mitä saat, uudemman viestin linkeistä tai kirjoittamalla meille.',
  },
  confirm: {
    title: 'Suostutko?',
    lead: (controller) =>
      `${controller} kysyy, saako se ottaa sinuun yhteyttä. Tähän antaisit suostumuksesi:`,
    button: 'Kyllä, suostun',
    ignore: 'Jos et halua tätä, sulje sivu: silloin mitään ei tapahdu.',
    doneTitle: 'Kiitos',
    done: 'Suostumuksesi on kirjattu. Voit peruuttaa sen milloin tahansa jokaisessa viestissä olevasta linkistä.',
  },
  unsubscribe: {
    title: 'Peru tilaus',
    lead: (controller, purpose) =>
      `Haluatko, ettei ${controller} enää kirjoita sinulle aiheesta ”${purpose}”?`,
    button: 'Peru tilaus',
    doneTitle: 'Tilaus on peruttu',
    done: (controller, purpose) =>
      `${controller} ei tästä lähtien enää kirjoita sinulle aiheesta ”${purpose}”.`,
    more: 'Muut luvat näet ja voit peruuttaa viestin toisesta linkistä.',
  },
  preferences: {
    title: 'Missä asioissa saamme ottaa sinuun yhteyttä',
    lead: (controller) =>
      `Tässä ovat kaikki luvat, jotka ${controller} on saanut sinulta. Poista valinta siitä, mitä et enää halua.`,
    none: 'Niitä ei ole: emme ota sinuun yhteyttä markkinoidaksemme.',
    since: (day) => `${day} alkaen`,
    save: 'Tallenna',
    saved: 'Tallennettu. Muutos on voimassa heti.',
    nothing: {
      title: 'Ei lainkaan markkinointia',
      text: (controller) =>
        `Voit vastustaa kaikkea suoramarkkinointia milloin tahansa ja syytä kertomatta. ${controller} ei silloin enää markkinoi sinulle, ellet itse pyydä sitä. Ostoksiasi koskevat viestit tulevat edelleen.`,
      button: 'Ei lainkaan markkinointia',
      done: 'Olet vastustanut suoramarkkinointia. Se on voimassa heti.',
    },
    back: 'Jos haluat jotain uudelleen, pyydä sitä sivuillamme.',
  },
  channels: { email: 'Sähköposti', sms: 'Tekstiviestit', phone: 'Puhelut', post: 'Posti' },
  contact: (name, contact) => `${name}, ${contact}`,
};
