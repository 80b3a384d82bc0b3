/** Preloaded into a process: notes every connection that it makes, every name that it looks up, and what it sends. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const note = (what) => appendFileSync(process.env.OUTBOUND_FILE, `${what}\n`);
const { connect, write } = net.Socket.prototype;
const ours = new WeakSet();
net.Socket.prototype.connect = function (...words) {
  const [options] = Array.isArray(words[0]) ? words[0] : words;
  note(`connect ${JSON.stringify(options)}`);
  ours.add(this);
  return connect.apply(this, words);
};
net.Socket.prototype.write = function (bytes, ...rest) {
  if (ours.has(this)) note(`write ${Buffer.from(bytes).toString('latin1')}`);
  return write.call(this, bytes, ...rest);
};
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...words) {
  note(`send ${words.map(String).join(' ')}`);
  return send.apply(this, words);
};
const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  // A listener asks for its own literal address, which asks nobody.
  if (!net.isIP(name)) note(`lookup ${name}`);
  return lookup(name, ...rest);
};
