// Whether new visitors come to this agent: their own choice, unless the page has lost its connection.
import type { EffectiveStatus } from '@frontdesk/contracts';
import { useMyPresence } from '../../api/staff-queries';
import { useConnection } from '../../realtime/realtime-context';

export type Reach = EffectiveStatus | 'lost';

export function useReach(): Reach {
  const intent = useMyPresence().data?.intent ?? 'offline';
  const live = useConnection() === 'live';
  return live || intent === 'offline' ? intent : 'lost';
}
