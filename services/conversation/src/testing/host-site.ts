// The site that signs for its visitors, and settings that checks it: here a token is the subject, a slash and a count.
import type { PeoplePeer, VerifiedIdentity } from '@frontdesk/contracts';

const PEOPLE: Readonly<Record<string, Partial<VerifiedIdentity>>> = {
  ann: { name: 'Ann', email: 'ann@example.com', vip: 3, attributes: { plan: 'pro' } },
  bob: { name: 'Bob', email: 'bob@example.com' },
};

export const hostSite: PeoplePeer = {
  keyHolder: () => Promise.resolve(null),
  member: () => Promise.resolve(null),
  visitorIdentity: (_workspace, _channel, token) => {
    const subject = token.split('/')[0] ?? '';
    const known = PEOPLE[subject] ?? { name: subject, email: null };
    return Promise.resolve({ name: null, email: null, ...known, subject });
  },
};
