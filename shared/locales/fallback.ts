/** Which language stands in for one that is not there. The browser does the same in `widget/consent/language.ts`, over `alsoNamed`. */

/** Names of one language: Norwegian without saying which, and Nynorsk, are answered in Bokmål. */
const names = [['nb', 'no', 'nn']];

/** What may stand in for a tag, the nearest first: itself, each shorter one (RFC 4647, lookup), other names of it. */
export const standIns = (tag: string): string[] => {
  const parts = tag.split('-');
  const shorter = parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
  const base = parts[0] as string;
  const others = names.find((one) => one.includes(base)) ?? [];
  return [...shorter, ...others.filter((one) => one !== base)];
};

/** A site's languages, and after them the other names by which a page may call one of them. */
export const alsoNamed = (languages: readonly string[]): string[] => [
  ...new Set([
    ...languages,
    ...names.flatMap((one) => (one.some((name) => languages.includes(name)) ? one : [])),
  ]),
];

/** Which of a site's languages someone gets who asks for `tag`: what stands in for it, else the site's first. */
export const spoken = (tag: string, languages: readonly string[]): string =>
  standIns(tag).find((one) => languages.includes(one)) ?? (languages[0] as string);
