// Devices and browsers as they name themselves.
import { describe, expect, test } from '@jest/globals';
import { connectionAbout } from './connection-about.js';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('C3e a connection is of a kind', () => {
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36`, 'desktop', 'chrome'],
    [`Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0`, 'desktop', 'edge'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'desktop', 'firefox'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/130.0.0.0 Safari/537.36`, 'desktop', 'chrome'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/18.0 Safari/605.1.15', 'desktop', 'safari'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1', 'mobile', 'safari'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) CriOS/130.0 Mobile/15E148 Safari/604.1', 'mobile', 'chrome'],
    [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/130.0.0.0 Mobile Safari/537.36`, 'mobile', 'chrome'],
    [`Mozilla/5.0 (Linux; Android 15; SM-X910) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36`, 'tablet', 'chrome'],
    ['Mozilla/5.0 (iPad; CPU OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1', 'tablet', 'safari'],
    ['curl/8.5.0', 'other', 'other'],
    [undefined, 'other', 'other'],
  ] as const)('%s', (userAgent, device, browser) => {
    expect(connectionAbout(userAgent, 'gateway-0')).toEqual({ device, browser, gateway: 'gateway-0' });
  });
});
