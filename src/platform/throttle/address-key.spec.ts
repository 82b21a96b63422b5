import fc from 'fast-check';
import { isIP } from 'node:net';
import { addressKey, networkKeys } from './address-key.js';

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('returns for %s the key %s', (address, key) => expect(addressKey(address)).toBe(key));

  it.each([undefined, '', 'localhost', '192.0.2.256', '1.2.3.4, 5.6.7.8', '2001:db8::1::2', '192.0.2.1\nforged'])(
    'returns the same key for every invalid address: %j',
    (text) => expect(addressKey(text)).toBe('unknown'),
  );

  it('returns the same key for every spelling of an IPv6 address', () => {
    fc.assert(
      fc.property(
        fc.ipV6().filter((address) => isIP(address) === 6),
        (address) => addressKey(address.toUpperCase()) === addressKey(address),
      ),
    );
  });
});

describe('networkKeys', () => {
  it.each([
    ['192.0.2.1', ['192.0.2.1']],
    ['::ffff:192.0.2.1', ['192.0.2.1']],
    ['2001:db8:1:2f0e::1', ['2001:db8:1:2f0e::/64', '2001:db8:1:2f00::/56', '2001:db8:1::/48']],
    ['2001:db8::1', ['2001:db8:0:0::/64', '2001:db8:0:0::/56', '2001:db8:0::/48']],
    ['nonsense', ['unknown']],
    [undefined, ['unknown']],
  ])('returns for %s, the smallest network first: %j', (address, keys) => expect(networkKeys(address)).toEqual(keys));
});
