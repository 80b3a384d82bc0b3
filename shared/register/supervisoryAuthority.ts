/** The authority to which people may complain of a controller, as texts name it in their own language (GDPR 13(2)(d), 15(1)(f)). */

/** As the controller has said it. */
export interface SupervisoryAuthority {
  name: string;
  /** Where to reach it: a site, or an address. */
  address: string;
}

/** Whose texts do not say another. */
export const ombudsman: SupervisoryAuthority = {
  name: 'Tietosuojavaltuutettu (Data Protection Ombudsman)',
  address: 'https://tietosuoja.fi',
};

export interface AuthorityTold extends SupervisoryAuthority {
  /** Finland's own: only there does the Data Protection Act (1050/2018) hold. */
  isOmbudsman: boolean;
  /** To whom one complains, as the language bends it. */
  whom: string;
  /** Name and address in one line. */
  where: string;
}

export type AuthorityLanguage = 'fi' | 'sv' | 'en';

const office = 'tietosuoja@om.fi, +358 29 566 6700';
const spoken: Readonly<Record<AuthorityLanguage, SupervisoryAuthority & { whom: string; anyOther: string }>> =
  {
    fi: {
      name: 'Tietosuojavaltuutetun toimisto',
      address: `PL 800, 00531 Helsinki, ${office}, https://tietosuoja.fi`,
      whom: 'tietosuojavaltuutetulle',
      anyOther: 'valvontaviranomaiselle',
    },
    sv: {
      name: 'Dataombudsmannens byrå',
      address: `PB 800, 00531 Helsingfors, ${office}, https://tietosuoja.fi/sv`,
      whom: 'dataombudsmannen',
      anyOther: 'tillsynsmyndigheten',
    },
    en: {
      name: 'Office of the Data Protection Ombudsman (Tietosuojavaltuutetun toimisto)',
      address: `PO Box 800, 00531 Helsinki, Finland, ${office}, https://tietosuoja.fi/en`,
      whom: 'the Data Protection Ombudsman of Finland',
      anyOther: 'the supervisory authority',
    },
  };

/** However a controller has written the Ombudsman down, texts have all that is needed to reach them. */
const isOmbudsman = ({ name, address }: SupervisoryAuthority): boolean =>
  /^(tietosuojavaltuut|dataombudsman)/i.test(name.trim()) ||
  /(^|[/.\s])tietosuoja\.fi(?=$|[/\s,;)])/i.test(address);

/** The authority in the language of the text; English where the language is another. */
export const authorityIn = (language: string, authority: SupervisoryAuthority): AuthorityTold => {
  const words = spoken[language === 'fi' || language === 'sv' ? language : 'en'];
  const own = isOmbudsman(authority);
  const { name, address } = own ? words : authority;
  return {
    isOmbudsman: own,
    name,
    address,
    whom: own ? words.whom : words.anyOther,
    where: `${name}, ${address}`,
  };
};
