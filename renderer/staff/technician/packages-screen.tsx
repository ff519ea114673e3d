import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileArchive, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { PackageLook } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';
import { dayFromIso } from './day-from-iso.ts';
import classes from './technician.module.css';

/** Packages in the inbox: looked at first, then taken in. */
export function PackagesScreen() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const queries = useCoreQueries();
  const options = queries.technician.packages.queryOptions();
  const packages = useQuery({ ...options, gcTime: 0 });
  const view = useQuery({ ...queries.technician.view.queryOptions(), gcTime: 0 });
  const [look, setLook] = useState<PackageLook | null>(null);
  const [isImported, setImported] = useState(false);
  const error = packages.error ?? view.error;
  if (error !== null) throw error;

  if (look !== null) {
    return (
      <Look
        look={look}
        onBack={() => setLook(null)}
        onImport={() =>
          attempt(async () => {
            cache.setQueryData(options.queryKey, await core.technician.importPackage({ file: look.file }));
            setLook(null);
            setImported(true);
          })
        }
      />
    );
  }
  return (
    <Screen
      layout="top"
      title={say('technician.packages.title')}
      {...(packages.data === undefined || view.data === undefined
        ? {}
        : {
            lead: say('technician.packages.lead', {
              date: dayFromIso(packages.data.version),
              inbox: view.data.inbox,
            }),
          })}
      back={{ onPress: () => go('/staff/technician') }}
    >
      <Pages label={say('technician.packages.title')}>
        {isImported ? <Notice tone="good" title={say('technician.imported')} /> : null}
        <div className={staffClasses.tiles}>
          {packages.data?.files.length === 0 ? <p>{say('technician.packages.none')}</p> : null}
          {packages.data?.files.map(({ file, sizeBytes }) => (
            <TileButton
              key={file}
              icon={FileArchive}
              title={file}
              line={say('technician.packages.file', { size: Math.ceil(sizeBytes / 1_000) })}
              onPress={() => attempt(async () => setLook(await core.technician.lookAtPackage({ file })))}
            />
          ))}
          <TouchButton icon={<RotateCw aria-hidden />} onPress={() => packages.refetch()}>
            {say('technician.packages.again')}
          </TouchButton>
        </div>
      </Pages>
    </Screen>
  );
}

/** So many names of each kind are read by a person. */
const mostNames = 12;

function Look(props: {
  readonly look: PackageLook;
  readonly onBack: () => void;
  readonly onImport: () => Promise<boolean>;
}) {
  const say = useStrings();
  const { look } = props;
  return (
    <Screen
      layout="top"
      title={say('technician.look.title', { date: dayFromIso(look.version) })}
      lead={say('technician.look.lead', {
        from: dayFromIso(look.validFrom),
        against: dayFromIso(look.against),
        added: look.added.length,
        changed: look.changed.length,
        removed: look.removed.length,
      })}
      back={{ onPress: props.onBack }}
      next={{ label: say('technician.look.import'), onPress: props.onImport }}
    >
      <Pages label={say('technician.look.title', { date: dayFromIso(look.version) })}>
        <div className={classes.changes}>
          {(['added', 'changed', 'removed'] as const)
            .filter((kind) => look[kind].length > 0)
            .map((kind) => (
              <section key={kind}>
                <h2>{say(`technician.look.${kind}`)}</h2>
                <ul>
                  {look[kind].slice(0, mostNames).map(({ code, name }) => (
                    <li key={code} lang="vi">
                      {code} {name}
                    </li>
                  ))}
                </ul>
                {look[kind].length > mostNames ? (
                  <p>{say('technician.look.more', { count: look[kind].length - mostNames })}</p>
                ) : null}
              </section>
            ))}
        </div>
      </Pages>
    </Screen>
  );
}
