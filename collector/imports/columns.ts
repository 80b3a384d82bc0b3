/** Which column of a file is which member: as the import says, else by its name, also in Finnish and Swedish. */
import type { Importing } from '../../shared/register/import.ts';

/** Names that people give to columns, folded. */
const usual: Readonly<Record<string, string>> = {
  nimi: 'name',
  namn: 'name',
  'full name': 'name',
  sahkoposti: 'email',
  sahkopostiosoite: 'email',
  'e-mail': 'email',
  'e-post': 'email',
  epost: 'email',
  puhelin: 'phone',
  puhelinnumero: 'phone',
  telefon: 'phone',
  telefonnummer: 'phone',
  asema: 'position',
  tehtava: 'position',
  titteli: 'position',
  befattning: 'position',
  title: 'position',
  yritys: 'company',
  foretag: 'company',
  organisaatio: 'company',
  organisation: 'company',
  organization: 'company',
  kieli: 'language',
  sprak: 'language',
  'y-tunnus': 'businessId',
  'fo-nummer': 'businessId',
  katuosoite: 'street',
  gatuadress: 'street',
  postinumero: 'postalCode',
  postnummer: 'postalCode',
  kaupunki: 'city',
  postitoimipaikka: 'city',
  stad: 'city',
  maa: 'country',
  land: 'country',
  tuote: 'product',
  lisenssiavain: 'licenceKey',
  licensnyckel: 'licenceKey',
};

const plain = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();

/** The member that a column is; undefined where it is left out. */
export const memberOf = (
  column: string,
  members: readonly string[],
  mapping: Importing['mapping'],
): string | undefined => {
  const said = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
  if (said !== undefined) return members.includes(said) ? said : undefined;
  const name = plain(column);
  const same = members.find((member) => member.toLowerCase() === name.replaceAll(/[ _-]/g, ''));
  if (same) return same;
  const known = Object.hasOwn(usual, name) ? usual[name] : undefined;
  return known !== undefined && members.includes(known) ? known : undefined;
};
