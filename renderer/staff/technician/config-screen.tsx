import { useQuery } from '@tanstack/react-query';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './technician.module.css';

const tones = {
  same: 'good',
  none: 'info',
  changed: 'attention',
  missing: 'wrong',
  invalid: 'wrong',
} as const;

/** The configuration in use, line by line, and what the file would do at the next start. */
export function ConfigScreen() {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const view = useQuery({ ...queries.technician.view.queryOptions(), gcTime: 0 });
  if (view.error !== null) throw view.error;
  const file = view.data?.file;
  return (
    <Screen
      layout="top"
      title={say('technician.config.title')}
      back={{ onPress: () => go('/staff/technician') }}
    >
      <Pages label={say('technician.config.title')}>
        {file === undefined ? null : (
          <Notice tone={tones[file.state]} title={say(`technician.config.file.${file.state}`)}>
            {file.errors.map(({ path, message }) => (
              <p key={path} className={classes.line}>
                {path}: <span lang="vi">{message}</span>
              </p>
            ))}
          </Notice>
        )}
        <dl className={classes.config}>
          {view.data?.config.map(({ path, value }) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd>{value ?? say('technician.config.hidden')}</dd>
            </div>
          ))}
        </dl>
      </Pages>
    </Screen>
  );
}
