/** The host names that the demo answers to, all of them on this machine. */

export interface Origins {
  /** The company's site, as visitors open it. */
  site: string;
  /** The same site under a name of its own, measured by the relay: no code of Google Analytics in its pages. */
  relay: string;
  /** The fake Google Analytics: tag script and measurements. */
  google: string;
  /** The fake Google Ads, on a host of its own as in real life, so that each purpose has its own hosts. */
  ads: string;
}

export const hosts = {
  site: 'localhost',
  relay: 'relay.localhost',
  google: 'google.localhost',
  ads: 'ads.localhost',
} as const;

/** Browsers take every name under `localhost` to the loopback address by themselves (RFC 6761). */
export const originsAt = (port: number): Origins => ({
  site: `http://${hosts.site}:${port}`,
  relay: `http://${hosts.relay}:${port}`,
  google: `http://${hosts.google}:${port}`,
  ads: `http://${hosts.ads}:${port}`,
});
