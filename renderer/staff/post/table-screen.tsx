import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostageTable } from '../../../shared/contract/index.ts';
import { postPayers } from '../../../shared/dossier/post.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries } from '../../client/index.ts';
import { Chip, Chips } from '../../components/chip.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { KeyboardDock, KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './post.module.css';

const zones = ['commune', 'province', 'elsewhere'] as const;

/** What the post costs from this office; no table is published, so the office enters it. */
export function TableScreen(props: { readonly onBack: () => unknown }) {
  const queries = useCoreQueries();
  const table = useQuery({ ...queries.post.table.queryOptions(), gcTime: 0 });
  if (table.data === undefined) return <Screen back={{ onPress: props.onBack }} />;
  return <Table table={table.data} onBack={props.onBack} />;
}

function Table(props: { readonly table: PostageTable | null; readonly onBack: () => unknown }) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const { table, onBack } = props;
  const [typed, setTyped] = useState<Readonly<Record<(typeof zones)[number], string>>>(() => ({
    commune: String(table?.commune ?? ''),
    province: String(table?.province ?? ''),
    elsewhere: String(table?.elsewhere ?? ''),
  }));
  const [payer, setPayer] = useState(table?.payer ?? 'recipient-on-delivery');
  const [isSaved, setSaved] = useState(false);
  const vnd = (text: string): number | null => (text === '' ? null : Number(text));
  return (
    <Screen
      layout="top"
      title={say('post.table.title')}
      lead={say('post.table.lead')}
      back={{ onPress: onBack }}
      next={{
        label: say('post.table.save'),
        onPress: () =>
          attempt(async () => {
            await core.post.setTable({
              commune: vnd(typed.commune),
              province: vnd(typed.province),
              elsewhere: vnd(typed.elsewhere),
              payer,
            });
            setSaved(true);
          }),
      }}
      dock={<KeyboardDock />}
    >
      <Pages label={say('post.table.title')}>
        <div className={classes.fields}>
          {isSaved ? <Notice tone="good" title={say('post.table.saved')} /> : null}
          {zones.map((zone) => (
            <KioskTextField
              key={zone}
              label={say(`post.table.${zone}`)}
              kind="money"
              value={typed[zone]}
              onChange={(next) => {
                setTyped((before) => ({ ...before, [zone]: next }));
                setSaved(false);
              }}
            />
          ))}
          <Chips>
            {postPayers.map((one) => (
              <Chip
                key={one}
                aria-pressed={one === payer}
                onPress={() => {
                  setPayer(one);
                  setSaved(false);
                }}
              >
                {say(`post.payer.${one}`)}
              </Chip>
            ))}
          </Chips>
        </div>
      </Pages>
    </Screen>
  );
}
