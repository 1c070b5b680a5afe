// What an API key may be given, in the order of the form. The words stand in the locales under `scope`.
import type { Permission } from '@frontdesk/contracts';

/** A list of its own: the contracts' would bring their whole catalogue of events into the page. A spec compares them. */
export const SCOPES = [
  ...(['conversation.read', 'conversation.list', 'conversation.assign'] as const),
  ...(['queue.read', 'queue.place', 'queue.manage'] as const),
  ...(['board.read', 'explanation.read'] as const),
  ...(['presence.read', 'presence.manage'] as const),
  ...(['settings.read', 'settings.write', 'block.write'] as const),
  ...(['visitor.read', 'visitor.write'] as const),
  ...(['submission.read', 'submission.answer', 'submission.close', 'submission.assign'] as const),
  ...(['submission.export', 'submission.deliver'] as const),
] as const satisfies readonly Permission[];
