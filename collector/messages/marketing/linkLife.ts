/** How long the links of letters work: people unsubscribe from what they find a year later, too. */
export const linkLife = 2 * 365 * 24 * 60 * 60 * 1000;
