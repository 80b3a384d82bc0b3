/** Writes a small database in MaxMind's format (MMDB 2.0), to read countries from. */
import { addressBytes } from '../../collector/traffic/address.ts';

type Data = string | number | { [name: string]: Data } | Data[];

const control = (type: number, size: number): Buffer => {
  if (size > 28) throw new Error('Longer than this writer needs.');
  return type < 8 ? Buffer.from([(type << 5) | size]) : Buffer.from([size, type - 7]);
};

const encoded = (data: Data): Buffer => {
  if (typeof data === 'string') {
    const text = Buffer.from(data);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof data === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(data);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(data)) return Buffer.concat([control(11, data.length), ...data.map(encoded)]);
  const members = Object.entries(data);
  return Buffer.concat([
    control(7, members.length),
    ...members.flatMap(([name, value]) => [encoded(name), encoded(value)]),
  ]);
};

type Node = [Node | number | undefined, Node | number | undefined];

/** A database that answers `data` for each range, such as `203.0.113.0/24`; longer ranges after shorter ones. */
export const mmdb = (ranges: readonly [string, Data][]): Buffer => {
  const root: Node = [undefined, undefined];
  const pieces: Buffer[] = [];
  let length = 0;
  for (const [range, data] of ranges) {
    const [address = '', said = '0'] = range.split('/');
    const bytes = addressBytes(address) ?? [];
    const bits = Number(said) + (bytes.length === 4 ? 96 : 0);
    const whole = bytes.length === 4 ? [...new Array<number>(12).fill(0), ...bytes] : bytes;
    let node = root;
    for (let bit = 0; bit < bits; bit += 1) {
      const side = (((whole[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) as 0 | 1;
      if (bit === bits - 1) node[side] = length;
      else {
        const next = node[side];
        const below: Node = Array.isArray(next) ? next : [next, next];
        node[side] = below;
        node = below;
      }
    }
    const piece = encoded(data);
    pieces.push(piece);
    length += piece.length;
  }
  const nodes: Node[] = [];
  const number = (node: Node): void => {
    nodes.push(node);
    for (const one of node) if (Array.isArray(one)) number(one);
  };
  number(root);
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.forEach((node, place) => {
    node.forEach((one, side) => {
      const record =
        one === undefined ? nodes.length : Array.isArray(one) ? nodes.indexOf(one) : nodes.length + 16 + one;
      tree.writeUIntBE(record, place * 6 + side * 3, 3);
    });
  });
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 0,
    database_type: 'Test-Country',
    description: { en: 'countries of a test' },
    ip_version: 6,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  });
  return Buffer.concat([
    tree,
    Buffer.alloc(16),
    ...pieces,
    Buffer.from([0xab, 0xcd, 0xef]),
    Buffer.from('MaxMind.com'),
    metadata,
  ]);
};
