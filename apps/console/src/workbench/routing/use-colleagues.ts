// Everybody else at the desk, with how they are right now.
import { usePresenceList } from '../../api/presence-queries';
import { useAgents } from '../../api/staff-queries';
import { colleaguesOf, type Colleague } from './colleagues';

/** @param except who has it already */
export function useColleagues(except: string | null | undefined): readonly Colleague[] {
  const agents = useAgents().data ?? [];
  return colleaguesOf(
    agents.filter(({ id }) => id !== except),
    usePresenceList().data ?? [],
  );
}
