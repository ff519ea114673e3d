import { useState } from 'react';
import { useIdentityNews } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useStrings } from '../../strings/use-strings.ts';

/** What came of a code that is not a card or could not be read; only of codes shown since this screen is up. */
export function CodeTrouble() {
  const say = useStrings();
  const news = useIdentityNews();
  const [since] = useState(news.count);
  if (news.fault === null || news.count === since) return null;
  if (news.fault === 'CODE_NOT_A_CARD' && news.other !== null) {
    return (
      <Notice key={news.count} tone="attention" title={say(`identity.other.${news.other}`)}>
        <p>{say('identify.other.next')}</p>
      </Notice>
    );
  }
  return <FaultNotice key={news.count} code={news.fault} />;
}
