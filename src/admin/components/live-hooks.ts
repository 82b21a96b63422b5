import { useEffect, useRef, useState } from 'react';
import { LiveFeed, LOADING, type LiveState } from './live-feed.js';

/** The live numbers of an event, and a function that asks for them now. */
export function useLive(couponId: number, everyMs: number): [LiveState, () => void] {
  const [state, setState] = useState<LiveState>(LOADING);
  const feed = useRef<LiveFeed>();
  useEffect(() => {
    setState(LOADING);
    feed.current = new LiveFeed(couponId, everyMs, setState);
    return () => feed.current?.stop();
  }, [couponId, everyMs]);
  return [state, () => feed.current?.ask()];
}

/** `Date.now()`, again each second while the page is visible. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => document.hidden || setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
