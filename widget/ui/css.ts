/** Style sheets as text, for constructable sheets: the tag is what the build shrinks. */
export const css = String.raw;
