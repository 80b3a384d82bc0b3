/** The tag module of a site whose events go to Google through the collector: no code of Google's, no request to it. */
export { measure as begin } from './measure/measure.ts';
