// Addresses of the network: which ranges hold one. Rules and block lists name ranges; requests come from addresses.
import ipaddr from 'ipaddr.js';

/** Whether it is an address or a range (CIDR), of either version. */
export function isRange(text: string): boolean {
  return ipaddr.isValidCIDR(text) || ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** Those of `ranges` that hold `address`; a text that is no address is in none. IPv4 inside IPv6 counts as IPv4. */
export function rangesHolding(address: string, ranges: readonly string[]): readonly string[] {
  if (!ipaddr.isValid(address)) return [];
  const at = ipaddr.process(address);
  return ranges.filter((range) => {
    if (!isRange(range)) return false;
    if (!range.includes('/')) return ipaddr.process(range).toNormalizedString() === at.toNormalizedString();
    const [net, bits] = ipaddr.parseCIDR(range);
    return net.kind() === at.kind() && at.match(net, bits);
  });
}
