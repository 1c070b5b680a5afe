// Whether new visitors come to this agent: their own choice, unless something stands against it.
import type { EffectiveStatus } from '@frontdesk/contracts';
import { useMyPresence } from '../../api/presence-queries';
import { useConnection } from '../../realtime/realtime-context';

export type Reach = EffectiveStatus | 'lost';

export function useReach(): Reach {
  const presence = useMyPresence().data;
  const intent = presence?.intent ?? 'offline';
  const live = useConnection() === 'live';
  if (intent === 'offline') return intent;
  if (!live) return 'lost';
  // For later, or idle: nothing new comes although online was chosen.
  return presence?.pending != null || presence?.idle === true ? 'busy' : intent;
}
