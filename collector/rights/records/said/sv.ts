/** Swedish. */

export const sv: Readonly<Record<string, string>> = {
  // Purposes.
  accounting: 'bokföring',
  'acting for a customer company only as it says (GDPR 28(3)(a))':
    'att handla för ett kundföretag endast enligt dess instruktioner (artikel 28.3 a)',
  'allowing audits and showing what was agreed (GDPR 28(3)(h))':
    'att tillåta granskningar och visa vad som avtalats (artikel 28.3 h)',
  'answering feedback': 'att besvara respons',
  'answering those who use their rights': 'att besvara registrerades begäranden',
  'controlling who may read what': 'hantering och övervakning av åtkomst',
  'customer communication': 'kundkommunikation',
  'deciding how long data are kept': 'beslut om hur länge uppgifter bevaras',
  'demonstrating consent': 'att visa samtycke',
  'demonstrating what was done with personal data': 'att visa vad som har gjorts med personuppgifter',
  'demonstrating that the ledger is as it was': 'att visa att händelseboken är oförändrad',
  'direct marketing': 'direktmarknadsföring',
  'documenting breaches and attempts, and telling whom they concern (GDPR 33, 34)':
    'dokumentation av personuppgiftsincidenter och försök samt underrättelser om dem (artiklarna 33 och 34)',
  'finishing an erasure that a law delays': 'att slutföra en radering som en lag skjuter upp',
  'giving data to others with consent': 'utlämnande av uppgifter med samtycke',
  'keeping one entry a person': 'att slå ihop samma persons poster',
  'keeping the services safe and working': 'tjänsternas säkerhet och funktion',
  'keeping what a corrected value was': 'att bevara en rättad uppgifts tidigare värde',
  'keeping what a law demands': 'bevarande som lagen kräver',
  'keeping what was erased from coming back': 'att hindra att det raderade kommer tillbaka',
  'knowing the source of each value': 'att visa varifrån uppgifterna kommer',
  'knowing whose visits they are': 'att koppla besök till en inloggad person',
  'links in e-mails': 'länkar i e-post',
  'managing customer relations': 'skötsel av kundrelationer',
  'measuring the site without the visitor’s address': 'mätning av webbplatsen utan besökarens adress',
  'never writing again to whom does not want it': 'att följa marknadsföringsförbud',
  'preventing the misuse of licences': 'att förebygga missbruk av licenser',
  'providing the services of the contract': 'att tillhandahålla avtalade tjänster',
  'reading a file in': 'inläsning av en fil',
  'recording who was given what': 'registrering av utlämnanden',
  'refusing what was erased': 'att avvisa det som raderats',
  'registering whoever confirms their e-mail': 'registrering med bekräftad e-postadress',
  'running the collector': 'drift av systemet',
  'saying which statement was in force': 'att visa vilken dataskyddsbeskrivning som gällde',
  'slowing down who guesses passwords': 'att hindra gissning av lösenord',
  'noticing attempts at a breach (GDPR 32, 33)': 'att märka försök till intrång (GDPR 32, 33)',
  'telling persons what others gave us': 'information till registrerade om uppgifter från andra källor',
  'telling recipients of corrections and erasures':
    'underrättelser till mottagare om rättelser och raderingar',
  'telling the controller’s own systems': 'förmedling till den personuppgiftsansvarigas egna system',
  'using a token once': 'att säkerställa att en inloggning används en gång',
  'visit statistics': 'besöksstatistik',
  // Categories.
  identity: 'identitet',
  contact: 'kontaktuppgifter',
  employment: 'arbete och arbetsgivare',
  consent: 'samtycken',
  browser: 'webbläsarens besöksuppgifter',
  customer: 'kundrelation',
  licence: 'licenser',
  misuse: 'tecken på missbruk',
  payment: 'betalningar och försäljning',
  service: 'användning av tjänster',
  permission: 'tillstånd och förbud',
  message: 'meddelanden',
  request: 'dataskyddsbegäranden',
  incident: 'personuppgiftsincidenter',
  staff: 'personalens åtgärder',
  // Whom they are about.
  'customers and their contact persons': 'kunder och deras kontaktpersoner',
  'people who may be written to, or must not be': 'personer som får eller inte får marknadsföras till',
  'visitors of the sites': 'webbplatsernas besökare',
  'people who exercise their rights': 'personer som utövar sina rättigheter',
  'people whom a breach or an attempt concerns': 'personer som en incident eller ett försök gäller',
  'staff of the controller and of the operator': 'den personuppgiftsansvarigas och driftsföretagets personal',
  // Roles of staff, and of recipients.
  administrator: 'administratör',
  data_protection_officer: 'dataskyddsombud',
  marketing: 'marknadsföring',
  support: 'kundtjänst',
  auditor: 'granskare',
  internal: 'egen organisation',
  processor: 'personuppgiftsbiträde',
  third_party: 'tredje part',
  authority: 'myndighet',
  // Tools, bases, what is done for others.
  adequacy: 'beslut om adekvat skyddsnivå (artikel 45)',
  scc: 'standardavtalsklausuler (artikel 46.2 c)',
  'necessary for the service (ePrivacy 5(3))': 'nödvändig för tjänsten (lag 917/2014, 205 §)',
  'keeping the register: storing, showing to its staff, sending, erasing':
    'att föra registret: lagra, visa för den ansvarigas personal, sända, radera',
  'asking visitors of its sites for consent and keeping the proof':
    'att be webbplatsernas besökare om samtycke och bevara bevisen',
  // Measures that are usual.
  'Access by role and task alone; every read of a person is logged with its reason':
    'Åtkomst endast enligt roll och uppgift; varje läsning av en persons uppgifter loggas med sin orsak',
  'Staff are bound to confidentiality before they are let in; passwords and a second factor':
    'Personalen har förbundit sig till tystnadsplikt före åtkomst; lösenord och en andra faktor',
  'Encryption at rest under a key kept apart from the data, where one is set':
    'Lagrade uppgifter krypteras med en nyckel som förvaras skilt från uppgifterna, när en sådan har tagits i bruk',
  'Addresses of visitors are shortened before they are stored':
    'Besökares IP-adresser förkortas före lagring',
  'An append-only record of events whose alteration is found out':
    'Händelser antecknas så att en senare ändring avslöjas',
  'Backups that cannot bring back what was erased or withdrawn':
    'Säkerhetskopior kan inte återställa det som raderats eller återkallats',
  'Firewalls; encryption between the server and its users':
    'Brandväggar; kryptering mellan servern och användarna',
  'Servers, and manual material, are kept in locked premises':
    'Servrar och manuellt material förvaras i låsta utrymmen',
};
