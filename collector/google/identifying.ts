/** Names of parameters that say who somebody is, whatever their values: such never leave (CNIL 1, 2, 6, 7). */

const listOf = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Any of these words in a name. */
const words = listOf(`
  email mail epost phone telephone tel gsm msisdn mobilenumber address adress osoite street katuosoite ip ipv4 ipv6 uip
  puhelin puhelinnumero telefon sahkoposti fingerprint password passwd salasana losenord ssn hetu henkilotunnus
  personnummer cpr iban bic firstname lastname fullname surname username nickname etunimi sukunimi fornamn efternamn
  birthdate birthday birthyear dob syntymaaika latitude longitude lat lon lng geo geolocation postcode postalcode zip
  zipcode postinumero token jwt secret apikey useragent gclid dclid gbraid wbraid fbclid fbp fbc msclkid
  uuid guid passport passi sotu matkapuhelin kannykka mobilnummer syntymavuosi syntymapaiva fodelsedatum fodelsear
  hubspotutk mkttok ttclid twclid yclid igshid srsltid epik sccid idfa gaid adid`);

/** Whole names, without what parts their words. */
const names = listOf(`
  uid cid sid userid clientid sessionid sessionnumber visitorid customerid memberid personid accountid contactid
  subscriberid deviceid installid instanceid appinstanceid crmid leadid patientid employeeid studentid externalid
  userdata userproperties userproperty userprofile usernumber customernumber membernumber accountnumber cardnumber
  customerref ipoverride useragent user customer member person name nimi namn cookie cookies realname birth mcuid mceid hashedid emailid
  login loginid userlogin wpuser salesforceid externalref personalid nationalid mobile em ph hash gaclientid
  veroid olyencid skwcid gadsource klaviyoid sessio
  liuid lifatid vid puid auid anonymousid anonid userip clientip remoteaddr remoteip forwardedfor xforwardedfor`);

/** Beginnings of such whole names: `user_id_hash`, `client_id2`, `user_data_email`. */
const beginnings =
  /^(?:user|client|session|visitor|customer|member|person|account|contact|subscriber|device|crm|employee|patient)(?:id|ids|key|number|no|nr|ref|hash|uuid|guid|code|data|propert\w*|name)/;

/** Finnish and Swedish names are often one word: who it is about, then what; and addresses and accounts of whatever kind. */
const compounds =
  /^(?:asiakas|asiakkaan|kayttaja|jasen|henkilo|potilas|potilaan|vieras|tyontekija|opiskelija|kund|medlem|anvandar|patient|person)[a-z]{0,4}(?:id|nro|nr|numero|tunnus|tunniste|nimi|koodi|viite|nummer|namn|kod|hash)\d*$|^(?:tili|pankkitili|konto|bankkonto)(?:nro|nr|numero|nummer)|(?:osoite|adress)$/;

/** Small letters without marks; words apart where a capital, a sign or a digit begins one. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Whether a name says that its value identifies somebody, or where they are. */
export const identifies = (name: string): boolean => {
  const parts = wordsOf(name);
  const whole = parts.join('');
  return (
    parts.some((part) => words.has(part) || words.has(part.replace(/\d+$/, ''))) ||
    parts.some((part, place) => words.has(part + (parts[place + 1] ?? ''))) ||
    words.has(whole) ||
    names.has(whole) ||
    names.has(whole.replace(/^x|\d+$/g, '')) ||
    beginnings.test(whole) ||
    compounds.test(whole)
  );
};
