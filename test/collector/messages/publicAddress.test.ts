/** Which addresses a webhook may lead to: those of the public internet, however they are written. */
import { expect, test } from 'vitest';
import { egress } from '../../../collector/messages/egress.ts';
import { isPublic } from '../../../collector/messages/publicAddress.ts';
import { outside } from '../../support/outside.ts';

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '2a00:1450:4010::64',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('%s is public', (address) => expect(isPublic(address)).toBe(true));

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '::ffff:169.254.169.254',
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::a00:1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'rubbish',
  '',
])('%s is not', (address) => expect(isPublic(address)).toBe(false));

test('nothing reaches this machine through it: by address, by odd spelling, by name, by redirect', async () => {
  const here = await outside();
  const { port } = new URL(here.url);
  const out = egress({ publicOnly: true });
  for (const host of [
    '127.0.0.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    'a.localhost',
  ])
    await expect(out.post(`http://${host}:${port}/`, '{}'), host).rejects.toThrow();
  expect(here.requests()).toEqual([]);
  out.close();
});
