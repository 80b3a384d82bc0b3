/** Finnish. */
import { type IncidentWords, listed, mostIds, timeIn } from './words.ts';

const at = (time: number) => timeIn('fi', time);
const rules: Record<Parameters<IncidentWords['attempt']>[0], string> = {
  'sign-in': 'Henkilöstönne tunnuksilla on yritetty kirjautua väärin salasanoin tai koodein yhä uudelleen.',
  'account-guessing': 'Asiakkaanne käyttäjätilille on yritetty kirjautua väärin salasanoin yhä uudelleen.',
  'forged-token':
    'Sivustollenne on lähetetty kirjautumistunnisteita, joita sen oma avain ei ole allekirjoittanut.',
  'guessed-link': 'Joku on avannut linkkejä, joita ei ole koskaan lähetetty, ikään kuin niitä arvailisi.',
  'guessed-key': 'Joku on käyttänyt avaimia, joita ei ole olemassa, ikään kuin niitä arvailisi.',
  ledger: 'Tapahtumakirjan tarkistus ei täsmää: sen rivit eivät vastaa allekirjoitettua.',
};

export const fi: IncidentWords = {
  language: 'fi',
  raised: (kind, aware, { whom, where }) => ({
    subject:
      kind === 'breach' ? 'Tietoturvaloukkaus on kirjattu' : 'Tietoturvaloukkauksen yritys on kirjattu',
    lines:
      kind === 'breach'
        ? [
            `Henkilötietojen tietoturvaloukkaus on kirjattu. Siitä on tiedetty ${at(aware)} alkaen.`,
            `Siitä on ilmoitettava ${whom} 72 tunnin kuluessa, ellei riski ihmisille ole epätodennäköinen. Merkitkää kirjaukseen, milloin ilmoititte, tai miksi ilmoitusta ei tarvita.`,
            `Kenelle ilmoitetaan: ${where}`,
          ]
        : ['Tietoturvaloukkauksen yritys on kirjattu. Tarkistakaa se ja merkitkää, mitä teitte.'],
  }),
  attempt: (rule, count) => ({
    subject: 'Tietoturvaloukkauksen yritys on havaittu',
    lines: [
      `${rules[rule]} Tähän mennessä laskettu: ${count}.`,
      'Tapaus on avattu. Laskuri jatkaa tämän päivän ajan, eikä samasta asiasta lähetetä toista viestiä. Tarkistakaa tapaus, merkitkää, mitä teitte, ja sulkekaa se.',
    ],
  }),
  notice: ({ operator, kind, authority, ...facts }) => ({
    subject:
      kind === 'breach'
        ? `${operator}: rekisteriänne koskeva tietoturvaloukkaus`
        : `${operator}: rekisteriänne koskeva tietoturvaloukkauksen yritys`,
    lines: [
      `${operator}, joka käsittelee henkilötietoja puolestanne, ilmoittaa teille tapauksesta ilman aiheetonta viivytystä (tietosuoja-asetuksen 33 artiklan 2 kohta).`,
      `Mitä tapahtui: ${facts.nature}`,
      ...(facts.began ? [`Alkoi: ${at(facts.began)}`] : []),
      ...(facts.ended ? [`Päättyi: ${at(facts.ended)}`] : []),
      ...(facts.categories ? [`Ketä ja mitä tietoja se koskee: ${facts.categories}`] : []),
      facts.records === 0
        ? 'Tiedossa ei ole, että se koskisi rekisterinne henkilöitä tai tietueita.'
        : `Rekisterissänne: noin ${facts.persons} henkilöä ja ${facts.records} tietuetta.`,
      ...(facts.consequences ? [`Todennäköiset seuraukset: ${facts.consequences}`] : []),
      ...(facts.measures ? [`Mitä on tehty ja tehdään: ${facts.measures}`] : []),
      ...(facts.contact ? [`Lisätietoja: ${facts.contact}`] : []),
      `Tapaus on rekisterissänne tunnuksella ${facts.incident}.${kind === 'breach' ? ` Oma 72 tunnin määräaikanne ilmoittaa ${authority.whom} alkaa tästä viestistä.` : ''} Kerromme lisää, kun tiedämme enemmän.`,
      ...(facts.ids.length > 0
        ? [
            `Henkilöiden tunnukset${facts.persons > facts.ids.length ? ` (${mostIds} ensimmäistä; kaikki ovat tapauksen tiedoissa)` : ''}:\n${listed(facts.ids)}`,
          ]
        : []),
    ],
  }),
  phase: ({ operator, incident, lines, isBreachNow, authority, persons, records }) => ({
    subject: `${operator}: lisätietoja tapauksesta`,
    lines: [
      `Tapauksesta ${incident} tiedetään enemmän.`,
      ...(isBreachNow
        ? [
            `Tapaus on osoittautunut tietoturvaloukkaukseksi, ei vain yritykseksi. Oma 72 tunnin määräaikanne ilmoittaa ${authority.whom} alkaa tästä viestistä.`,
          ]
        : []),
      ...lines,
      `Rekisterissänne se koskee nyt noin ${persons} henkilöä ja ${records} tietuetta.`,
    ],
  }),
  reminder: (due, hours, { whom, where }) => ({
    subject: `${hours} tuntia aikaa ilmoittaa ${whom}`,
    lines: [
      `Rekisterissänne on avoin tietoturvaloukkaus. Siitä on ilmoitettava ${whom} viimeistään ${at(due)}: aikaa on ${hours} tuntia.`,
      `Kenelle ilmoitetaan: ${where}`,
      'Sen, mitä ei vielä tiedetä, voi kertoa myöhemmin vaiheittain. Merkitkää tapaukseen, milloin ilmoititte, tai miksi riski on epätodennäköinen.',
    ],
  }),
  overdue: (due, { whom, where }) => ({
    subject: `Myöhässä: ilmoittakaa loukkauksesta ${whom}`,
    lines: [
      `72 tunnin määräaika ilmoittaa loukkauksesta ${whom} päättyi ${at(due)}, eikä ilmoitusta ole merkitty.`,
      `Kenelle ilmoitetaan: ${where}`,
      'Ilmoittakaa nyt ja kertokaa viivytyksen syyt. Merkitkää molemmat tapaukseen.',
    ],
  }),
  person: ({ controller, happened, consequences, measures, contact, authority }) => ({
    subject: `Tietosi: ${controller} kertoo, mitä tapahtui ja mitä voit tehdä`,
    lines: [
      'Hei,',
      `sinua koskeville tiedoille on tapahtunut jotakin. Tiedot ovat yrityksen ${controller} rekisterissä. Tämä ei ole mainos: laki vaatii, että kerromme sinulle.`,
      `Mitä tapahtui: ${happened}`,
      `Mitä se voi merkitä sinulle: ${consequences}`,
      `Mitä olemme tehneet ja mitä voit itse tehdä: ${measures}`,
      `Kysy meiltä: ${contact}`,
      `Voit myös valittaa ${authority.whom}: ${authority.where}`,
    ],
  }),
};
