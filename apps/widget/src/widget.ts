// The bundle's entry: registers the element once, also when a page includes the script twice.
import { FrontdeskChat } from './element.js';

if (!customElements.get('frontdesk-chat')) customElements.define('frontdesk-chat', FrontdeskChat);
