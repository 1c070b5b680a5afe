// A group's name for a page that only has its id. Who may not read groups sees the id.
import { useGroups } from '../api/staff-queries';

export function useGroupName(groupId: string | undefined): string {
  const groups = useGroups().data;
  return groups?.find((each) => each.id === groupId)?.document.name ?? groupId ?? '';
}
