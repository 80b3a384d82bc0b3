/** The servers that `LUPA_DATABASE_URL` names: one, or several as libpq writes them, each as an address of its own. */

/** The list is not one: a sentence says why. */
export class BadServers extends RangeError {
  override name = 'BadServers';
}

const form = /^(postgres(?:ql)?:\/\/)((?:[^@/?#]*@)?)([^/?#]*)(\/[^?#]*)?(?:\?(.*))?$/;

/** What is asked of a server in libpq's words; we ask for nothing else anyway. */
const attribute = 'target_session_attrs';

interface Place {
  host: string;
  port: string | undefined;
}

/** `host:port`, or `[address]:port`. */
const placeOf = (text: string): Place => {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain, port: port || undefined };
};

const placesIn = (authority: string, options: URLSearchParams): Place[] => {
  const hosts = options.get('host')?.split(',').filter(Boolean);
  const places =
    hosts?.map((host): Place => ({ host, port: undefined })) ?? authority.split(',').map(placeOf);
  const ports = options.get('port')?.split(',').filter(Boolean) ?? [];
  if (ports.length > 1 && ports.length !== places.length)
    throw new BadServers('LUPA_DATABASE_URL names as many ports as hosts, or one for all.');
  return places.map(({ host, port }, place) => ({ host, port: ports[place] ?? ports[0] ?? port }));
};

/** Each of them, in the order given. Throws `BadServers`. */
export const serversOf = (url: string): string[] => {
  const [, scheme, who = '', authority = '', path = '/', query] = form.exec(url) ?? [];
  if (!scheme) return [url];
  const options = new URLSearchParams(query);
  const wanted = options.get(attribute);
  if (wanted !== null && wanted !== 'read-write' && wanted !== 'primary')
    throw new BadServers(`LUPA_DATABASE_URL leads to a server that takes writes: leave ${attribute} out.`);
  options.delete(attribute);
  const places = placesIn(authority, options);
  if (places.length < 2 && wanted === null) return [url];
  if (places.length > 1 && places.some(({ host }) => !host))
    throw new BadServers('LUPA_DATABASE_URL has a comma with no host behind or before it.');
  return places.map(({ host, port }) => {
    const own = new URLSearchParams(options);
    if (host) own.set('host', host);
    if (port) own.set('port', port);
    return `${scheme}${who}${path}?${own.toString().replaceAll('+', '%20')}`;
  });
};
