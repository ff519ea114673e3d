import callUrl from '../../resources/sounds/call.wav';

/** Plays the soft call chime. A kiosk without a speaker stays silent: the notice on the screen says it all. */
export function playCall(): void {
  new Audio(callUrl).play().catch(() => {}); // no audio device, or the runtime wants another gesture first
}
