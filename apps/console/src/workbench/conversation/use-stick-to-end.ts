// Keeps the latest line in view, unless the reader has scrolled back; then says that there is more below.
import { useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 80;

export function useStickToEnd(version: string) {
  const ref = useRef<HTMLDivElement>(null);
  const near = useRef(true);
  const [away, setAway] = useState(false);

  const jump = (): void => {
    const box = ref.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  };

  useLayoutEffect(() => {
    if (near.current) jump();
  }, [version]);

  const onScroll = (): void => {
    const box = ref.current;
    if (box === null) return;
    near.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    setAway(!near.current);
  };

  return { ref, away, jump, onScroll };
}
