import type { PostView } from '../../../shared/contract/index.ts';
import { FactTable } from '../../components/fact-table.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { dong } from '../pay/money.ts';

/** Where a letter goes, who pays for it and its number; `forOfficer` marks what still needs the officer's hand. */
export function DeliveryFacts(props: { readonly letter: PostView; readonly forOfficer?: boolean }) {
  const say = useStrings();
  const { letter, forOfficer = false } = props;
  const { delivery, collectVnd } = letter;
  if (delivery?.way !== 'post') return null;
  const isAgreed = letter.feeWay === 'post';
  return (
    <FactTable>
      <dt>{say('post.receive.to')}</dt>
      <dd>
        {delivery.recipient}, {delivery.phone}
      </dd>
      <dt>{say('post.receive.address')}</dt>
      <dd lang="vi" data-needs={(forOfficer && letter.isPlaceGone) || undefined}>
        {delivery.street}, {delivery.commune}
      </dd>
      <dt>{say('post.receive.postage')}</dt>
      <dd>
        {letter.postageVnd === null
          ? say('post.cost.askShort')
          : say('post.cost.amount', { amount: dong(letter.postageVnd) })}
        {' · '}
        {say(`post.payer.${letter.payer}`)}
      </dd>
      {collectVnd > 0 || forOfficer ? (
        <>
          <dt>{say('post.receive.collect')}</dt>
          <dd data-needs={(forOfficer && collectVnd > 0 && !isAgreed) || undefined}>
            {say('post.cost.amount', { amount: dong(collectVnd) })}
            {forOfficer && collectVnd > 0 ? (
              <>
                {' · '}
                {say(isAgreed ? 'post.collect.agreed' : 'post.collect.notAgreed')}
              </>
            ) : null}
          </dd>
        </>
      ) : null}
      <dt>{say('post.receive.number')}</dt>
      <dd>{letter.trackingNumber ?? say('post.receive.number.none')}</dd>
    </FactTable>
  );
}
