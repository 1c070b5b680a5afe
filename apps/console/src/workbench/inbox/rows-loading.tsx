// Where rows will be, before they are.
import { Loading } from '../../ui/loading';

const ROW = { height: 54 };

export function RowsLoading() {
  return <Loading blocks={[ROW, ROW, ROW]} p="xs" />;
}
