// Of which kind a connection is, from the user agent it names. Coarse on purpose: enough to recognise one's own device,
// never enough to tell people apart. What it says is not proven, so nothing is decided by it.
import type { ConnectionAbout } from '@frontdesk/contracts';

type Rule<Kind> = readonly [RegExp, Kind];

/** The first that matches: everybody claims to be everybody before them. */
const BROWSERS: readonly Rule<ConnectionAbout['browser']>[] = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Headless)?(Chrome|CriOS|Chromium)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
];

const DEVICES: readonly Rule<ConnectionAbout['device']>[] = [
  [/\biPad\b|\bTablet\b|\bAndroid\b(?!.*\bMobile\b)/, 'tablet'],
  [/\biPhone\b|\bMobile\b/, 'mobile'],
  [/\bWindows NT\b|\bMacintosh\b|\bX11\b|\bCrOS\b/, 'desktop'],
];

export function connectionAbout(userAgent: string | undefined, gateway: string): ConnectionAbout {
  // Nobody's user agent is this long; what follows is not looked at.
  const text = (userAgent ?? '').slice(0, 500);
  return { device: first(DEVICES, text) ?? 'other', browser: first(BROWSERS, text) ?? 'other', gateway };
}

const first = <Kind>(rules: readonly Rule<Kind>[], text: string): Kind | undefined =>
  rules.find(([pattern]) => pattern.test(text))?.[1];
