/** Finnish. */

export const fi: Readonly<Record<string, string>> = {
  // Purposes.
  accounting: 'kirjanpito',
  'acting for a customer company only as it says (GDPR 28(3)(a))':
    'toimiminen asiakasyrityksen puolesta vain sen ohjeiden mukaan (28 artiklan 3 kohdan a alakohta)',
  'allowing audits and showing what was agreed (GDPR 28(3)(h))':
    'tarkastusten salliminen ja sovitun osoittaminen (28 artiklan 3 kohdan h alakohta)',
  'answering feedback': 'palautteeseen vastaaminen',
  'answering those who use their rights': 'rekisteröityjen pyyntöihin vastaaminen',
  'controlling who may read what': 'käyttöoikeuksien hallinta ja valvonta',
  'customer communication': 'asiakasviestintä',
  'deciding how long data are kept': 'säilytysajoista päättäminen',
  'demonstrating consent': 'suostumuksen osoittaminen',
  'demonstrating what was done with personal data': 'henkilötiedoille tehtyjen toimien osoittaminen',
  'demonstrating that the ledger is as it was': 'tapahtumakirjan muuttumattomuuden osoittaminen',
  'direct marketing': 'suoramarkkinointi',
  'documenting breaches and attempts, and telling whom they concern (GDPR 33, 34)':
    'tietoturvaloukkausten ja niiden yritysten dokumentointi ja niistä ilmoittaminen (33 ja 34 artikla)',
  'finishing an erasure that a law delays': 'lain lykkäämän poiston loppuun saattaminen',
  'giving data to others with consent': 'tietojen luovuttaminen suostumuksella',
  'keeping one entry a person': 'saman henkilön merkintöjen yhdistäminen',
  'keeping the services safe and working': 'palvelujen turvallisuus ja toimivuus',
  'keeping what a corrected value was': 'oikaistun tiedon aiemman arvon säilyttäminen',
  'keeping what a law demands': 'lain vaatima säilyttäminen',
  'keeping what was erased from coming back': 'poistetun tiedon palaamisen estäminen',
  'knowing the source of each value': 'tietojen alkuperän osoittaminen',
  'knowing whose visits they are': 'käyntien yhdistäminen kirjautuneeseen henkilöön',
  'links in e-mails': 'sähköpostin linkkien toiminta',
  'managing customer relations': 'asiakassuhteiden hoitaminen',
  'measuring the site without the visitor’s address': 'sivuston käytön mittaaminen ilman kävijän osoitetta',
  'never writing again to whom does not want it': 'markkinointikieltojen noudattaminen',
  'preventing the misuse of licences': 'lisenssien väärinkäytön ehkäiseminen',
  'providing the services of the contract': 'sopimuksen mukaisten palvelujen tarjoaminen',
  'reading a file in': 'tiedoston lukeminen rekisteriin',
  'recording who was given what': 'luovutusten kirjaaminen',
  'refusing what was erased': 'poistetun tiedon torjuminen',
  'registering whoever confirms their e-mail': 'rekisteröityminen vahvistetulla sähköpostiosoitteella',
  'running the collector': 'järjestelmän ylläpito',
  'saying which statement was in force': 'voimassa olleen tietosuojaselosteen osoittaminen',
  'slowing down who guesses passwords': 'salasanojen arvailun estäminen',
  'noticing attempts at a breach (GDPR 32, 33)':
    'tietoturvaloukkausten yritysten huomaaminen (tietosuoja-asetus 32 ja 33 artikla)',
  'telling persons what others gave us': 'rekisteröityjen informointi muualta saaduista tiedoista',
  'telling recipients of corrections and erasures':
    'oikaisuista ja poistoista ilmoittaminen vastaanottajille',
  'telling the controller’s own systems': 'tietojen välittäminen rekisterinpitäjän omiin järjestelmiin',
  'using a token once': 'kirjautumisen kertakäyttöisyyden varmistaminen',
  'visit statistics': 'käyntien tilastointi',
  // Categories.
  identity: 'henkilöllisyys',
  contact: 'yhteystiedot',
  employment: 'työ ja työnantaja',
  consent: 'suostumukset',
  browser: 'selaimen käyntitiedot',
  customer: 'asiakkuus',
  licence: 'lisenssit',
  misuse: 'väärinkäytön merkit',
  payment: 'maksut ja myynti',
  service: 'palvelujen käyttö',
  permission: 'luvat ja kiellot',
  message: 'viestit',
  request: 'tietosuojapyynnöt',
  incident: 'tietoturvaloukkaukset',
  staff: 'henkilöstön toimet',
  // Whom they are about.
  'customers and their contact persons': 'asiakkaat ja heidän yhteyshenkilönsä',
  'people who may be written to, or must not be': 'henkilöt, joille saa tai ei saa markkinoida',
  'visitors of the sites': 'sivustojen kävijät',
  'people who exercise their rights': 'oikeuksiaan käyttävät henkilöt',
  'people whom a breach or an attempt concerns': 'henkilöt, joita loukkaus tai sen yritys koskee',
  'staff of the controller and of the operator': 'rekisterinpitäjän ja ylläpitäjän henkilöstö',
  // Roles of staff, and of recipients.
  administrator: 'pääkäyttäjä',
  data_protection_officer: 'tietosuojavastaava',
  marketing: 'markkinointi',
  support: 'asiakastuki',
  auditor: 'tarkastaja',
  internal: 'oma organisaatio',
  processor: 'käsittelijä',
  third_party: 'kolmas osapuoli',
  authority: 'viranomainen',
  // Tools, bases, what is done for others.
  adequacy: 'riittävyyspäätös (45 artikla)',
  scc: 'vakiolausekkeet (46 artiklan 2 kohdan c alakohta)',
  'necessary for the service (ePrivacy 5(3))': 'välttämätön palvelulle (SVPL 205 §)',
  'keeping the register: storing, showing to its staff, sending, erasing':
    'rekisterin ylläpito: säilyttäminen, näyttäminen rekisterinpitäjän henkilöstölle, lähettäminen, poistaminen',
  'asking visitors of its sites for consent and keeping the proof':
    'suostumusten kysyminen sivustojen kävijöiltä ja todisteiden säilyttäminen',
  // Measures that are usual.
  'Access by role and task alone; every read of a person is logged with its reason':
    'Tietoihin pääsee vain roolin ja tehtävän mukaan; jokainen henkilön tietojen katselu kirjataan syineen',
  'Staff are bound to confidentiality before they are let in; passwords and a second factor':
    'Henkilöstö on sitoutunut salassapitoon ennen käyttöoikeutta; salasanat ja toinen tunnistautumistapa',
  'Encryption at rest under a key kept apart from the data, where one is set':
    'Tallennetut tiedot salataan avaimella, jota säilytetään erillään tiedoista, kun se on otettu käyttöön',
  'Addresses of visitors are shortened before they are stored':
    'Kävijöiden IP-osoitteet lyhennetään ennen tallentamista',
  'An append-only record of events whose alteration is found out':
    'Tapahtumat kirjataan niin, että myöhempi muuttaminen paljastuu',
  'Backups that cannot bring back what was erased or withdrawn':
    'Varmuuskopioista ei voi palauttaa poistettua tai peruutettua',
  'Firewalls; encryption between the server and its users':
    'Palomuurit; salaus palvelimen ja käyttäjien välillä',
  'Servers, and manual material, are kept in locked premises':
    'Palvelimet ja manuaalinen aineisto säilytetään lukituissa tiloissa',
};
