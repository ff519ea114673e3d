import { useQuery } from '@tanstack/react-query';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useGo } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Pages } from '../../components/pages.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { Clocks } from './clocks.tsx';
import classes from './personal-data.module.css';

/** Every request with its clock: what is due first stands first, what is overdue in red and in words. */
export function RequestsScreen() {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const list = useQuery({ ...queries.personalData.list.queryOptions(), gcTime: 0 });
  if (list.error !== null) throw list.error;
  const requests = list.data ?? [];
  return (
    <Screen
      layout="top"
      title={say('personaldata.title')}
      lead={
        list.data === undefined
          ? ''
          : say('personaldata.lead', {
              open: requests.filter(({ closedAtMs }) => closedAtMs === null).length,
              overdue: requests.filter(({ overdue }) => overdue !== 'none').length,
            })
      }
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('personaldata.take'), onPress: () => go('/staff/data/new') }}
    >
      <Pages label={say('personaldata.title')}>
        {list.data?.length === 0 ? <p>{say('personaldata.none')}</p> : null}
        <ul className={classes.rows}>
          {requests.map((request) => (
            <li key={request.requestId}>
              <Button
                className={classes.row}
                data-overdue={request.overdue === 'none' ? undefined : true}
                onPress={() => void go(`/staff/data/${request.requestId}`)}
              >
                <span className={classes.head}>
                  <b>{say(`personaldata.kind.${request.kind}`)}</b>
                  <span>{say('personaldata.row.number', { number: request.number })}</span>
                </span>
                <span>
                  {say('personaldata.row.person', {
                    name: request.fullName,
                    idNumber: request.maskedIdNumber,
                  })}
                </span>
                <Clocks request={request} />
              </Button>
            </li>
          ))}
        </ul>
      </Pages>
    </Screen>
  );
}
