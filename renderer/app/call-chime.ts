import { useEffect, useRef } from 'react';
import { useTicketNews } from '../client/index.ts';
import { playCall } from './call-sound.ts';

/** A number was called: the hall hears it on whichever screen the kiosk is. */
export function useCallChime(): void {
  const { calls } = useTicketNews();
  const heard = useRef<number | null>(null);
  useEffect(() => {
    // The first that the page learns was called before it was there; a core that restarted counts from 0.
    if (heard.current !== null && calls > heard.current) playCall();
    heard.current = calls;
  }, [calls]);
}
