// This window, told apart from the visitor's others: kept as long as the tab, and so over a reload.
import { uuid } from './uuid.js';

const NAME = 'frontdesk:window';
const fresh = uuid();

export function windowId(): string {
  try {
    const known = window.sessionStorage.getItem(NAME);
    if (known === null) window.sessionStorage.setItem(NAME, fresh);
    return known ?? fresh;
  } catch {
    // Storage is forbidden: as long as the page, then.
    return fresh;
  }
}
