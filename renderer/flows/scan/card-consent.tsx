import { ConsentScreen } from '../consent/consent-screen.tsx';
import type { CardConsentItem } from './use-scan.ts';

/** Pictures of identity cards are sensitive data: asked for once, right before the first one (NĐ 356/2025/NĐ-CP Đ4, Đ6). */
export function CardConsent(props: {
  readonly consent: CardConsentItem;
  readonly onAgreed: () => unknown;
  readonly onClose: () => unknown;
}) {
  const { item, neededFrom } = props.consent;
  return (
    <ConsentScreen
      item={item}
      neededFrom={neededFrom}
      onAgreed={props.onAgreed}
      onDeclined={props.onClose}
      back={props.onClose}
    />
  );
}
