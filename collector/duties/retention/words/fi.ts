/** The schedule of retention in Finnish. */
import type { ScheduleWords } from '../words.ts';

const many = (amount: number, one: string, more: string) => `${amount} ${amount === 1 ? one : more}`;

export const fi: ScheduleWords = {
  period: ({ amount, unit }) => {
    if (unit === 'days') return many(amount, 'päivä', 'päivää');
    return amount % 12 === 0 && amount > 0
      ? many(amount / 12, 'vuosi', 'vuotta')
      : many(amount, 'kuukausi', 'kuukautta');
  },
  rules: {
    relationship: {
      title: 'Asiakkaiden ja yhteyshenkilöiden tiedot',
      line: (period) =>
        `Niin kauan kuin asiakassuhde kestää, ja sen päättymisen tai viimeisen tapahtuman jälkeen ${period}.`,
      why: 'Siihen mennessä asiakassuhteen jälkeiset asiat on saatu hoidetuiksi.',
    },
    proof: {
      title: 'Todisteet suostumuksista',
      line: (period) =>
        `Suostumuksen päättymisen jälkeen ${period}; viimeistään silloin, kun henkilön muut tiedot poistetaan.`,
      why: 'Meidän on voitava osoittaa, että annoit suostumuksesi (tietosuoja-asetuksen 7 artiklan 1 kohta).',
    },
    visits: {
      title: 'Käynnit sivustolla',
      line: (period) => `Käynnistä ${period}, tai niin kauan kuin sivuston ilmoituksessa sanotaan.`,
      why: 'Riittää vertailuun edelliseen kauteen.',
    },
    'access-log': {
      title: 'Tieto siitä, kuka on katsonut rekisteriä',
      line: (period) => `Katsomisesta ${period}; työntekijöistä lähdön jälkeen ${period}.`,
      why: 'Sinulla on oikeus kysyä, milloin ja miksi tietojasi on katsottu.',
    },
    'service-logs': {
      title: 'Palveluiden lokitiedot',
      line: (period) => `Kirjaamisesta ${period}.`,
      why: 'Viat ja hyökkäykset löydetään siinä ajassa.',
    },
    misuse: {
      title: 'Lisenssien käyttö ja väärinkäyttö',
      line: (period) => `Käytön päättymisestä tai asian ratkaisemisesta ${period}.`,
      why: 'Toistuva väärinkäyttö tunnistetaan siinä ajassa.',
    },
    vouchers: {
      title: 'Maksut ja myynnit',
      line: (period) => `Sen kalenterivuoden lopusta, jonka aikana tilikausi päättyi, ${period}.`,
      why: 'Kirjanpitolaki vaatii sen (1336/1997, 2 luvun 10 §).',
    },
    books: {
      title: 'Kirjanpitokirjat',
      line: (period) => `Tilikauden päättymisestä ${period}, kirjanpidossa eikä tässä rekisterissä.`,
      why: 'Kirjanpitolaki vaatii sen (1336/1997, 2 luvun 10 §).',
    },
    messages: {
      title: 'Viestit ja luetut tiedostot',
      line: (period) =>
        `Tieto lähetetystä viestistä tai luetusta tiedostosta: ${period}. Viestin teksti vain siihen asti, kun viesti on lähetetty.`,
      why: 'Viestistä kysytään siinä ajassa.',
    },
    requests: {
      title: 'Tietojasi koskevat pyynnöt',
      line: (period) => `Vastauksesta ${period}.`,
      why: 'Meidän on voitava osoittaa, että vastasimme (tietosuoja-asetuksen 5 artiklan 2 kohta).',
    },
    holds: {
      title: 'Syyt pidempään säilyttämiseen',
      line: (period) => `Syyn päättymisestä ${period}.`,
      why: 'Meidän on voitava osoittaa, miksi tiedot säilytettiin (tietosuoja-asetuksen 5 artiklan 2 kohta).',
    },
    incidents: {
      title: 'Tietoturvaloukkaukset',
      line: (period) => `Tapauksen päättämisestä ${period}.`,
      why: 'Meidän on voitava osoittaa, mitä tapahtui ja mitä teimme (tietosuoja-asetuksen 33 artiklan 5 kohta).',
    },
    audits: {
      title: 'Tarkastukset',
      line: (period) => `Tarkastuksen päättymisestä ${period}.`,
      why: 'Meidän on voitava osoittaa, että tarkastukset on sallittu (tietosuoja-asetuksen 28 artiklan 3 kohdan h alakohta).',
    },
    pending: {
      title: 'Vahvistusta odottavat tiedot',
      line: (period) => `${period}, jos kukaan ei vahvista niitä.`,
      why: 'Sähköpostissa oleva linkki ei ole voimassa pidempään.',
    },
    links: {
      title: 'Sivustolle kirjautumisen tunnisteet',
      line: () => 'Viisi minuuttia, ja seuraavaan yöhön asti.',
      why: 'Jokaista käytetään kerran.',
    },
    day: {
      title: 'Työntekijöiden istunnot ja lukematta jääneet tiedostot',
      line: (period) => `Enintään ${period}.`,
      why: 'Sen jälkeen niitä ei tarvita.',
    },
    relay: {
      title: 'Google Analyticsiin matkalla olevat tapahtumat',
      line: (period) => `Kunnes ne on lähetetty ja laskettu, enintään ${period}.`,
      why: 'Google ei ota vastaan vanhempia.',
    },
  },
  endless: {
    'while in use':
      'Niin kauan kuin sitä käytetään: asetuksia ja laskureita, jotka eivät kerro kenestäkään, ja tietoja, jotka poistuvat sen rivin mukana, johon ne kuuluvat.',
    'suppression: as long as the controller markets':
      'Niin kauan kuin harjoitamme markkinointia: avaimella laskettu tiiviste osoitteesta, johon ei saa kirjoittaa. Ilman sitä kieltosi unohtuisi (tietosuoja-asetuksen 21 artiklan 3 kohta).',
    'for ever':
      'Pysyvästi: siinä ei ole kenenkään tietoja. Monien lukumääriä, tapahtumakirjan tiivisteitä ja allekirjoituksia sekä kaikille näytettyjä tekstejä.',
  },
};
