// The tab's title: what needs attention first, then where one is.
import { useEffect } from 'react';

export function usePageTitle(title: string, attention = 0): void {
  useEffect(() => {
    document.title = `${attention > 0 ? `(${String(attention)}) ` : ''}${title} · Frontdesk`;
  }, [title, attention]);
}
