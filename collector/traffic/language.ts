/** The first language of `Accept-Language`, base tag only (R22): the full weighted list would single a browser out. */
export const languageOf = (header: string | undefined): string | null =>
  /^\s*([a-z]{2,3})(?=[-;,\s]|$)/i.exec(header ?? '')?.[1]?.toLowerCase() ?? null;
