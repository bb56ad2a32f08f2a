import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that mean this machine or the network around it. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  // Both hold an IPv4 address, whichever that is.
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}

/** Whether a host of a URL is, or stands for, an address of this machine or of the network around it. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPrivateAddress(host);
  if (/(?:^|\.)(?:localhost|local|internal)\.?$/i.test(host)) return true;
  try {
    const found = await lookup(host, { all: true });
    return found.some(({ address }) => isPrivateAddress(address));
  } catch {
    // What has no address leads nowhere.
    return false;
  }
}

function isPrivateAddress(address: string): boolean {
  // `BlockList` looks through an IPv4 address that is written as an IPv6 one.
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
